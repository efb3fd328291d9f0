-- One row per event by which a recommended application was lost for want of a proper recommendation
-- (clause 五(二)); a panel 未通过 for votes alone is none.
with recommended as (
    select
        application_no,
        passed_on,
        passed_at,
        has_time
    from core.first_pass
    where level = '县级审核'
)

select
    application_no,
    reviewed_on as lost_on,
    row_id
from core.review
where level = '州级形式审核' and outcome = '不予通过'
union all
select
    sanction.application_no,
    sanction.decided_on as lost_on,
    sanction.row_id
from accepted.sanctions as sanction
inner join recommended on recommended.application_no = sanction.application_no
where sanction.measure in ('取消申报资格', '一票否决') and sanction.decided_on >= recommended.passed_on
union all
select
    application_no,
    voted_on as lost_on,
    row_id
from accepted.panel
where outcome = '未通过' and cause in ('不符合评审条件', '材料虚假')
union all
select
    publicity.application_no,
    publicity.ends_on as lost_on,
    publicity.row_id
from accepted.publicity as publicity
inner join recommended on recommended.application_no = publicity.application_no
where
    publicity.objection = '有'
    and publicity.finding = '属实'
    and publicity.ends_on >= recommended.passed_on
union all
select
    review.application_no,
    review.reviewed_on as lost_on,
    review.row_id
from core.review as review
inner join recommended on recommended.application_no = review.application_no
where
    review.outcome = '撤回'
    and case
        when review.reviewed_has_time and recommended.has_time
            then review.reviewed_at > recommended.passed_at
        else review.reviewed_on >= recommended.passed_on
    end
