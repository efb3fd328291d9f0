-- id: passed_by_vote
-- title: 评审通过人数
-- title_en: Passed by vote
-- unit: 人
-- counts: 评审结论为通过的申报，自评审之日起
-- leaves_out: 未通过的；通过后被撤销的仍计
-- clause: 三
-- basis: notice
-- better: higher
-- spec: tests/spec/test_passed_by_vote.py
-- order: 280
select
    application_no,
    voted_on as from_day,
    row_id
from accepted.panel
where outcome = '通过'
