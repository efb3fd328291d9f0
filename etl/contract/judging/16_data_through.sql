-- One season, kind and office: the latest report date among its sheets; a sheet moves only who sent it.
with sheet_seasons as (
    select distinct
        good.receipt_no,
        good.sheet_no,
        good.season
    from judged.good as good
),

senders as (
    select
        receipt_no,
        sheet_no,
        case when count(distinct county_code) = 1 then min(county_code) end as only_county
    from judged.outline
    group by receipt_no, sheet_no
),

dated as (
    select
        sheet.kind,
        sheet.report_date,
        coalesce(sheet.office, senders.only_county, '652800') as office,
        coalesce(sheet_seasons.season, sheet.season, windows.season) as season
    from raw.sheet as sheet
    left join sheet_seasons
        on sheet.receipt_no = sheet_seasons.receipt_no and sheet.sheet_no = sheet_seasons.sheet_no
    left join senders on sheet.receipt_no = senders.receipt_no and sheet.sheet_no = senders.sheet_no
    left join rule.season as windows
        on sheet.report_date between windows.w1_starts and windows.year_end
    where sheet.kind is not null
)

select
    season,
    kind,
    office,
    max(report_date) as through
from dated
where season is not null
group by season, kind, office
