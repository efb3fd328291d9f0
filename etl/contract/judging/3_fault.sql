-- One hit of one rule of the registry on one cell; judging.py writes this select once per rule.
select
    line_id,
    row_id,
    column_id,
    '{rule}' as rule
from judged.cell as cell
where {where}
