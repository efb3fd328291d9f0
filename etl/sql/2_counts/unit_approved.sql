-- id: unit_approved
-- title: 单位审核通过人数
-- title_en: Sent up by the unit
-- unit: 人
-- counts: 任一次提交经单位审核通过的申报，自首次通过之日起
-- leaves_out: 只有退回、不予通过或撤回的
-- clause: 五(二)
-- basis: notice
-- better: neither
-- spec: tests/spec/test_unit_approved.py
-- order: 60
select
    application_no,
    passed_on as from_day,
    row_id
from core.first_pass
where level = '单位审核'
