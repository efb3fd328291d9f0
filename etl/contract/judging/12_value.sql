-- One column of one key: the latest value that any of its lines states; the row is the latest that changed it.
with ranked as (
    select
        change.key,
        cell.column_id,
        cell.value
    from judged.change as change
    inner join judged.cell as cell on change.line_id = cell.line_id
    where cell.value is not null
    qualify row_number() over (
        partition by change.key, cell.column_id order by change.line_id desc
    ) = 1
)

select
    ranked.key,
    ranked.column_id,
    nullif(ranked.value, '') as value
from ranked
