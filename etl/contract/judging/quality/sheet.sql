-- One sheet and its balance: read = loaded + unchanged + superseded + quarantined.
select
    sheet.receipt_no,
    sheet.sheet_no,
    file.file,
    sheet.sheet,
    sheet.kind,
    sheet.office,
    sheet.report_date,
    sheet.rows_read,
    count(*) filter (where line.outcome = 'loaded') as loaded,
    count(*) filter (where line.outcome = 'unchanged') as unchanged,
    count(*) filter (where line.outcome = 'superseded') as superseded,
    count(*) filter (where line.outcome = 'quarantined') as quarantined
from raw.sheet as sheet
inner join raw.file as file on sheet.receipt_no = file.receipt_no
left join judged.row as line on sheet.receipt_no = line.receipt_no and sheet.sheet_no = line.sheet_no
where sheet.kind is not null
group by
    sheet.receipt_no,
    sheet.sheet_no,
    file.file,
    sheet.sheet,
    sheet.kind,
    sheet.office,
    sheet.report_date,
    sheet.rows_read
