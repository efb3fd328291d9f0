-- One application; person is a keyed hash, never a number.
select
    entry.application_no,
    entry.season,
    max(value.value) filter (where value.column_id = 'county') as county_code,
    max(value.value) filter (where value.column_id = 'series') as series_code,
    max(value.value) filter (where value.column_id = 'township') as township,
    max(value.value) filter (where value.column_id = 'unit') as unit,
    max(value.value) filter (where value.column_id = 'unit_kind') as unit_kind,
    max(value.value) filter (where value.column_id = 'name') as name,
    max(value.value) filter (where value.column_id = 'sex') as sex,
    max(value.value) filter (where value.column_id = 'id_number') as person,
    max(value.value) filter (where value.column_id = 'specialty') as specialty,
    max(value.value) filter (where value.column_id = 'current_title') as current_title,
    max(value.value) filter (where value.column_id = 'current_title_on')::date as current_title_on,
    max(value.value) filter (where value.column_id = 'target_title') as target_title,
    max(value.value) filter (where value.column_id = 'level') as level,
    max(value.value) filter (where value.column_id = 'grassroots_years')::integer as grassroots_years,
    max(value.value) filter (where value.column_id = 'first_submitted_at')::timestamp as first_submitted_at,
    max(value.value) filter (where value.column_id = 'replacement_for') as replacement_for,
    max(value.value) filter (where value.column_id = 'note') as note,
    entry.row_id
from judged.entry as entry
inner join judged.value as value on entry.key = value.key
where entry.kind = 'roster'
group by
    entry.key,
    entry.application_no,
    entry.season,
    entry.row_id
