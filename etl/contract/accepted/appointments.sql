-- One appointment.
select
    entry.application_no,
    max(value.value) filter (where value.column_id = 'post') as post,
    max(value.value) filter (where value.column_id = 'appointed_on')::date as appointed_on,
    entry.row_id
from judged.entry as entry
inner join judged.value as value on entry.key = value.key
where entry.kind = 'appointments'
group by
    entry.key,
    entry.application_no,
    entry.row_id
