-- id: waiting_prefecture
-- title: 待州级形式审核人数
-- title_en: Waiting for the formal review
-- unit: 人
-- counts: 在办，县级已通过、州级尚未审核的申报
-- leaves_out: 州级退回后尚未重新提交的（待补正）；县市未报审核记录、不能断定的
-- clause: 五(二)
-- basis: local
-- better: lower
-- spec: tests/spec/test_in_process.py
-- order: 453
select
    open.application_no,
    greatest(open.from_day, position.from_day) as from_day,
    least(open.to_day, position.to_day) as to_day,
    position.row_id
from counts.in_process as open
inner join core.position as position on position.application_no = open.application_no
where position.waits_for = '州级形式审核' and position.is_known
