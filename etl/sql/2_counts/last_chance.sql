-- id: last_chance
-- title: 仅剩一次提交人数
-- title_en: On the last chance
-- unit: 人
-- counts: 县级或州级因材料原因退回的提交恰为两次的申报
-- leaves_out: 已达三次的；更正后只剩一次的
-- clause: 四(三)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_last_chance.py
-- order: 120
select
    returned.application_no,
    returned.from_day,
    returned.to_day,
    returned.row_id
from core.return_count as returned
inner join core.application as application on application.application_no = returned.application_no
inner join rule.season as season on season.season = application.season
where returned.returned_submissions = season.submission_limit - 1
