-- A rate after the last change of a season that is infinite, not a number, or given without a denominator.
select
    numerator.season,
    numerator.grain,
    rate.rate_id,
    results.ratio(numerator.value, denominator.value) as quotient
from results.rate as rate
inner join results.count_value as numerator
    on rate.numerator_id = numerator.count_id and numerator.to_day is null
inner join results.count_value as denominator
    on
        rate.denominator_id = denominator.count_id
        and denominator.to_day is null
        and numerator.season = denominator.season
        and numerator.grain = denominator.grain
        and numerator.county_code is not distinct from denominator.county_code
        and numerator.series_code is not distinct from denominator.series_code
        and numerator.unit is not distinct from denominator.unit
where isinf(quotient) or isnan(quotient) or (denominator.value = 0 and quotient is not null)
