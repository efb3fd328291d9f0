-- One decision on one submission at one level; has_time is false where the office gave a day only.
select
    entry.application_no,
    max(value.value) filter (where value.column_id = 'submission_no')::integer as submission_no,
    max(value.value) filter (where value.column_id = 'submitted_at')::timestamp as submitted_at,
    max(length(value.value)) filter (where value.column_id = 'submitted_at') > 10 as submitted_has_time,
    max(value.value) filter (where value.column_id = 'level') as level,
    max(value.value) filter (where value.column_id = 'outcome') as outcome,
    max(value.value) filter (where value.column_id = 'reason') as reason,
    max(value.value) filter (where value.column_id = 'problem') as problem,
    max(value.value) filter (where value.column_id = 'signer') as signer,
    max(value.value) filter (where value.column_id = 'reviewed_at')::timestamp as reviewed_at,
    max(length(value.value)) filter (where value.column_id = 'reviewed_at') > 10 as reviewed_has_time,
    entry.row_id
from judged.entry as entry
inner join judged.value as value on entry.key = value.key
where entry.kind = 'reviews'
group by
    entry.key,
    entry.application_no,
    entry.row_id
