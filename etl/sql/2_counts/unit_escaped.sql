-- id: unit_escaped
-- title: 单位放过被县退回人数
-- title_en: Passed by the unit, returned by the county
-- unit: 人
-- counts: 单位已通过的同一次提交，又被县级因材料原因退回（未被更正）的申报
-- leaves_out: 单位自己退回的；州级退回的；退回的那次提交单位没有通过的
-- clause: 五(二), 五(三)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_unit_escaped.py
-- order: 190
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
        and passed.level = '单位审核'
        and passed.outcome = '通过'
        and passed.reviewed_on <= returned.from_day
where returned.level = '县级审核'
