-- One measure against one application.
select
    entry.application_no,
    max(value.value) filter (where value.column_id = 'kind') as kind,
    max(value.value) filter (where value.column_id = 'measure') as measure,
    max(value.value) filter (where value.column_id = 'decided_on')::date as decided_on,
    max(value.value) filter (where value.column_id = 'document_no') as document_no,
    entry.row_id
from judged.entry as entry
inner join judged.value as value on entry.key = value.key
where entry.kind = 'sanctions'
group by
    entry.key,
    entry.application_no,
    entry.row_id
