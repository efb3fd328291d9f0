-- One row per season and milestone: its window and the two counts whose ratio is the progress.
-- The panel has no window of its own; it must be over by the end of the year (clause 三).
select
    season.season,
    milestone.milestone_id,
    milestone.title,
    milestone.title_en,
    case milestone.milestone_id
        when 'applications' then season.w1_starts
        when 'online_review' then season.w2_starts
        when 'paper' then season.w3_starts
    end as starts_on,
    case milestone.milestone_id
        when 'applications' then season.w1_ends
        when 'online_review' then season.w2_ends
        when 'paper' then season.w3_ends
        else season.year_end
    end as ends_on,
    milestone.numerator_id,
    milestone.denominator_id,
    milestone.clause,
    milestone.sort
from rule.season as season
cross join definition.milestone as milestone
