-- One warning about a sheet that needs other sheets: equal report dates, rows gone since the report before.
with reports as (
    select distinct
        good.kind,
        coalesce(sheet.office, good.county_code, '') as office,
        good.season,
        good.report_date,
        good.receipt_no,
        good.sheet_no,
        good.key
    from judged.keyed as good
    inner join raw.sheet as sheet
        on good.receipt_no = sheet.receipt_no and good.sheet_no = sheet.sheet_no
    where good.kind <> 'quota' and good.season is not null
),

days as (
    select
        kind,
        office,
        season,
        report_date,
        min(receipt_no) as receipt_no,
        arg_min(sheet_no, receipt_no) as sheet_no,
        lag(report_date) over (partition by kind, office, season order by report_date) as day_before
    from reports
    group by kind, office, season, report_date
),

gone as (
    select
        days.receipt_no,
        days.sheet_no,
        days.day_before,
        earlier.key
    from days
    inner join reports as earlier
        on
            days.kind = earlier.kind
            and days.office = earlier.office
            and days.season = earlier.season
            and days.day_before = earlier.report_date
    anti join reports as later
        on
            days.kind = later.kind
            and days.office = later.office
            and days.season = later.season
            and days.report_date = later.report_date
            and earlier.key = later.key
)

select
    'row_gone' as rule,
    receipt_no,
    sheet_no,
    strftime(min(day_before), '%Y-%m-%d') as value,
    string_agg(distinct split_part(key, '|', 2), '、' order by split_part(key, '|', 2))[1:80] as expected,
    count(distinct key)::varchar as detail
from gone
group by receipt_no, sheet_no
union all
select
    'equal_report_dates' as rule,
    line.receipt_no,
    line.sheet_no,
    file.file as value,
    null as expected,
    count(*)::varchar as detail
from judged.change as line
inner join judged.change as before on line.line_before = before.line_id
inner join raw.file as file on before.receipt_no = file.receipt_no
where
    line.is_change
    and line.report_date = before.report_date
    and line.receipt_no <> before.receipt_no
group by line.receipt_no, line.sheet_no, file.file
