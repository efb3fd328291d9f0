-- One fact of a row of a sheet; a wide quota row holds up to four. Later lines win over earlier ones.
select
    dense_rank() over (
        order by sheet.report_date, facts.receipt_no, facts.sheet_no, facts.row_no
    ) as row_id,
    row_id * 10 + facts.fact_no as line_id,
    facts.receipt_no,
    facts.sheet_no,
    facts.row_no,
    facts.kind,
    sheet.report_date,
    sheet.season as sheet_season
from (
    select distinct
        receipt_no,
        sheet_no,
        row_no,
        fact_no,
        kind
    from raw.cell
) as facts
inner join raw.sheet as sheet
    on facts.receipt_no = sheet.receipt_no and facts.sheet_no = sheet.sheet_no
