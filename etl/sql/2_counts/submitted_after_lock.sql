-- id: submitted_after_lock
-- title: 锁定后再提交人数
-- title_en: Submitted after the lock
-- unit: 人
-- counts: 在锁定之日以后又有提交的申报，不论何时审核
-- leaves_out: 锁定当日及以前的提交；更正解锁以后的提交
-- clause: 四(三)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_submitted_after_lock.py
-- order: 440
select
    submission.application_no,
    submission.submitted_on as from_day,
    lock.to_day,
    submission.row_id
from core.lock as lock
inner join core.submission as submission
    on
        submission.application_no = lock.application_no
        and submission.submitted_on > lock.from_day
