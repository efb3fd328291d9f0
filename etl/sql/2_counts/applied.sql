-- id: applied
-- title: 申报人数
-- title_en: Applied
-- unit: 人
-- counts: 花名册所列、首次提交日期不晚于当日的申报
-- leaves_out: 以后各次重新提交（不再计一次）
-- clause: 三
-- basis: notice
-- better: neither
-- spec: tests/spec/test_applied.py
-- order: 30
select
    application_no,
    applied_on as from_day,
    row_id
from core.application
