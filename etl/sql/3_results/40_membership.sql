-- One row per count, case and unbroken spell of days: it belongs to the count from from_day until to_day
-- (exclusive; empty = still). Overlapping and touching spells are one; row_id is the earliest evidence.
with placed as (
    select
        stated.count_id,
        coalesce(stated.case_id, stated.application_no) as case_id,
        stated.application_no,
        coalesce(stated.season, application.season) as season,
        coalesce(stated.county_code, application.county_code) as county_code,
        coalesce(stated.series_code, application.series_code) as series_code,
        application.unit,
        coalesce(stated.weight, 1) as weight,
        stated.from_day,
        coalesce(stated.to_day, date '9999-12-31') as to_day,
        stated.row_id
    from counts.stated as stated
    left join core.application as application
        on application.application_no = stated.application_no
    where coalesce(stated.from_day < stated.to_day, true)
),

reached as (
    select
        *,
        max(to_day) over (
            partition by count_id, case_id
            order by from_day, to_day, row_id
            rows between unbounded preceding and 1 preceding
        ) as reached_day
    from placed
),

numbered as (
    select
        *,
        count(*) filter (where coalesce(reached_day < from_day, true)) over (
            partition by count_id, case_id
            order by from_day, to_day, row_id
            rows between unbounded preceding and current row
        ) as spell_no
    from reached
)

select
    count_id,
    case_id,
    application_no,
    season,
    county_code,
    series_code,
    unit,
    weight,
    min(from_day) as from_day,
    nullif(max(to_day), date '9999-12-31') as to_day,
    min_by(row_id, (from_day, to_day, row_id)) as row_id
from numbered
group by
    count_id,
    case_id,
    application_no,
    season,
    county_code,
    series_code,
    unit,
    weight,
    spell_no
