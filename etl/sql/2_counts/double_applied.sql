-- id: double_applied
-- title: 重复申报人数
-- title_en: Applied twice
-- unit: 人
-- counts: 同一人本年度另有一份已提交申报的申报，每份各计，自第二份提交之日起
-- leaves_out: 不同年度的申报；身份证号缺失、无法认定为同一人的
-- clause: –
-- basis: local
-- better: lower
-- spec: tests/spec/test_double_applied.py
-- order: 430
select
    application.application_no,
    greatest(application.applied_on, other.applied_on) as from_day,
    application.row_id
from core.application as application
inner join core.application as other
    on
        other.person = application.person
        and other.season = application.season
        and other.application_no <> application.application_no
