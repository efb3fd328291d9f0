-- id: appointed
-- title: 已聘任人数
-- title_en: Appointed
-- unit: 人
-- counts: 聘任台账所列的申报，自聘任之日起
-- leaves_out: 尚未聘任的；以后解聘的仍计
-- clause: 二
-- basis: notice
-- better: higher
-- spec: tests/spec/test_appointed.py
-- order: 380
select
    application_no,
    appointed_on as from_day,
    row_id
from accepted.appointments
