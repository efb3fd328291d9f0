-- id: returned_once
-- title: 退回一次人数
-- title_en: Returned with tries left
-- unit: 人
-- counts: 县级或州级因材料原因退回的提交至少一次，且仍有不止一次提交机会的申报（三次为限时即恰退回一次）
-- leaves_out: 仅剩一次提交的；已锁定的；同一次提交先后被两级退回的只算一次
-- clause: 四(三)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_returned_once.py
-- order: 154
select
    returned.application_no,
    returned.from_day,
    returned.to_day,
    returned.row_id
from core.return_count as returned
inner join core.application as application on application.application_no = returned.application_no
inner join rule.season as season on season.season = application.season
where
    returned.returned_submissions > 0
    and returned.returned_submissions < season.submission_limit - 1
