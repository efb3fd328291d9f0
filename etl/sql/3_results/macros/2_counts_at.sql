-- macro: counts_at(season_, day_) as table
-- One row per count and place of any grain of a season: the figure of a day.
select
    grain,
    county_code,
    series_code,
    unit,
    count_id,
    value
from results.count_value
where
    season = season_
    and from_day <= day_
    and coalesce(day_ < to_day, true)
