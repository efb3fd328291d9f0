-- One row per count, place of any grain and spell of days with the same value; the first spell begins on
-- 0001-01-01, so that every day of every season has a value for every place, also where nothing was sent.
with change as (
    select
        *,
        date '0001-01-01' as day,
        0 as net
    from results.spine
    union all by name
    select * from results.change
    union all by name
    select * from results.difference
),

summed as (
    select
        season,
        count_id,
        case
            when grouping(unit) = 0 then 'unit'
            when grouping(county_code) = 1 and grouping(series_code) = 1 then 'prefecture'
            when grouping(county_code) = 1 then 'series'
            when grouping(series_code) = 1 then 'county'
            else 'county_series'
        end as grain,
        county_code,
        series_code,
        unit,
        day,
        sum(net) as net
    from change
    group by
        grouping sets (
            (season, count_id, day),
            (season, count_id, series_code, day),
            (season, count_id, county_code, day),
            (season, count_id, county_code, series_code, day),
            (season, count_id, county_code, unit, day)
        )
    having
        (grouping(unit) = 1 or unit is not null)
        and (sum(net) <> 0 or day = date '0001-01-01')
)

select
    season,
    count_id,
    grain,
    county_code,
    series_code,
    unit,
    day as from_day,
    lead(day) over place as to_day,
    cast(sum(net) over place as integer) as value
from summed
window place as (
    partition by season, count_id, grain, county_code, series_code, unit order by day
)
