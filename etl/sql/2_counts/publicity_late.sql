-- id: publicity_late
-- title: 公示晚于材料送达数
-- title_en: Publicity ended after the paper came
-- unit: 次
-- counts: 规定层级的公示在纸质材料送达以后才结束的，自结束之日起
-- leaves_out: 送达当日及以前结束的；不作要求的层级；材料尚未送达的
-- clause: 四(二)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_publicity_late.py
-- order: 350
select
    publicity.case_id,
    publicity.application_no,
    publicity.ends_on as from_day,
    publicity.row_id
from core.publicity as publicity
inner join core.application as application on application.application_no = publicity.application_no
inner join rule.required_publicity as required
    on required.season = application.season and required.level = publicity.level
inner join accepted.paper as paper on paper.application_no = publicity.application_no
where publicity.ends_on > paper.received_on
