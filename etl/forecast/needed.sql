-- One row per forecast asked about: what is still to be done for each working day that is left.
with asked as (
    select
        unnest($places) as place,
        unnest($remaining) as remaining,
        unnest($workdays_left) as workdays_left
)

select
    place,
    results.ratio(remaining, workdays_left) as per_day
from asked
order by place
