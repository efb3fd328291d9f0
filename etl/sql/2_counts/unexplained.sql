-- id: unexplained
-- title: 未注明问题的退回数
-- title_en: Returns without a problem named
-- unit: 条
-- counts: 单位、县级或州级的退回记录，存在问题空缺或填“无”的
-- leaves_out: 通过、不予通过和撤回；已注明问题的退回
-- clause: 四(二)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_unexplained.py
-- order: 370
select
    concat_ws('|', application_no, submission_no, level) as case_id,
    application_no,
    reviewed_on as from_day,
    row_id
from core.review
where outcome = '退回' and level in ('单位审核', '县级审核', '州级形式审核') and not has_problem
