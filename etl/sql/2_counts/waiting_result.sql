-- id: waiting_result
-- title: 待结果公示人数
-- title_en: Waiting for the result's publicity
-- unit: 人
-- counts: 在办，评审已有结论、结果公示尚未结束的申报
-- leaves_out: 评审未通过的（已办结）
-- clause: 四(二)
-- basis: local
-- better: lower
-- spec: tests/spec/test_in_process.py
-- order: 457
select
    open.application_no,
    greatest(open.from_day, position.from_day) as from_day,
    least(open.to_day, position.to_day) as to_day,
    position.row_id
from counts.in_process as open
inner join core.position as position on position.application_no = open.application_no
where position.waits_for = '结果公示' and position.is_known
