-- One application number: its latest roster line that no row rule stops (of one file the first row stands).
select *
from judged.outline
where
    kind = 'roster'
    and stated_season in (select season from rule.season)
    and row_id not in (select row_id from judged.row_fault)
qualify row_number() over (
    partition by application_no
    order by report_date desc, receipt_no desc, sheet_no asc, row_no asc
) = 1
