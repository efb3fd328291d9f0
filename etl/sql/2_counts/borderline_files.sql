-- id: borderline_files
-- title: 纸质材料临界人数
-- title_en: Paper borderline
-- unit: 人
-- counts: 州级形式审核已通过，截止日为休息日，纸质材料在其后第一个工作日及以前送达的申报
-- leaves_out: 截止日及以前送达的；次个工作日以后送达的（逾期）
-- clause: 三
-- basis: notice
-- better: neither
-- spec: tests/spec/test_borderline_files.py
-- order: 260
select
    accepted.application_no,
    greatest(accepted.passed_on, paper.received_on, deadline.known_from) as from_day,
    deadline.known_to as to_day,
    paper.row_id
from core.first_pass as accepted
inner join accepted.paper as paper on paper.application_no = accepted.application_no
inner join core.deadline as deadline
    on deadline.application_no = accepted.application_no and deadline.milestone = '纸质材料受理'
where
    accepted.level = '州级形式审核'
    and paper.received_on > deadline.ends_on
    and paper.received_on <= deadline.borderline_day
