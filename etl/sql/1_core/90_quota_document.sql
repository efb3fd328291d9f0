-- One row per quota document and cell, with the days on which it is part of the cell's places: a 下达 until
-- the next 下达, a 追加 or 调减 until the first 下达 after its day. Of several 下达 of a day the last report holds.
with document as (
    select
        concat_ws('|', coalesce(document_no, ''), season, county_code, series_code) as case_id,
        season,
        county_code,
        series_code,
        nature,
        issued_on as from_day,
        case nature when '调减' then -1 else 1 end as direction,
        approved_posts,
        allocated,
        row_id
    from accepted.quota
    qualify nature <> '下达' or row_number() over (
        partition by season, county_code, series_code, nature, issued_on
        order by
            report_date desc nulls last,
            receipt_no desc nulls last,
            document_no desc nulls last
    ) = 1
)

select
    document.case_id,
    document.season,
    document.county_code,
    document.series_code,
    document.from_day,
    min(next_issue.from_day) as to_day,
    document.direction * document.approved_posts as approved_posts,
    document.direction * document.allocated as allocated,
    document.row_id
from document
left join document as next_issue
    on
        next_issue.season = document.season
        and next_issue.county_code = document.county_code
        and next_issue.series_code = document.series_code
        and next_issue.nature = '下达'
        and next_issue.from_day > document.from_day
group by all
