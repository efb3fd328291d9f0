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

cell_findings as (
    select
        row_id,
        rule,
        column_id,
        line_id
    from judged.cell_fault
    union all
    select
        row_id,
        rule,
        column_id,
        line_id
    from row_findings
),

located as (
    select
        finding.rule,
        line.receipt_no,
        line.sheet_no,
        line.row_no,
        cell.col_no,
        cell.header,
        cell.shown as value,
        cast(null as varchar) as expected,
        cast(null as varchar) as detail,
        cell.type,
        cell.list
    from cell_findings as finding
    inner join judged.line as line on finding.line_id = line.line_id
    left join judged.cell as cell
        on finding.line_id = cell.line_id and finding.column_id = cell.column_id
)

select distinct
    rule,
    receipt_no,
    sheet_no,
    row_no,
    col_no,
    header,
    value,
    expected,
    detail,
    type,
    list
from located
union all
select
    rule,
    receipt_no,
    sheet_no,
    row_no,
    col_no,
    null as header,
    value,
    expected,
    null as detail,
    null as type,
    null as list
from raw.note
union all
select
    rule,
    receipt_no,
    sheet_no,
    null as row_no,
    null as col_no,
    null as header,
    value,
    expected,
    detail,
    null as type,
    null as list
from judged.warning
