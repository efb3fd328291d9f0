-- One row per review: what one level decided on one submission of one application, by whole days.
-- A decision is 通过, 退回 or 不予通过; 撤回 is an act of the applicant. `无` is no signer and no problem text.
select
    review.application_no,
    review.submission_no,
    review.level,
    review.outcome,
    review.outcome in ('通过', '退回', '不予通过') as is_decision,
    review.outcome = '退回' and reason.reason is not null as is_material_return,
    coalesce(review.signer, '') not in ('', '无') as has_signer,
    coalesce(review.problem, '') not in ('', '无') as has_problem,
    cast(review.submitted_at as date) as submitted_on,
    cast(review.reviewed_at as date) as reviewed_on,
    review.reviewed_at,
    review.reviewed_has_time,
    review.row_id
from accepted.reviews as review
left join rule.material_reason as reason
    on reason.reason = review.reason
