-- id: out_of_scope
-- title: 超范围申报人数
-- title_en: Applied from outside the scope
-- unit: 人
-- counts: 单位类别不在评审范围名单内的申报
-- leaves_out: 单位类别未填写的
-- clause: 一
-- basis: notice
-- better: lower
-- spec: tests/spec/test_out_of_scope.py
-- order: 50
select
    application_no,
    applied_on as from_day,
    row_id
from core.application
where not is_in_scope
