-- id: first_passed
-- title: 首次提交即通过人数
-- title_en: First submission passed
-- unit: 人
-- counts: 第一次提交即经县级审核通过的申报
-- leaves_out: 第二次及以后才通过的
-- clause: 四(二)
-- basis: notice
-- better: higher
-- spec: tests/spec/test_first_passed.py
-- order: 170
select
    application_no,
    reviewed_on as from_day,
    row_id
from core.review
where submission_no = 1 and level = '县级审核' and outcome = '通过'
