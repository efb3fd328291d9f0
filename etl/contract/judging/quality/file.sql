-- One file as it was received; refused names the rule that stopped all of it.
select
    receipt_no,
    sha256,
    file,
    size,
    received_at,
    reader,
    refusal as refused
from raw.file
