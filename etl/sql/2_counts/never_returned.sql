-- id: never_returned
-- title: 未被退回人数
-- title_en: Decided and not returned
-- unit: 人
-- counts: 县级或州级已有审核结论，且没有因材料原因退回的申报
-- leaves_out: 只经单位审核的；退回已登记误退更正的仍算未被退回
-- clause: 四(三)
-- basis: notice
-- better: higher
-- spec: tests/spec/test_returned_once.py
-- order: 152
select
    decided.application_no,
    greatest(decided.from_day, returned.from_day) as from_day,
    returned.to_day,
    decided.row_id
from counts.decided as decided
inner join core.return_count as returned on returned.application_no = decided.application_no
where returned.returned_submissions = 0
