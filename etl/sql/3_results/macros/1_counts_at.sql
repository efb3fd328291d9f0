-- One row per count and place of any grain of a season: the figure of a day.
-- noqa: disable=LT02
create or replace macro results.counts_at(season_, day_) as table
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
