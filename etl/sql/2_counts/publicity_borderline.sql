-- id: publicity_borderline
-- title: 公示临界次数
-- title_en: Publicity borderline
-- unit: 次
-- counts: 首日计入满5个工作日、首日不计入则不足的公示，自结束之日起
-- leaves_out: 首日不计入也满的；首日计入仍不足的
-- clause: 四(二)
-- basis: notice
-- better: neither
-- spec: tests/spec/test_publicity_borderline.py
-- order: 330
select
    publicity.case_id,
    publicity.application_no,
    publicity.ends_on as from_day,
    publicity.row_id
from core.publicity as publicity
inner join core.application as application on application.application_no = publicity.application_no
inner join rule.season as season on season.season = application.season
where
    publicity.working_days >= season.publicity_days
    and publicity.working_days_after_start < season.publicity_days
