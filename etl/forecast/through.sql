-- One row per season, kind of sheet and office: the last day that its sheets tell about.
select
    season,
    kind,
    office,
    through
from accepted.data_through
where season <= $season
