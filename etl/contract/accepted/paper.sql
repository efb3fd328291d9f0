-- One paper file received.
select
    entry.application_no,
    max(value.value) filter (where value.column_id = 'received_on')::date as received_on,
    max(value.value) filter (where value.column_id = 'complete') as complete,
    max(value.value) filter (where value.column_id = 'missing') as missing,
    max(value.value) filter (where value.column_id = 'completed_on')::date as completed_on,
    max(value.value) filter (where value.column_id = 'receiver') as receiver,
    entry.row_id
from judged.entry as entry
inner join judged.value as value on entry.key = value.key
where entry.kind = 'paper'
group by
    entry.key,
    entry.application_no,
    entry.row_id
