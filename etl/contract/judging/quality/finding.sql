-- One finding with its place and the office to mend it: who sent the sheet, else the row's county, else who
-- sent the file.
with row_counties as (
    select
        receipt_no,
        sheet_no,
        row_no,
        any_value(county_code) as county_code
    from judged.outline
    group by
        receipt_no,
        sheet_no,
        row_no
)

select
    finding.rule,
    case
        when registry.meets = 'file' and finding.sheet_no is not null then 'sheet'
        else registry.meets
    end as severity,
    finding.receipt_no,
    finding.sheet_no,
    file.file,
    sheet.sheet,
    sheet.kind,
    coalesce(sheet.office, row_counties.county_code, file.office) as office,
    finding.row_no,
    finding.col_no,
    finding.header,
    finding.value,
    finding.expected,
    finding.detail,
    finding.type,
    finding.list
from judged.finding as finding
inner join rule.contract_rule as registry on finding.rule = registry.rule
inner join quality.file as file on finding.receipt_no = file.receipt_no
left join raw.sheet as sheet
    on finding.receipt_no = sheet.receipt_no and finding.sheet_no = sheet.sheet_no
left join row_counties
    on
        finding.receipt_no = row_counties.receipt_no
        and finding.sheet_no = row_counties.sheet_no
        and finding.row_no = row_counties.row_no
union all
select
    file.refusal as rule,
    'file' as severity,
    file.receipt_no,
    null as sheet_no,
    file.file,
    null as sheet,
    null as kind,
    known.office,
    null as row_no,
    null as col_no,
    null as header,
    file.refusal_detail as value,
    null as expected,
    null as detail,
    null as type,
    null as list
from raw.file as file
inner join quality.file as known on file.receipt_no = known.receipt_no
where file.refusal is not null
