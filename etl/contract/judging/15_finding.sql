-- One finding: a file refused, a sheet warned about, a row stopped (its first rule), or a cell emptied.
with row_findings as (
    select
        fault.row_id,
        fault.rule,
        fault.column_id,
        fault.line_id
    from judged.row_fault as fault
    qualify row_number() over (
        partition by fault.row_id order by fault.precedence, fault.line_id, fault.column_id
    ) = 1
),

hits as (
    select * exclude (precedence)
    from judged.cell_fault
    union all by name
    select *
    from row_findings
)

select distinct
    hits.rule,
    line.receipt_no,
    line.sheet_no,
    line.row_no,
    cell.col_no,
    cell.header,
    coalesce(
        cell.shown,
        case when hits.rule in ('orphan', 'conflict') then nullif(cell.value, '') end
    ) as value,
    null::varchar as expected,
    null::varchar as detail,
    cell.type,
    cell.list
from hits
inner join judged.line as line on hits.line_id = line.line_id
left join judged.cell as cell
    on hits.line_id = cell.line_id and hits.column_id = cell.column_id
union all by name
select
    rule,
    receipt_no,
    sheet_no,
    row_no,
    col_no,
    value,
    expected
from raw.note
union all by name
select
    rule,
    receipt_no,
    sheet_no,
    value,
    expected,
    detail
from judged.warning
