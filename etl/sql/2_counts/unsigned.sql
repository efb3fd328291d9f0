-- id: unsigned
-- title: 未签名审核数
-- title_en: Reviews without a signer
-- unit: 条
-- counts: 单位、县级或州级的审核记录，审签人空缺或填“无”的
-- leaves_out: 申报人自己的记录
-- clause: 五(三)
-- basis: notice
-- better: lower
-- spec: tests/spec/test_unsigned.py
-- order: 360
select
    concat_ws('|', application_no, submission_no, level) as case_id,
    application_no,
    reviewed_on as from_day,
    row_id
from core.review
where level in ('单位审核', '县级审核', '州级形式审核') and not has_signer
