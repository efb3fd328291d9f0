-- One row per season, county, count and day on which the county's figure changed, over the series asked for:
-- by how much it rose or fell.
with changed as (
    select
        season,
        county_code,
        count_id,
        from_day,
        value - lag(value, 1, 0) over (
            partition by season, county_code, series_code, count_id
            order by from_day
        ) as rise
    from results.count_value
    where
        grain = 'county_series'
        and season <= $season
        and list_contains($count_ids, count_id)
        and list_contains($counties, county_code)
        and list_contains($series, series_code)
)

select
    season,
    county_code,
    count_id,
    from_day,
    cast(sum(rise) as integer) as rise
from changed
group by
    season,
    county_code,
    count_id,
    from_day
order by
    season,
    county_code,
    count_id,
    from_day
