-- One row of a sheet, what became of it, the county it speaks of where it says so, and the application it is of:
-- inferred where the row has no number and county and name (unit, series) fit one person only.
select
    fate.row_id,
    file.sha256 as file_sha,
    file.file,
    sheet.sheet,
    fate.row_no,
    fate.kind,
    fate.outcome,
    fate.receipt_no,
    fate.sheet_no,
    any_value(outline.county_code) as county_code,
    any_value(
        coalesce(outline.application_no, case when keyed.candidates = 1 then keyed.application_no end)
    ) as application_no,
    coalesce(bool_or(keyed.candidates = 1), false) as is_inferred
from judged.row as fate
inner join raw.file as file on fate.receipt_no = file.receipt_no
inner join raw.sheet as sheet on fate.receipt_no = sheet.receipt_no and fate.sheet_no = sheet.sheet_no
left join judged.outline as outline on fate.row_id = outline.row_id
left join judged.keyed as keyed on outline.line_id = keyed.line_id
group by
    fate.row_id,
    file.sha256,
    file.file,
    sheet.sheet,
    fate.row_no,
    fate.kind,
    fate.outcome,
    fate.receipt_no,
    fate.sheet_no
