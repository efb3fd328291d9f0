-- id: waiting_unknown
-- title: 环节待核对人数
-- title_en: Place not known
-- unit: 人
-- counts: 在办，但所在环节的表尚未报到，或隔离区内可能有其记录，不能断定在等谁的申报
-- leaves_out: 已计入其他七个环节的
-- clause: –
-- basis: local
-- better: lower
-- spec: tests/spec/test_in_process.py
-- order: 458
select
    open.application_no,
    greatest(open.from_day, position.from_day) as from_day,
    least(open.to_day, position.to_day) as to_day,
    position.row_id
from counts.in_process as open
inner join core.position as position on position.application_no = open.application_no
where not position.is_known
