-- One row of a sheet and what became of it: loaded, unchanged, superseded or quarantined (these four add up).
with fates as (
    select
        row_id,
        line_id = max(line_id) filter (where is_change) over (partition by key) as is_loaded,
        is_change
    from judged.change
),

row_fates as (
    select
        row_id,
        bool_or(is_loaded) as is_loaded,
        bool_or(is_change) as is_change
    from fates
    group by row_id
)

select distinct
    line.row_id,
    line.receipt_no,
    line.sheet_no,
    line.row_no,
    line.kind,
    case
        when row_fates.row_id is null then 'quarantined'
        when row_fates.is_loaded then 'loaded'
        when row_fates.is_change then 'superseded'
        else 'unchanged'
    end as outcome
from judged.line as line
left join row_fates on line.row_id = row_fates.row_id
