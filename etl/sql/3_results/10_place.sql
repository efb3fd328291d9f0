-- One row per season, county and series: the spine on which every figure stands, whoever has sent anything.
-- is_allotted_from: the day of the first quota document of the cell; empty is 未下达, not zero.
with first_document as (
    select
        season,
        county_code,
        series_code,
        min(issued_on) as day
    from accepted.quota
    group by
        season,
        county_code,
        series_code
)

select
    season.season,
    county.county_code,
    series.series_code,
    first_document.day as is_allotted_from
from rule.season as season
cross join rule.county as county
cross join rule.series as series
left join first_document
    on
        first_document.season = season.season
        and first_document.county_code = county.county_code
        and first_document.series_code = series.series_code
