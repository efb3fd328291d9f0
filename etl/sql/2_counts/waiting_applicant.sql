-- id: waiting_applicant
-- title: 待补正人数
-- title_en: Waiting for the applicant
-- unit: 人
-- counts: 在办，被任一层级退回、尚未重新提交的申报
-- leaves_out: 已锁定的（本年度不再受理）；重新提交已由其后的审核记录证实的
-- clause: 四(三)
-- basis: local
-- better: lower
-- spec: tests/spec/test_in_process.py
-- order: 454
select
    open.application_no,
    greatest(open.from_day, position.from_day) as from_day,
    least(open.to_day, position.to_day) as to_day,
    position.row_id
from counts.in_process as open
inner join core.position as position on position.application_no = open.application_no
where position.waits_for = '补正' and position.is_known
