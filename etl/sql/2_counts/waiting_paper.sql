-- id: waiting_paper
-- title: 待送纸质材料人数
-- title_en: Waiting for paper
-- unit: 人
-- counts: 在办，州级形式审核已通过、纸质材料尚未送达的申报
-- leaves_out: 已送达但缺件的；交接单未报到、不能断定的
-- clause: 三
-- basis: local
-- better: lower
-- spec: tests/spec/test_in_process.py
-- order: 455
select
    open.application_no,
    greatest(open.from_day, position.from_day) as from_day,
    least(open.to_day, position.to_day) as to_day,
    position.row_id
from counts.in_process as open
inner join core.position as position on position.application_no = open.application_no
where position.waits_for = '纸质材料' and position.is_known
