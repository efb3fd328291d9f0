-- One key: whose it is, and the row that stands for it.
select
    key,
    arg_max(kind, line_id) as kind,
    arg_max(season, line_id) as season,
    arg_max(application_no, line_id) as application_no,
    arg_max(report_date, line_id) as report_date,
    arg_max(receipt_no, line_id) as receipt_no,
    arg_max(row_id, line_id) as row_id,
    arg_max(is_inferred, line_id) as is_inferred
from judged.change
where is_change
group by key
