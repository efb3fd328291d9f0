"""One file judged as the next load would judge it; its bytes lie in a temporary folder meanwhile."""

import contextlib
import hashlib
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from etl import evidence, hand_in, inbox, private
from etl.contract.model import contract
from etl.inbox import HandedIn, HandedSheet
from etl.paths import DataFolder
from etl.pipeline import is_sample, judged_beside
from etl.reading import known_key
from etl.reading.landing import Receipt, receipts
from etl.reading.parsed import Parsed
from etl.reading.parsing import parse_files, parsed_folder
from etl.scope import office

AT_ONCE = 2
TEMPORARY = "bz-precheck-"
LEFT_OVER = 3600.0  # seconds, far longer than any check takes
_TURNS = threading.BoundedSemaphore(AT_ONCE)

Row = dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """What a load would make of a file. `counties`: whose rows each sheet holds, by statement and by roster.

    `landed_at`, `handed_in`: the same content has come before.
    """

    sha256: str
    size: int
    name: str
    sender: str
    practice: bool
    parsed: Parsed
    findings: tuple[Row, ...]
    sheets: tuple[Row, ...]
    counties: tuple[Row, ...]
    landed_at: datetime | None = None
    handed_in: HandedIn | None = None

    @property
    def refusal(self) -> Row | None:
        """The finding that stops the whole file."""
        return next((row for row in self.findings if row["severity"] == "file"), None)

    def total(self, fate: str) -> int:
        """Add up a fate of rows over the sheets; `rows_read` is all of them."""
        return sum(sheet[fate] for sheet in self.sheets)

    def met(self, severity: str) -> int:
        return sum(row["severity"] == severity for row in self.findings)

    def offer(self, content: bytes) -> hand_in.Offer:
        """What would be handed in."""
        sheets = [
            HandedSheet(
                sheet["sheet"] or "", contract().kinds[sheet["kind"]].title, sheet["rows_read"]
            )
            for sheet in self.sheets
        ]
        return hand_in.Offer(content, self.name, self.sender, sheets, self.practice)


def check(data: DataFolder, content: bytes, name: str, sender: str, now: datetime) -> Checked:
    """Judge a file beside what is loaded and what its sender has waiting in the inbox. Changes nothing."""
    if not is_sample(data):
        known_key.require_same(data)
    digest = hashlib.sha256(content).hexdigest()
    landing_name = hand_in.landing_name(name, sender, data)
    known = receipts(data)
    sweep()
    with _TURNS, tempfile.TemporaryDirectory(prefix=TEMPORARY) as made:
        folder = Path(made)
        sent = folder / "sent"
        private.write(sent, content)
        waits = [each for each in _waiting(data, sender) if each[1].sha256 != digest]
        stamp = now.isoformat(timespec="seconds")
        guests = [
            (path, Receipt(len(known) + n, record.sha256, record.name, record.size, record.at))
            for n, (path, record) in enumerate(waits, start=1)
        ]
        number = len(known) + len(guests) + 1
        guests.append((sent, Receipt(number, digest, landing_name, len(content), stamp)))
        parsed = parsed_folder(DataFolder(folder), data.reference)
        described = parse_files(guests, parsed, data.reference)[-1]
        with judged_beside(data, [receipt for _, receipt in guests], parsed) as con:
            found = _of(evidence.findings(con, office()), number)
            sheets = _of(evidence.balances(con, office()), number)
            counties = evidence.counties_of(con, number)
    handed = inbox.known(data, digest)
    return Checked(
        sha256=digest,
        size=len(content),
        name=landing_name,
        sender=sender,
        practice=is_sample(data),
        parsed=described,
        findings=found,
        sheets=sheets,
        counties=tuple(counties),
        landed_at=inbox.landed(data).get(digest),
        handed_in=handed if handed and inbox.is_whole(data, handed) else None,
    )


def sweep(older_than: float = LEFT_OVER) -> None:
    """Remove temporary folders that a killed process left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > older_than:
                shutil.rmtree(folder)


def _waiting(data: DataFolder, sender: str) -> list[tuple[Path, HandedIn]]:
    return [
        (path, record)
        for path, record in inbox.waiting(data)
        if record.sender == sender and path.is_file()
    ]


def _of(rows: list[Row], receipt_no: int) -> tuple[Row, ...]:
    return tuple(row for row in rows if row["receipt_no"] == receipt_no)
