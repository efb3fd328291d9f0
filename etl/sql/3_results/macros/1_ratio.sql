-- macro: ratio(numerator, denominator) as
-- The one division: sums first; an empty denominator gives no rate.
numerator / nullif(denominator, 0)
