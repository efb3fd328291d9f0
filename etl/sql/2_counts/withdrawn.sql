-- id: withdrawn
-- title: 撤回人数
-- title_en: Withdrawn
-- unit: 人
-- counts: 已申报，且有撤回记录的申报，自首次撤回之日起
-- leaves_out: 退回；不予通过
-- clause: –
-- basis: local
-- better: neither
-- spec: tests/spec/test_withdrawn.py
-- order: 100
select
    review.application_no,
    greatest(review.reviewed_on, application.applied_on) as from_day,
    review.row_id
from core.review as review
inner join core.application as application on application.application_no = review.application_no
where review.outcome = '撤回'
