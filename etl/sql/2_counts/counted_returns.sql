-- id: counted_returns
-- title: 计次退回数
-- title_en: Counted returns
-- unit: 次
-- counts: 县级或州级因材料原因的退回，按申报、提交次数和层级逐次计
-- leaves_out: 单位退回；非材料原因的退回；已登记误退更正的退回
-- clause: 四(三)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_returned_once.py
-- order: 156
select
    concat_ws('|', application_no, submission_no, level) as case_id,
    application_no,
    from_day,
    to_day,
    row_id
from core.counted_return
