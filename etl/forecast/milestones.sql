-- One row per season through the one asked for and milestone with an end of its own: its span and its counts.
-- What must be over by the year's end begins with the season; the panel has no window and is left out.
select
    milestone.season,
    milestone.milestone_id,
    milestone.title,
    milestone.numerator_id,
    milestone.denominator_id,
    milestone.clause,
    coalesce(milestone.starts_on, least(season.w1_starts, season.w2_starts)) as starts_on,
    milestone.ends_on,
    season.w1_ends
from results.milestone as milestone
inner join rule.season as season on season.season = milestone.season
where
    milestone.season <= $season
    and milestone.milestone_id <> 'panel'
order by
    milestone.season,
    milestone.sort
