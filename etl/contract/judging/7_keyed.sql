-- One line that the cell rules let pass, with its key; events take the season of their application.
with resolved as (
    select
        line.* exclude (application_no),
        coalesce(line.application_no, link.application_no) as application_no,
        coalesce(roster.stated_season, line.stated_season) as season,
        link.line_id is not null as is_inferred,
        link.candidates,
        roster.application_no is not null as is_held
    from judged.outline as line
    left join judged.link as link on line.line_id = link.line_id
    left join judged.roster_line as roster
        on
            coalesce(line.application_no, link.application_no) = roster.application_no
            and line.kind <> 'roster'
    where line.row_id not in (select row_id from judged.row_fault)
),

key_parts as (
    select
        line_id,
        string_agg(coalesce(value, ''), '|' order by column_id) as key_text
    from judged.cell
    where is_key and column_id not in ('application_no', 'season')
    group by line_id
)

select
    resolved.*,
    concat_ws(
        '|',
        resolved.kind,
        case when resolved.kind in ('quota', 'adjustments') then resolved.season end,
        coalesce(resolved.application_no, ''),
        key_parts.key_text
    ) as key
from resolved
left join key_parts on resolved.line_id = key_parts.line_id
