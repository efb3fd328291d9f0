-- A rate on the last day that is infinite, not a number, or given without a denominator.
select
    rate_id,
    numerator,
    denominator
from results.season_end_rate
where isinf(rate) or isnan(rate) or (denominator = 0 and rate is not null)
