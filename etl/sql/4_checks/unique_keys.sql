-- A key that stands twice where it may stand once.
select
    'roster' as place,
    application_no as key
from accepted.roster
group by application_no
having count(*) > 1
union all
select
    'reviews' as place,
    concat_ws('|', application_no, submission_no, level) as key
from accepted.reviews
group by
    application_no,
    submission_no,
    level
having count(*) > 1
union all
select
    'membership' as place,
    concat_ws('|', count_id, case_id, from_day) as key
from results.membership
group by
    count_id,
    case_id,
    from_day
having count(*) > 1
