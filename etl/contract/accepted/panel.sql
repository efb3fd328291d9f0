-- One panel vote.
select
    entry.application_no,
    max(value.value) filter (where value.column_id = 'panel') as panel,
    max(value.value) filter (where value.column_id = 'voted_on')::date as voted_on,
    max(value.value) filter (where value.column_id = 'present')::integer as present,
    max(value.value) filter (where value.column_id = 'votes_for')::integer as votes_for,
    max(value.value) filter (where value.column_id = 'outcome') as outcome,
    max(value.value) filter (where value.column_id = 'cause') as cause,
    max(value.value) filter (where value.column_id = 'confirmed_on')::date as confirmed_on,
    entry.row_id
from judged.entry as entry
inner join judged.value as value on entry.key = value.key
where entry.kind = 'panel'
group by
    entry.key,
    entry.application_no,
    entry.row_id
