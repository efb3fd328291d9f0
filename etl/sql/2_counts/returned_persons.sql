-- id: returned_persons
-- title: 被退回人数
-- title_en: Returned
-- unit: 人
-- counts: 县级或州级至少有一次因材料原因退回（未被更正）的申报
-- leaves_out: 单位退回；非材料原因的退回；已登记误退更正的退回
-- clause: 四(二)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_returned_persons.py
-- order: 150
select
    application_no,
    from_day,
    to_day,
    row_id
from core.counted_return
