-- id: sent_by_w2
-- title: 网审截止前单位上报人数
-- title_en: Sent up by the end of online review
-- unit: 人
-- counts: 网上形式审核截止日（含延期）及以前经单位审核通过的申报
-- leaves_out: 截止日以后才首次通过的
-- clause: 五(二)
-- basis: notice
-- better: neither
-- spec: tests/spec/test_sent_by_w2.py
-- order: 200
select
    sent.application_no,
    greatest(sent.passed_on, deadline.known_from) as from_day,
    deadline.known_to as to_day,
    sent.row_id
from core.first_pass as sent
inner join core.deadline as deadline
    on deadline.application_no = sent.application_no and deadline.milestone = '网上形式审核'
where sent.level = '单位审核' and sent.passed_on <= deadline.ends_on
