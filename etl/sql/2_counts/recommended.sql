-- id: recommended
-- title: 县级推荐人数
-- title_en: Recommended
-- unit: 人
-- counts: 任一次提交经县级审核通过的申报，自首次通过之日起
-- leaves_out: 只经单位审核通过的；推荐以后的结果不影响本数
-- clause: 五(二)
-- basis: notice
-- better: neither
-- spec: tests/spec/test_recommended.py
-- order: 70
select
    application_no,
    passed_on as from_day,
    row_id
from core.first_pass
where level = '县级审核'
