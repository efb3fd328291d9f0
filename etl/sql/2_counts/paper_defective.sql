-- id: paper_defective
-- title: 纸质材料缺件人数
-- title_en: Paper defective
-- unit: 人
-- counts: 纸质材料送达时不齐全，或后来补齐过的申报，自送达之日起
-- leaves_out: 送达时即齐全的；补齐以后仍计
-- clause: 四(三)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_paper_defective.py
-- order: 230
select
    application_no,
    received_on as from_day,
    row_id
from accepted.paper
where complete = '否' or completed_on is not null
