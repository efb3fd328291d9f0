-- One row per application and review level: its first 通过 there, for any submission.
-- At 单位审核 this is "sent up", at 县级审核 "recommended", at 州级形式审核 "accepted".
select
    application_no,
    level,
    reviewed_on as passed_on,
    reviewed_at as passed_at,
    reviewed_has_time as has_time,
    row_id
from core.review
where outcome = '通过'
qualify row_number() over (
    partition by application_no, level
    order by reviewed_at, submission_no
) = 1
