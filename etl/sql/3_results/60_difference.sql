-- One row per derived count, season, county, series and day: the change of its value in the cell.
-- A derived count is one count minus another per cell; where it may not fall below zero, each cell is cut
-- at zero before the cells are added. It may begin only after the end of the season's paper window.
with operand as (
    select
        difference.count_id,
        change.season,
        change.county_code,
        change.series_code,
        change.day,
        case when change.count_id = difference.plus_id then change.net else -change.net end as net
    from definition.difference as difference
    inner join results.change as change
        on change.count_id = difference.plus_id or change.count_id = difference.minus_id
    union all
    select
        difference.count_id,
        place.season,
        place.county_code,
        place.series_code,
        season.w3_ends + 1 as day,
        0 as net
    from definition.difference as difference
    cross join results.place as place
    inner join rule.season as season on season.season = place.season
    where difference.is_after_paper_window
),

balance as (
    select
        count_id,
        season,
        county_code,
        series_code,
        day,
        sum(sum(net)) over (
            partition by count_id, season, county_code, series_code order by day
        ) as balance
    from operand
    group by
        count_id,
        season,
        county_code,
        series_code,
        day
),

figure as (
    select
        balance.count_id,
        balance.season,
        balance.county_code,
        balance.series_code,
        balance.day,
        case
            when difference.is_after_paper_window and balance.day <= season.w3_ends then 0
            when difference.is_never_negative then greatest(balance.balance, 0)
            else balance.balance
        end as value
    from balance
    inner join definition.difference as difference on difference.count_id = balance.count_id
    inner join rule.season as season on season.season = balance.season
)

select
    count_id,
    season,
    county_code,
    series_code,
    day,
    value - lag(value, 1, 0) over (
        partition by count_id, season, county_code, series_code order by day
    ) as net
from figure
