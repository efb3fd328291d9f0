-- id: first_decided
-- title: 首次提交已审核人数
-- title_en: First submission decided
-- unit: 人
-- counts: 第一次提交已有县级通过、退回或不予通过结论的申报
-- leaves_out: 以后各次提交的结论；撤回
-- clause: 四(二)
-- basis: notice
-- better: neither
-- spec: tests/spec/test_first_decided.py
-- order: 160
select
    application_no,
    reviewed_on as from_day,
    row_id
from core.review
where submission_no = 1 and level = '县级审核' and is_decision
