-- id: voted
-- title: 参加评审人数
-- title_en: Voted on
-- unit: 人
-- counts: 已有评审结论的申报，自评审之日起
-- leaves_out: 尚未评审的
-- clause: 三
-- basis: notice
-- better: higher
-- spec: tests/spec/test_voted.py
-- order: 270
select
    application_no,
    voted_on as from_day,
    row_id
from accepted.panel
