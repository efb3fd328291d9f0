-- id: closed
-- title: 全部办结人数
-- title_en: Closed
-- unit: 人
-- counts: 终止资格、撤回或锁定，或评审未通过，或评审通过且结果公示已结束的申报
-- leaves_out: 评审通过、结果公示尚未结束的；12月31日仍未办结的即未完成（年度终止）
-- clause: 三
-- basis: notice
-- better: higher
-- spec: tests/spec/test_closed.py
-- order: 410
select
    application_no,
    from_day,
    null as to_day,
    row_id
from counts.ineligible
union all
select
    application_no,
    from_day,
    null as to_day,
    row_id
from counts.withdrawn
union all
select
    application_no,
    from_day,
    to_day,
    row_id
from counts.locked
union all
select
    application_no,
    voted_on as from_day,
    null as to_day,
    row_id
from accepted.panel
where outcome = '未通过'
union all
select
    panel.application_no,
    greatest(panel.voted_on, publicity.ends_on) as from_day,
    null as to_day,
    publicity.row_id
from accepted.panel as panel
inner join accepted.publicity as publicity
    on publicity.application_no = panel.application_no and publicity.level = '结果公示'
where panel.outcome = '通过'
