-- One row per working day of the calendar.
select day
from rule.calendar
where is_workday
order by day
