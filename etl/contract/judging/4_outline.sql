-- One line with what says whose it is: number, county, name, unit, series, the day of its event, its season.
with outline as (
    select
        line_id,
        max(value) filter (where column_id = 'application_no' and value <> '') as application_no,
        max(value) filter (where column_id = 'county' and value <> '') as county_code,
        max(value) filter (where column_id = 'name' and value <> '') as name,
        max(value) filter (where column_id = 'unit' and value <> '') as unit,
        max(value) filter (where column_id = 'series' and value <> '') as series_code,
        max(value) filter (where column_id = 'season' and value <> '') as own_season,
        max(value) filter (where is_event and state = 'ok') as event_at
    from judged.cell
    group by line_id
)

select
    line.*,
    outline.application_no,
    outline.county_code,
    outline.name,
    outline.unit,
    outline.series_code,
    try_cast(outline.event_at[1:10] as date) as event_day,
    coalesce(try_cast(outline.own_season as integer), line.sheet_season, windows.season) as stated_season
from judged.line as line
inner join outline on line.line_id = outline.line_id
left join rule.season as windows
    on try_cast(outline.event_at[1:10] as date) between windows.w1_starts and windows.year_end
