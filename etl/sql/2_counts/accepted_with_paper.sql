-- id: accepted_with_paper
-- title: 通过且材料送达人数
-- title_en: Accepted with paper received
-- unit: 人
-- counts: 州级形式审核已通过、纸质材料也已送达的申报
-- leaves_out: 只有其一的
-- clause: 三
-- basis: notice
-- better: higher
-- spec: tests/spec/test_accepted_with_paper.py
-- order: 240
select
    accepted.application_no,
    greatest(accepted.passed_on, paper.received_on) as from_day,
    accepted.row_id
from core.first_pass as accepted
inner join accepted.paper as paper on paper.application_no = accepted.application_no
where accepted.level = '州级形式审核'
