-- One row per count, season, county, series, unit and day on which cases came or went: came minus went.
with turn as (
    select
        count_id,
        season,
        county_code,
        series_code,
        unit,
        from_day as day,
        weight
    from results.membership
    union all
    select
        count_id,
        season,
        county_code,
        series_code,
        unit,
        to_day as day,
        -weight as weight
    from results.membership
    where to_day is not null
)

select
    count_id,
    season,
    county_code,
    series_code,
    unit,
    day,
    sum(weight) as net
from turn
group by
    count_id,
    season,
    county_code,
    series_code,
    unit,
    day
