-- One row per counted return: a 退回 by county or prefecture for a material reason, from its day until
-- a 误退更正 of the same application, submission and level was recorded (clause 四(三)).
select
    review.application_no,
    review.submission_no,
    review.level,
    review.reviewed_on as from_day,
    min(correction.recorded_on) as to_day,
    review.row_id
from core.review as review
left join accepted.adjustments as correction
    on
        correction.kind = '误退更正'
        and correction.application_no = review.application_no
        and correction.submission_no = review.submission_no
        and correction.milestone = review.level
where review.is_material_return and review.level in ('县级审核', '州级形式审核')
group by
    review.application_no,
    review.submission_no,
    review.level,
    review.reviewed_on,
    review.row_id
having min(correction.recorded_on) is null or min(correction.recorded_on) > review.reviewed_on
