-- One row per application and event that brings it to a place on its way: whose act is awaited from then on.
-- step grows along the way: ten per submission, then paper, panel and result publicity (clause 三, 四(三)).
with submitted as (
    select
        application_no,
        1 as submission_no,
        applied_on as day,
        row_id
    from core.application
    union all
    select
        application_no,
        submission_no,
        submitted_on as day,
        row_id
    from core.submission
    where submission_no > 1
)

select
    application_no,
    day,
    10 * submission_no as step,
    '单位审核' as waits_for,
    row_id
from submitted
union all
select
    review.application_no,
    review.reviewed_on as day,
    10 * review.submission_no + onward.step as step,
    onward.waits_for,
    review.row_id
from core.review as review
inner join (
    values
    ('单位审核', '通过', 1, '县级审核'),
    ('县级审核', '通过', 2, '州级形式审核'),
    ('单位审核', '退回', 3, '补正'),
    ('县级审核', '退回', 3, '补正'),
    ('州级形式审核', '退回', 3, '补正')
) as onward (level, outcome, step, waits_for)
    on onward.level = review.level and onward.outcome = review.outcome
union all
select
    application_no,
    passed_on as day,
    10000 as step,
    '纸质材料' as waits_for,
    row_id
from core.first_pass
where level = '州级形式审核'
union all
select
    accepted.application_no,
    greatest(accepted.passed_on, paper.received_on) as day,
    10001 as step,
    '评审' as waits_for,
    paper.row_id
from core.first_pass as accepted
inner join accepted.paper as paper on paper.application_no = accepted.application_no
where accepted.level = '州级形式审核'
union all
select
    application_no,
    voted_on as day,
    10002 as step,
    '结果公示' as waits_for,
    row_id
from accepted.panel
