-- One good line: whether it says anything new of its key. Emptied cells and lacking columns say nothing.
with cells as (
    select
        good.line_id,
        good.key,
        cell.value,
        lag(cell.value, 1, '') over (
            partition by good.key, cell.column_id order by good.line_id
        ) as value_before
    from judged.good as good
    inner join judged.cell as cell on good.line_id = cell.line_id
    where cell.value is not null and cell.column_id <> 'application_no'
),

news as (
    select
        line_id,
        bool_or(value <> value_before) as has_news
    from cells
    group by line_id
)

select
    good.*,
    lag(good.line_id) over of_key as line_before,
    line_before is null or coalesce(news.has_news, false) as is_change
from judged.good as good
left join news on good.line_id = news.line_id
window of_key as (partition by good.key order by good.line_id)
