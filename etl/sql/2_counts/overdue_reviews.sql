-- id: overdue_reviews
-- title: 县级逾期未审人数
-- title_en: Left unreviewed at the end of online review
-- unit: 人
-- counts: 网审截止日及以前单位已上报，最近一次上报到截止日已等满本年度设定的工作日数（两个，自单位通过次日起算），县级仍无结论的申报
-- leaves_out: 截止日当日已有结论的；等待不足的；数据尚未报到截止日的；隔离区内可能有其审核记录的
-- clause: 五(二)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_overdue_reviews.py
-- order: 210
with sent as (
    select
        unit_pass.application_no,
        unit_pass.submission_no,
        unit_pass.reviewed_on,
        unit_pass.row_id,
        deadline.ends_on,
        greatest(deadline.ends_on, deadline.known_from) as from_day,
        deadline.known_to as to_day
    from core.review as unit_pass
    inner join core.deadline as deadline
        on deadline.application_no = unit_pass.application_no and deadline.milestone = '网上形式审核'
    where
        unit_pass.level = '单位审核'
        and unit_pass.outcome = '通过'
        and unit_pass.reviewed_on <= deadline.ends_on
    qualify row_number() over (
        partition by unit_pass.application_no, deadline.known_from
        order by unit_pass.submission_no desc
    ) = 1
)

select
    sent.application_no,
    sent.from_day,
    case when sent.to_day <= known.through then sent.to_day end as to_day,
    sent.row_id
from sent
inner join core.application as application on application.application_no = sent.application_no
inner join rule.season as season on season.season = application.season
inner join rule.calendar as sent_day on sent_day.day = sent.reviewed_on
inner join rule.calendar as last_day on last_day.day = sent.ends_on
inner join core.known as known
    on known.application_no = sent.application_no and known.kind = 'reviews'
where
    sent.from_day <= known.through
    and last_day.workday_no - sent_day.workday_no >= season.review_wait_days
    and not exists (
        select 1 from core.review as decision
        where
            decision.application_no = sent.application_no
            and decision.submission_no = sent.submission_no
            and decision.level = '县级审核'
            and decision.is_decision
            and decision.reviewed_on <= sent.ends_on
    )
