-- id: paper_received
-- title: 纸质材料送达人数
-- title_en: Paper received
-- unit: 人
-- counts: 纸质材料已送达的申报，自送达之日起
-- leaves_out: 尚未送达的；是否齐全不影响本数
-- clause: 四(三)
-- basis: notice
-- better: higher
-- spec: tests/spec/test_paper_received.py
-- order: 220
select
    application_no,
    received_on as from_day,
    row_id
from accepted.paper
