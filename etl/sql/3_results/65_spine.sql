-- One row per count and finest place on which it has a figure: every county and series of every season, and
-- every unit with an application unless the count is of places, which no unit has.
select
    definition.count_id,
    place.season,
    place.county_code,
    place.series_code,
    null as unit
from results.place as place
cross join results.catalog as definition
union
select
    definition.count_id,
    application.season,
    application.county_code,
    application.series_code,
    application.unit
from core.application as application
inner join results.catalog as definition on definition.finest = 'unit'
