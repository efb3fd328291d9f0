-- id: publicity_done
-- title: 已完成公示数
-- title_en: Publicity completed
-- unit: 次
-- counts: 已结束的公示（每份申报每个层级一次），不论申报现状
-- leaves_out: 尚未结束的
-- clause: 四(二)
-- basis: notice
-- better: higher
-- spec: tests/spec/test_publicity_done.py
-- order: 310
select
    publicity.case_id,
    publicity.application_no,
    publicity.ends_on as from_day,
    publicity.row_id
from core.publicity as publicity
