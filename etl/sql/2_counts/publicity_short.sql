-- id: publicity_short
-- title: 公示不足次数
-- title_en: Publicity too short
-- unit: 次
-- counts: 首日计入仍不足5个工作日的公示，自结束之日起
-- leaves_out: 首日计入满5个工作日的（含临界）
-- clause: 四(二)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_publicity_short.py
-- order: 320
select
    publicity.case_id,
    publicity.application_no,
    publicity.ends_on as from_day,
    publicity.row_id
from core.publicity as publicity
inner join core.application as application on application.application_no = publicity.application_no
inner join rule.season as season on season.season = application.season
where publicity.working_days < season.publicity_days
