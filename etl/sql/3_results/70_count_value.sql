-- One row per count, place of any grain and spell of days with the same value; the first spell begins on
-- 0001-01-01, so that every day of every season has a value for every place, also where nothing was sent.
with change as (
    select count_id, season, county_code, series_code, unit, day, net
    from results.change
    union all
    select count_id, season, county_code, series_code, null as unit, day, net
    from results.difference
    union all
    select
        definition.count_id,
        place.season,
        place.county_code,
        place.series_code,
        null as unit,
        date '0001-01-01' as day,
        0 as net
    from results.place as place
    cross join results.catalog as definition
    union all
    select
        definition.count_id,
        application.season,
        application.county_code,
        application.series_code,
        application.unit,
        date '0001-01-01' as day,
        0 as net
    from core.application as application
    cross join results.catalog as definition
    where definition.finest = 'unit'
),

summed as (
    select
        season,
        count_id,
        case grouping(county_code, series_code, unit)
            when 7 then 'prefecture'
            when 5 then 'series'
            when 3 then 'county'
            when 1 then 'county_series'
            else 'unit'
        end as grain,
        county_code,
        series_code,
        unit,
        day,
        sum(net) as net
    from change
    group by grouping sets (
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
