-- A count whose prefecture figure is not the sum of its cells on the last day of a season.
with last_days as (
    select
        figure.season,
        figure.count_id,
        sum(figure.value) filter (where figure.grain = 'prefecture') as of_prefecture,
        sum(figure.value) filter (where figure.grain = 'county_series') as of_cells
    from results.count_value as figure
    where figure.to_day is null
    group by
        figure.season,
        figure.count_id
)

select *
from last_days
where of_prefecture is distinct from of_cells
