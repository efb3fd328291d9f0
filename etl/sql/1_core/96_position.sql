-- One row per application and spell of days at one place on its way; a place once passed is not gone back to.
-- is_known: what would end the wait is loaded through the spell's beginning, and no quarantined row of that
-- kind could be the application's own. The panel's own silence accuses nobody, so it needs no report.
with onward as (
    select
        application_no,
        day,
        step,
        waits_for,
        row_id,
        max(step) over (
            partition by application_no
            order by day asc, step desc
            rows between unbounded preceding and 1 preceding
        ) as reached_step
    from core.arrival
),

spell as (
    select
        application_no,
        waits_for,
        day as from_day,
        lead(day) over (partition by application_no order by day) as to_day,
        row_id
    from onward
    where coalesce(step > reached_step, true)
),

duty (waits_for, kind, is_reported) as (
    values
    ('单位审核', 'reviews', true),
    ('县级审核', 'reviews', true),
    ('州级形式审核', 'reviews', true),
    ('补正', 'reviews', true),
    ('纸质材料', 'paper', true),
    ('评审', 'panel', false),
    ('结果公示', 'publicity', false)
),

doubtful as (
    select distinct
        application.application_no,
        doubt.kind
    from core.application as application
    inner join accepted.doubt as doubt
        on
            doubt.application_no = application.application_no
            or doubt.county_code = application.county_code and doubt.name = application.name
)

select
    spell.application_no,
    spell.waits_for,
    spell.from_day,
    spell.to_day,
    known.through as known_through,
    case
        when duty.is_reported then coalesce(spell.from_day <= known.through, false)
        else doubtful.kind is null
    end as is_known,
    spell.row_id
from spell
inner join duty on duty.waits_for = spell.waits_for
left join core.known as known
    on
        duty.is_reported
        and known.application_no = spell.application_no
        and known.kind = duty.kind
left join doubtful
    on
        doubtful.application_no = spell.application_no
        and doubtful.kind = duty.kind
