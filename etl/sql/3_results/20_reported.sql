-- One row per season, county and kind of sheet the county answers for: loaded through which report day.
-- No day is 未报送.
select
    season.season,
    county.county_code,
    duty.kind,
    loaded.through
from rule.season as season
cross join rule.county as county
cross join (values ('roster'), ('reviews'), ('publicity')) as duty (kind)
left join accepted.data_through as loaded
    on
        loaded.season = season.season
        and loaded.kind = duty.kind
        and loaded.office = county.county_code
