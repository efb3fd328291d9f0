-- One document's places for one county and series.
select
    entry.season,
    max(value.value) filter (where value.column_id = 'county') as county_code,
    max(value.value) filter (where value.column_id = 'series') as series_code,
    max(value.value) filter (where value.column_id = 'approved_posts')::integer as approved_posts,
    max(value.value) filter (where value.column_id = 'allocated')::integer as allocated,
    coalesce(max(value.value) filter (where value.column_id = 'nature'), '下达') as nature,
    max(value.value) filter (where value.column_id = 'document_no') as document_no,
    max(value.value) filter (where value.column_id = 'issued_on')::date as issued_on,
    entry.report_date,
    entry.receipt_no,
    entry.row_id
from judged.entry as entry
inner join judged.value as value on entry.key = value.key
where entry.kind = 'quota'
group by
    entry.key,
    entry.season,
    entry.report_date,
    entry.receipt_no,
    entry.row_id
