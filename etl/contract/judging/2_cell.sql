-- One column of one line beside its contract. value: NULL = emptied or column lacking, '' = left blank.
select
    line.line_id,
    line.row_id,
    line.kind,
    col.column_id,
    col.header,
    col.type,
    col.list,
    col.required,
    col.filled,
    col.is_key,
    col.is_event,
    cell.col_no,
    cell.shown,
    coalesce(cell.state, 'absent') as state,
    case when col.type = 'season' and cell.value = '' then null else cell.value end as value
from judged.line as line
inner join rule.contract_column as col on line.kind = col.kind
left join raw.cell as cell
    on
        line.receipt_no = cell.receipt_no
        and line.sheet_no = cell.sheet_no
        and line.row_no = cell.row_no
        and line.line_id % 10 = cell.fact_no
        and col.column_id = cell.column_id
