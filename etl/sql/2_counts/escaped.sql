-- id: escaped
-- title: 县级放过被州退回人数
-- title_en: Passed by the county, returned by the prefecture
-- unit: 人
-- counts: 县级已通过的同一次提交，又被州级因材料原因退回（未被更正）的申报
-- leaves_out: 县级自己退回的；退回的那次提交县级没有通过的；非材料原因的退回
-- clause: 五(二), 五(三)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_escaped.py
-- order: 180
select
    returned.application_no,
    returned.from_day,
    returned.to_day,
    returned.row_id
from core.counted_return as returned
inner join core.review as passed
    on
        passed.application_no = returned.application_no
        and passed.submission_no = returned.submission_no
        and passed.level = '县级审核'
        and passed.outcome = '通过'
        and passed.reviewed_on <= returned.from_day
where returned.level = '州级形式审核'
