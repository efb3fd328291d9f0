-- id: late_files
-- title: 纸质材料逾期人数
-- title_en: Paper late
-- unit: 人
-- counts: 州级形式审核已通过，纸质材料在临界日以后送达，或临界日已过仍未送达的申报
-- leaves_out: 截止日为休息日、次个工作日送达的（临界）；数据尚未报到临界日以后的；隔离区内可能有其交接记录的
-- clause: 五(二)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_late_files.py
-- order: 250
with due as (
    select accepted.application_no, accepted.passed_on, accepted.row_id, deadline.borderline_day, deadline.known_from, deadline.known_to
    from core.first_pass as accepted
    inner join core.deadline as deadline
        on deadline.application_no = accepted.application_no and deadline.milestone = '纸质材料受理'
    where accepted.level = '州级形式审核'
)

select
    due.application_no,
    greatest(due.passed_on, paper.received_on, due.known_from) as from_day,
    due.known_to as to_day,
    paper.row_id
from due
inner join accepted.paper as paper on paper.application_no = due.application_no
where paper.received_on > due.borderline_day
union all
select
    due.application_no,
    greatest(due.passed_on, due.borderline_day + 1, due.known_from) as from_day,
    case when least(paper.received_on, due.known_to) <= known.through then least(paper.received_on, due.known_to) end as to_day,
    due.row_id
from due
inner join core.known as known on known.application_no = due.application_no and known.kind = 'paper'
left join accepted.paper as paper on paper.application_no = due.application_no
where greatest(due.passed_on, due.borderline_day + 1, due.known_from) <= known.through
