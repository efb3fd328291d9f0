-- id: wasted
-- title: 名额浪费人数
-- title_en: Wasted by improper recommendation
-- unit: 人
-- counts: 已推荐，后因推荐不当失去结果，且没有被推荐的申报以其编号递补的申报
-- leaves_out: 评审只因票数不足未通过的；推荐以前的撤回、处理和异议；核查不属实的异议；递补人选已获推荐的
-- clause: 五(二)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_wasted.py
-- order: 300
with refilled as (
    select
        replacement.replacement_for as application_no,
        min(recommended.passed_on) as day
    from core.application as replacement
    inner join core.first_pass as recommended
        on recommended.application_no = replacement.application_no and recommended.level = '县级审核'
    group by replacement.replacement_for
)

select
    recommended.application_no,
    greatest(recommended.passed_on, loss.lost_on) as from_day,
    refilled.day as to_day,
    loss.row_id
from core.first_pass as recommended
inner join core.improper_loss as loss on loss.application_no = recommended.application_no
left join refilled on refilled.application_no = recommended.application_no
where recommended.level = '县级审核'
