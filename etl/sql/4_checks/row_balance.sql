-- A sheet whose rows do not add up: read = loaded + unchanged + superseded + quarantined.
select
    file,
    sheet,
    rows_read,
    loaded + unchanged + superseded + quarantined as accounted
from quality.sheet
where rows_read <> accounted
