-- One quarantined event row that could be some application's, by its number or by county and name.
select distinct
    outline.kind,
    outline.application_no,
    outline.county_code,
    outline.name,
    outline.row_id
from judged.outline as outline
where
    outline.kind not in ('quota', 'roster')
    and outline.row_id in (select row_id from judged.row_fault)
