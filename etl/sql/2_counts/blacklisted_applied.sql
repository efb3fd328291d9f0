-- id: blacklisted_applied
-- title: 黑名单期内申报人数
-- title_en: Applied while blacklisted
-- unit: 人
-- counts: 首次提交日在同一人列入黑名单之日起本年度设定的年限（三年）内的申报，首尾两日均计
-- leaves_out: 列入黑名单以前的申报；期满以后的申报；身份证号缺失、无法认定为同一人的
-- clause: 四(二)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_blacklisted_applied.py
-- order: 420
select
    application.application_no,
    application.applied_on as from_day,
    sanction.row_id
from core.application as application
inner join rule.season as season on season.season = application.season
inner join core.application as earlier on earlier.person = application.person
inner join accepted.sanctions as sanction
    on sanction.application_no = earlier.application_no and sanction.measure = '列入黑名单'
where
    application.applied_on >= sanction.decided_on
    and application.applied_on <= sanction.decided_on + to_years(season.blacklist_years)
