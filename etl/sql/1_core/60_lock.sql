-- One row per spell in which an application is locked: as many submissions with a counted return as the
-- season allows submissions, from the day of the last of them until a correction annuls one (clause 四(三)).
with spell as (
    select
        count_of_returns.application_no,
        count_of_returns.from_day,
        count_of_returns.to_day,
        count_of_returns.row_id,
        count_of_returns.returned_submissions >= season.submission_limit as is_locked
    from core.return_count as count_of_returns
    inner join core.application as application
        on application.application_no = count_of_returns.application_no
    inner join rule.season as season on season.season = application.season
),

numbered as (
    select
        application_no,
        from_day,
        to_day,
        row_id,
        is_locked,
        count(*) filter (where not is_locked)
            over (partition by application_no order by from_day) as open_spells_before
    from spell
)

select
    application_no,
    min(from_day) as from_day,
    case when bool_and(to_day is not null) then max(to_day) end as to_day,
    min_by(row_id, from_day) as row_id
from numbered
where is_locked
group by
    application_no,
    open_spells_before
