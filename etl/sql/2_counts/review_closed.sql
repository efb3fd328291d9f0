-- id: review_closed
-- title: 网审办结人数
-- title_en: Online review closed
-- unit: 人
-- counts: 州级形式审核通过、终止资格、撤回或锁定的申报
-- leaves_out: 仍在审核或等待重新提交的
-- clause: 三
-- basis: notice
-- better: higher
-- spec: tests/spec/test_review_closed.py
-- order: 400
select
    application_no,
    from_day,
    null as to_day,
    row_id
from counts.accepted
union all
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
