-- One publicity period of one application at one level.
select
    entry.application_no,
    max(value.value) filter (where value.column_id = 'level') as level,
    max(value.value) filter (where value.column_id = 'starts_on')::date as starts_on,
    max(value.value) filter (where value.column_id = 'ends_on')::date as ends_on,
    max(value.value) filter (where value.column_id = 'place') as place,
    max(value.value) filter (where value.column_id = 'objection') as objection,
    max(value.value) filter (where value.column_id = 'finding') as finding,
    entry.row_id
from judged.entry as entry
inner join judged.value as value on entry.key = value.key
where entry.kind = 'publicity'
group by
    entry.key,
    entry.application_no,
    entry.row_id
