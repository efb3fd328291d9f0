-- One extension of a deadline or correction of a mistaken return; no number = the whole county.
select
    entry.season,
    max(value.value) filter (where value.column_id = 'county') as county_code,
    entry.application_no,
    max(value.value) filter (where value.column_id = 'kind') as kind,
    max(value.value) filter (where value.column_id = 'submission_no')::integer as submission_no,
    max(value.value) filter (where value.column_id = 'milestone') as milestone,
    max(value.value) filter (where value.column_id = 'due_on')::date as due_on,
    max(value.value) filter (where value.column_id = 'extended_to')::date as extended_to,
    max(value.value) filter (where value.column_id = 'reason') as reason,
    max(value.value) filter (where value.column_id = 'document_no') as document_no,
    max(value.value) filter (where value.column_id = 'recorded_on')::date as recorded_on,
    entry.row_id
from judged.entry as entry
inner join judged.value as value on entry.key = value.key
where entry.kind = 'adjustments'
group by
    entry.key,
    entry.season,
    entry.application_no,
    entry.row_id
