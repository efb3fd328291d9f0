-- id: waiting_panel
-- title: 待评审人数
-- title_en: Waiting for the panel
-- unit: 人
-- counts: 在办，形式审核已通过、纸质材料已送达、尚未评审的申报
-- leaves_out: 只有其一的
-- clause: 三
-- basis: local
-- better: lower
-- spec: tests/spec/test_in_process.py
-- order: 456
select
    open.application_no,
    greatest(open.from_day, position.from_day) as from_day,
    least(open.to_day, position.to_day) as to_day,
    position.row_id
from counts.in_process as open
inner join core.position as position on position.application_no = open.application_no
where position.waits_for = '评审' and position.is_known
