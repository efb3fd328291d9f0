-- One row per submission whose day any review of it tells, however late that review was.
select
    application_no,
    submission_no,
    min(submitted_on) as submitted_on,
    min(row_id) as row_id
from core.review
where submitted_on is not null
group by
    application_no,
    submission_no
