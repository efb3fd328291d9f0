-- id: occupied
-- title: 占用名额人数
-- title_en: Places occupied
-- unit: 人
-- counts: 已申报，且未终止资格、未撤回、未锁定的申报
-- leaves_out: 终止资格、撤回、本年度不再受理的（更正解锁后重新占用）；评审未通过的仍占用
-- clause: 一
-- basis: notice
-- better: neither
-- spec: tests/spec/test_occupied.py
-- order: 130
with gone as (
    select
        application_no,
        min(from_day) as day
    from (
        select
            application_no,
            from_day
        from counts.ineligible
        union all
        select
            application_no,
            from_day
        from counts.withdrawn
    ) as departure
    group by application_no
)

select
    application.application_no,
    greatest(application.applied_on, spell.from_day) as from_day,
    least(gone.day, spell.to_day) as to_day,
    application.row_id
from core.application as application
inner join rule.season as season on season.season = application.season
inner join core.return_count as spell
    on
        spell.application_no = application.application_no
        and spell.returned_submissions < season.submission_limit
left join gone on gone.application_no = application.application_no
