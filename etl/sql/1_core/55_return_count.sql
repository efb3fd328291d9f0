-- One row per application and spell of days with the same number of submissions that have a counted return;
-- the spells of an application cover all days, beginning with none returned.
with turn as (
    select
        application_no,
        date '0001-01-01' as day
    from core.application
    union
    select
        application_no,
        from_day as day
    from core.counted_return
    union
    select
        application_no,
        to_day as day
    from core.counted_return
    where to_day is not null
),

spell as (
    select
        application_no,
        day as from_day,
        lead(day) over (partition by application_no order by day) as to_day
    from turn
)

select
    spell.application_no,
    spell.from_day,
    spell.to_day,
    count(distinct returned.submission_no) as returned_submissions,
    max_by(returned.row_id, returned.from_day) as row_id
from spell
left join core.counted_return as returned
    on
        returned.application_no = spell.application_no
        and returned.from_day <= spell.from_day
        and coalesce(spell.from_day < returned.to_day, true)
group by
    spell.application_no,
    spell.from_day,
    spell.to_day
