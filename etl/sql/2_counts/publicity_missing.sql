-- id: publicity_missing
-- title: 缺公示数
-- title_en: Publicity missing
-- unit: 项
-- counts: 纸质材料受理截止日（含延期）次日起，已推荐申报在规定层级上没有已结束公示的（每个层级一项）
-- leaves_out: 未推荐的；不作要求的层级；数据尚未报到截止日以后的；隔离区内可能有其公示记录的
-- clause: 四(二)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_publicity_missing.py
-- order: 340
with due as (
    select
        recommended.application_no || '|' || required.level as case_id,
        recommended.application_no,
        recommended.row_id,
        greatest(recommended.passed_on, deadline.ends_on + 1, deadline.known_from) as from_day,
        least(publicity.ends_on, deadline.known_to) as to_day,
        known.through
    from core.first_pass as recommended
    inner join core.application as application
        on application.application_no = recommended.application_no
    inner join rule.required_publicity as required on required.season = application.season
    inner join core.deadline as deadline
        on deadline.application_no = recommended.application_no and deadline.milestone = '纸质材料受理'
    inner join core.known as known
        on
            known.application_no = recommended.application_no
            and known.kind = 'publicity'
            and known.office = case required.level when '结果公示' then '州' else '县(市)' end
    left join accepted.publicity as publicity
        on
            publicity.application_no = recommended.application_no
            and publicity.level = required.level
    where recommended.level = '县级审核'
)

select
    case_id,
    application_no,
    from_day,
    case when to_day <= through then to_day end as to_day,
    row_id
from due
where from_day <= through
