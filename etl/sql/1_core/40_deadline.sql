-- One row per application, window and state of knowledge: what was recorded from known_from until
-- known_to (exclusive) made the window end on ends_on. An extension moves the end only to a later day.
-- borderline_day: the first working day after an end on a rest day; otherwise the end itself.
with window_end as (
    select
        season,
        '个人申报' as milestone,
        w1_ends as ends_on
    from rule.season
    union all
    select
        season,
        '网上形式审核' as milestone,
        w2_ends as ends_on
    from rule.season
    union all
    select
        season,
        '纸质材料受理' as milestone,
        w3_ends as ends_on
    from rule.season
),

stated as (
    select
        application.application_no,
        window_end.milestone,
        date '0001-01-01' as known_from,
        window_end.ends_on
    from core.application as application
    inner join window_end on window_end.season = application.season
    union all
    select
        application.application_no,
        extension.milestone,
        extension.recorded_on as known_from,
        extension.extended_to as ends_on
    from core.application as application
    inner join accepted.adjustments as extension
        on
            extension.application_no = application.application_no
            or (
                extension.application_no is null
                and extension.season = application.season
                and extension.county_code = application.county_code
            )
    where extension.kind = '延期'
),

latest as (
    select
        application_no,
        milestone,
        known_from,
        lead(known_from) over application_window as known_to,
        max(max(ends_on)) over application_window as ends_on
    from stated
    group by application_no, milestone, known_from
    window application_window as (partition by application_no, milestone order by known_from)
)

select
    latest.application_no,
    latest.milestone,
    latest.known_from,
    latest.known_to,
    latest.ends_on,
    coalesce(borderline.day, latest.ends_on) as borderline_day
from latest
left join rule.calendar as last_day on last_day.day = latest.ends_on
left join rule.calendar as borderline
    on
        borderline.is_workday
        and borderline.workday_no = last_day.workday_no + cast(not last_day.is_workday as integer)
