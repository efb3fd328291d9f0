-- id: allocated
-- title: 下达名额
-- title_en: Allocated places
-- unit: 个
-- counts: 截至当日最近一次下达文件中的下达名额，加上同日及以后下发的追加，减去调减
-- leaves_out: 已被新的下达取代的文件；先于最近一次下达发出的追加和调减；尚未下发的文件
-- clause: 一
-- basis: notice
-- better: neither
-- finest: cell
-- spec: tests/spec/test_allocated.py
-- order: 20
select
    case_id,
    season,
    county_code,
    series_code,
    allocated as weight,
    from_day,
    to_day,
    row_id
from core.quota_document
