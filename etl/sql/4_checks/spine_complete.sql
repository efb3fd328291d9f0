-- A place of the spine that some count leaves without exactly one value from the first day on.
select
    place.season,
    place.county_code,
    place.series_code,
    catalog.count_id
from results.place as place
cross join results.catalog as catalog
left join results.count_value as figure
    on
        place.season = figure.season
        and place.county_code = figure.county_code
        and place.series_code = figure.series_code
        and catalog.count_id = figure.count_id
        and figure.grain = 'county_series'
group by
    place.season,
    place.county_code,
    place.series_code,
    catalog.count_id
having
    count(figure.value) = 0
    or count(*) filter (where figure.to_day is null) <> 1
    or min(figure.from_day) <> date '0001-01-01'
