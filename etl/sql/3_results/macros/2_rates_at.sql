-- One row per rate and place of any grain of a season: the rate of a day with its two counts.
-- noqa: disable=LT02
create or replace macro results.rates_at(season_, day_) as table
with figure as (
    select
        grain,
        county_code,
        series_code,
        unit,
        count_id,
        value
    from results.counts_at(season_, day_)
)

select
    numerator.grain,
    numerator.county_code,
    numerator.series_code,
    numerator.unit,
    rate.rate_id,
    numerator.value as numerator,
    denominator.value as denominator,
    results.ratio(numerator.value, denominator.value) as rate
from results.rate as rate
inner join figure as numerator on numerator.count_id = rate.numerator_id
inner join figure as denominator
    on
        denominator.count_id = rate.denominator_id
        and denominator.grain = numerator.grain
        and denominator.county_code is not distinct from numerator.county_code
        and denominator.series_code is not distinct from numerator.series_code
        and denominator.unit is not distinct from numerator.unit
