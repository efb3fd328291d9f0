-- One row per application and publicity level, with its length in working days counted both ways:
-- the start day included, and only the days after it.
select
    publicity.application_no,
    publicity.level,
    publicity.application_no || '|' || publicity.level as case_id,
    publicity.starts_on,
    publicity.ends_on,
    last_day.workday_no - first_day.workday_no as working_days_after_start,
    last_day.workday_no - first_day.workday_no + cast(first_day.is_workday as integer)
        as working_days,
    publicity.row_id
from accepted.publicity as publicity
left join rule.calendar as first_day on first_day.day = publicity.starts_on
left join rule.calendar as last_day on last_day.day = publicity.ends_on
