-- One row of a sheet, what became of it, and the county it speaks of where it says so.
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
    any_value(outline.county_code) as county_code
from judged.row as fate
inner join raw.file as file on fate.receipt_no = file.receipt_no
inner join raw.sheet as sheet on fate.receipt_no = sheet.receipt_no and fate.sheet_no = sheet.sheet_no
left join judged.outline as outline on fate.row_id = outline.row_id
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
