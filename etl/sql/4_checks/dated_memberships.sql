-- A membership without a first day, or that ends before it begins.
select
    count_id,
    case_id,
    from_day,
    to_day
from results.membership
where from_day is null or to_day <= from_day
