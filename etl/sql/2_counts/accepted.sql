-- id: accepted
-- title: 州级形式审核通过人数
-- title_en: Accepted
-- unit: 人
-- counts: 任一次提交经州级形式审核通过的申报，自首次通过之日起
-- leaves_out: 只有退回、不予通过或撤回的
-- clause: 五(二)
-- basis: notice
-- better: higher
-- spec: tests/spec/test_accepted.py
-- order: 80
select
    application_no,
    passed_on as from_day,
    row_id
from core.first_pass
where level = '州级形式审核'
