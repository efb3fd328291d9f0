-- id: in_process
-- title: 在办人数
-- title_en: In process
-- unit: 人
-- counts: 已申报、尚未全部办结的申报
-- leaves_out: 终止资格、撤回、锁定、评审未通过的；评审通过且结果公示已结束的（更正解锁后重新在办）
-- clause: 三
-- basis: notice
-- better: neither
-- spec: tests/spec/test_in_process.py
-- order: 450
with turn as (
    select
        application_no,
        applied_on as day,
        0 as closings
    from core.application
    union all
    select
        application_no,
        from_day as day,
        1 as closings
    from counts.closed
    union all
    select
        application_no,
        to_day as day,
        -1 as closings
    from counts.closed
    where to_day is not null
),

spell as (
    select
        application_no,
        day as from_day,
        lead(day) over (partition by application_no order by day) as to_day,
        sum(sum(closings)) over (partition by application_no order by day) as closings
    from turn
    group by
        application_no,
        day
)

select
    application.application_no,
    greatest(spell.from_day, application.applied_on) as from_day,
    spell.to_day,
    application.row_id
from core.application as application
inner join spell on spell.application_no = application.application_no and spell.closings = 0
