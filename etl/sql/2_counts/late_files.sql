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
    select
        accepted.application_no,
        accepted.row_id,
        greatest(accepted.passed_on, deadline.known_from) as from_day,
        deadline.known_to as to_day,
        deadline.borderline_day,
        paper.received_on,
        paper.row_id as paper_row_id
    from core.first_pass as accepted
    inner join core.deadline as deadline
        on deadline.application_no = accepted.application_no and deadline.milestone = '纸质材料受理'
    left join accepted.paper as paper on paper.application_no = accepted.application_no
    where accepted.level = '州级形式审核'
),

silence as (
    select
        due.application_no,
        greatest(due.from_day, due.borderline_day + 1) as from_day,
        least(due.to_day, due.received_on) as to_day,
        due.row_id,
        known.through
    from due
    inner join core.known as known
        on known.application_no = due.application_no and known.kind = 'paper'
)

select
    application_no,
    greatest(from_day, received_on) as from_day,
    to_day,
    paper_row_id as row_id
from due
where received_on > borderline_day
union all
select
    application_no,
    from_day,
    case when to_day <= through then to_day end as to_day,
    row_id
from silence
where from_day <= through
