-- id: locked
-- title: 本年度不再受理人数
-- title_en: Locked for the year
-- unit: 人
-- counts: 县级或州级因材料原因退回的提交达到三次的申报，自第三次退回之日起
-- leaves_out: 单位退回；非材料原因的退回；已登记误退更正的退回；同一次提交的再次退回
-- clause: 四(三)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_locked.py
-- order: 110
select
    application_no,
    from_day,
    to_day,
    row_id
from core.lock
