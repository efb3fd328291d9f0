-- One event line without a number: how many applications of its season share its county and name
-- (and unit and series where the sheet has them), and which one if it is the only one.
select
    line.line_id,
    line.row_id,
    count(roster.application_no) as candidates,
    min(roster.application_no) as application_no
from judged.outline as line
left join judged.roster_line as roster
    on
        line.county_code = roster.county_code
        and line.name = roster.name
        and (line.unit is null or line.unit = roster.unit)
        and (line.series_code is null or line.series_code = roster.series_code)
        and (coalesce(line.stated_season, year(line.event_day)) = roster.stated_season)
where
    line.kind not in ('quota', 'roster', 'adjustments')
    and line.application_no is null
    and line.row_id not in (select row_id from judged.row_fault)
group by
    line.line_id,
    line.row_id
