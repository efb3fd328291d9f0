-- id: decided
-- title: 已审核人数
-- title_en: Decided
-- unit: 人
-- counts: 县级或州级至少有一次通过、退回或不予通过的申报
-- leaves_out: 只经单位审核的；只有撤回的
-- clause: 四(二)
-- basis: notice
-- better: higher
-- spec: tests/spec/test_decided.py
-- order: 140
select
    application_no,
    reviewed_on as from_day,
    row_id
from core.review
where is_decision and level in ('县级审核', '州级形式审核')
