-- One line that counts: keyed, and no rule stops its row.
select *
from judged.keyed
where row_id not in (select row_id from judged.row_fault)
