"""What the register notes of snapshots: a second hand that says which there were, and their hashes."""

import json
from dataclasses import dataclass

from etl import audit
from etl.register import Register


@dataclass(frozen=True)
class Noted:
    """A snapshot as it was entered when it was made."""

    id: str
    number: int
    sha256: str
    manifest: str
    signed_by: str
    is_sample: bool


def noted(register: Register) -> list[Noted]:
    """List them in the order of the register; none where there is no register."""
    found = []
    for entry in register.entries():
        if entry.kind == audit.SNAPSHOT:
            detail = json.loads(entry.detail)
            found.append(
                Noted(
                    entry.subject,
                    detail["number"],
                    detail["sha256"],
                    detail["manifest"],
                    detail["signed_by"],
                    detail["sample"],
                )
            )
    return found
