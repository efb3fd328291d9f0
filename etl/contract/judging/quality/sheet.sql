-- One sheet and its balance: read = loaded + unchanged + superseded + quarantined. Seasons: those of its rows,
-- else that of its title or of the windows that hold its report date; none where nothing tells.
with row_seasons as (
    select
        line.receipt_no,
        line.sheet_no,
        coalesce(keyed.season, line.stated_season) as season
    from judged.outline as line
    left join judged.keyed as keyed on line.line_id = keyed.line_id
),

seasons as (
    select
        receipt_no,
        sheet_no,
        list(distinct season order by season) filter (where season is not null) as seasons
    from row_seasons
    group by
        receipt_no,
        sheet_no
),

balance as (
    select
        receipt_no,
        sheet_no,
        count(*) filter (where outcome = 'loaded') as loaded,
        count(*) filter (where outcome = 'unchanged') as unchanged,
        count(*) filter (where outcome = 'superseded') as superseded,
        count(*) filter (where outcome = 'quarantined') as quarantined
    from judged.row
    group by
        receipt_no,
        sheet_no
)

select
    sheet.receipt_no,
    sheet.sheet_no,
    file.file,
    sheet.sheet,
    sheet.kind,
    sheet.office,
    coalesce(
        seasons.seasons,
        case when coalesce(sheet.season, windows.season) is null then [] end,
        [coalesce(sheet.season, windows.season)]
    ) as seasons,
    sheet.report_date,
    sheet.report_date_from,
    sheet.rows_read,
    coalesce(balance.loaded, 0) as loaded,
    coalesce(balance.unchanged, 0) as unchanged,
    coalesce(balance.superseded, 0) as superseded,
    coalesce(balance.quarantined, 0) as quarantined
from raw.sheet as sheet
inner join raw.file as file on sheet.receipt_no = file.receipt_no
left join balance
    on sheet.receipt_no = balance.receipt_no and sheet.sheet_no = balance.sheet_no
left join seasons
    on sheet.receipt_no = seasons.receipt_no and sheet.sheet_no = seasons.sheet_no
left join rule.season as windows
    on sheet.report_date between windows.w1_starts and windows.year_end
where sheet.kind is not null
