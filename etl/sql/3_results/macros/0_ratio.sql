-- The one division: sums first; an empty denominator gives no rate.
create or replace macro results.ratio(numerator, denominator) as
numerator / nullif(denominator, 0)
