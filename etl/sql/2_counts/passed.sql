-- id: passed
-- title: 取得资格人数
-- title_en: Passed
-- unit: 人
-- counts: 评审通过，且未被取消申报资格、一票否决或撤销资格的申报
-- leaves_out: 自处理之日起不再计；解聘和列入黑名单本身不影响
-- clause: 五(三)
-- basis: notice
-- better: higher
-- spec: tests/spec/test_passed.py
-- order: 290
with revoked as (
    select
        application_no,
        min(decided_on) as day
    from accepted.sanctions
    where measure in ('取消申报资格', '一票否决', '撤销资格')
    group by application_no
)

select
    panel.application_no,
    panel.voted_on as from_day,
    revoked.day as to_day,
    panel.row_id
from accepted.panel as panel
left join revoked on revoked.application_no = panel.application_no
where panel.outcome = '通过'
