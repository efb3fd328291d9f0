-- One season: the last day that its offices' reports state, not after its end; the day of receipt where
-- no report states one. Pages open on this day.
with sheet_seasons as (
    select distinct
        receipt_no,
        sheet_no,
        season
    from judged.good
),

stated as (
    select
        sheet_seasons.season,
        max(sheet.report_date) filter (where sheet.report_date_from <> 'received') as stated_on,
        max(sheet.report_date) as received_on
    from sheet_seasons
    inner join raw.sheet as sheet
        on sheet_seasons.receipt_no = sheet.receipt_no and sheet_seasons.sheet_no = sheet.sheet_no
    group by sheet_seasons.season
)

select
    stated.season,
    least(coalesce(stated.stated_on, stated.received_on), season.year_end) as last_report_on
from stated
inner join rule.season as season on stated.season = season.season
