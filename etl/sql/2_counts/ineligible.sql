-- id: ineligible
-- title: 终止资格人数
-- title_en: Ineligible
-- unit: 人
-- counts: 已申报，且任一层级不予通过，或被取消申报资格、一票否决的申报
-- leaves_out: 退回和撤回；评审未通过；撤销资格、解聘、列入黑名单本身
-- clause: 四(二)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_ineligible.py
-- order: 90
with terminal as (
    select
        application_no,
        reviewed_on as day,
        row_id
    from core.review
    where outcome = '不予通过'
    union all
    select
        application_no,
        decided_on as day,
        row_id
    from accepted.sanctions
    where measure in ('取消申报资格', '一票否决')
)

select
    terminal.application_no,
    greatest(terminal.day, application.applied_on) as from_day,
    terminal.row_id
from terminal
inner join core.application as application on application.application_no = terminal.application_no
