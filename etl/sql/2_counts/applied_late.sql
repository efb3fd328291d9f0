-- id: applied_late
-- title: 逾期申报人数
-- title_en: Applied late
-- unit: 人
-- counts: 首次提交晚于个人申报截止日（含延期）的申报
-- leaves_out: 截止当日24时以前首次提交的；截止后重新提交、但首次提交按时的
-- clause: 三
-- basis: notice
-- better: lower
-- spec: tests/spec/test_applied_late.py
-- order: 40
select
    application.application_no,
    greatest(application.applied_on, deadline.known_from) as from_day,
    deadline.known_to as to_day,
    application.row_id
from core.application as application
inner join core.deadline as deadline
    on deadline.application_no = application.application_no and deadline.milestone = '个人申报'
where application.applied_on > deadline.ends_on
