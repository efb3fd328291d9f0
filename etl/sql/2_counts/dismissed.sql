-- id: dismissed
-- title: 解聘人数
-- title_en: Dismissed
-- unit: 人
-- counts: 受到解聘处理的申报，自处理之日起
-- leaves_out: 其他处理措施
-- clause: 五(三)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_dismissed.py
-- order: 390
select
    application_no,
    decided_on as from_day,
    row_id
from accepted.sanctions
where measure = '解聘'
