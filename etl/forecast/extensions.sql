-- One row per extension of a window for a whole county, in every season through the one asked for.
select
    season,
    county_code,
    milestone,
    extended_to,
    recorded_on
from accepted.adjustments
where
    kind = '延期'
    and application_no is null
    and season <= $season
