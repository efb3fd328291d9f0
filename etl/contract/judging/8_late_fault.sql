-- One hit of the rules that need other rows: linking, season, orphans, and conflicts within one file.
with first_lines as (
    select
        line_id,
        first_value(line_id) over (
            partition by receipt_no, key order by sheet_no, row_no, line_id
        ) as first_line_id
    from judged.keyed
    where coalesce(candidates, 1) = 1
),

conflicts as (
    select distinct first_lines.line_id
    from first_lines
    inner join judged.cell as cell on first_lines.line_id = cell.line_id
    inner join judged.cell as first_cell
        on first_lines.first_line_id = first_cell.line_id and cell.column_id = first_cell.column_id
    where
        first_lines.line_id <> first_lines.first_line_id
        and cell.column_id <> 'application_no'
        and cell.value <> first_cell.value
),

judged_lines as (
    select
        line.line_id,
        line.row_id,
        case
            when line.candidates > 1 then 'ambiguous_link'
            when line.candidates = 0 then 'missing_key'
            when known.season is null then 'missing_required'
            when conflicts.line_id is not null then 'conflict'
            when
                line.kind not in ('quota', 'roster')
                and line.application_no is not null
                and not line.is_held
                then 'orphan'
        end as rule
    from judged.keyed as line
    left join conflicts on line.line_id = conflicts.line_id
    left join rule.season as known on line.season = known.season
)

select
    line_id,
    row_id,
    rule,
    case
        when rule <> 'missing_required' then 'application_no'
        else 'season'
    end as column_id
from judged_lines
where rule is not null
