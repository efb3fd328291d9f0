"""The inbox: files that counties hand in wait here, each with a record, until the next load lands them.

A record stays when its file has landed: it is the sender's proof of handing in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from etl import private
from etl.errors import UserError
from etl.paths import DataFolder
from etl.reading.gathering import content_hash
from etl.reading.landing import Sent, receipts
from etl.reference import places
from etl.told import told

LOCK_SECONDS = 20


class HandedSheet(msgspec.Struct, frozen=True):
    """One sheet as the receipt names it."""

    sheet: str
    kind: str
    rows: int


class HandedIn(msgspec.Struct, frozen=True):
    """The record of one file handed in; holds nothing of a person. `practice`: into sample data."""

    sha256: str
    name: str
    stored_as: str
    size: int
    sender: str
    account_id: str
    account: str
    at: str
    sheets: list[HandedSheet]
    practice: bool = False

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def rows(self) -> int:
        return sum(sheet.rows for sheet in self.sheets)


def sender_name(sender: str) -> str:
    known = {place.code: place.name for place in places("counties")}
    return known.get(sender, "州职改办")


def handed_in(data: DataFolder) -> list[HandedIn]:
    """List every record, the newest first."""
    found = [record for _, record in _records(data)]
    return sorted(found, key=lambda record: (record.at, record.stored_as), reverse=True)


def is_whole(data: DataFolder, record: HandedIn) -> bool:
    """Tell whether what was handed in has landed or still waits as it was sent."""
    path = data.inbox / record.sender / record.stored_as
    is_there = path.is_file() and content_hash(path)[0] == record.sha256
    return is_there or record.sha256 in landed(data)


def landed(data: DataFolder) -> dict[str, datetime]:
    """Map the contents that have landed to the moment stated for them."""
    return {each.sha256: datetime.fromisoformat(each.received_at) for each in receipts(data)}


def waiting(data: DataFolder) -> list[tuple[Path, HandedIn]]:
    """List what has not landed yet, the oldest first."""
    there = landed(data)
    found = [
        (folder / record.stored_as, record)
        for folder, record in _records(data)
        if record.sha256 not in there
    ]
    return sorted(found, key=lambda each: (each[1].at, each[1].stored_as))


def to_land(data: DataFolder, *, is_sample: bool) -> tuple[list[Sent], list[HandedIn], list[str]]:
    """List what a load takes in, with the records, and tell of what it cannot: gone or changed files.

    Practice stays with sample data and is never taken for the real thing.
    """
    sent, records, faults = [], [], []
    for path, record in waiting(data):
        if record.practice != is_sample:
            continue
        whose = f"{sender_name(record.sender)}“{record.name}”"
        if not path.is_file():
            faults.append(f"收件箱里找不到{whose}的原件，请{sender_name(record.sender)}重新报送。")
        elif content_hash(path)[0] != record.sha256:
            faults.append(f"收件箱里{whose}与报送时不同，没有载入；请删去后重新报送。")
        else:
            sent.append(Sent(path, record.name, record.at))
            records.append(record)
    return sent, records, faults


def clear_landed(data: DataFolder) -> None:
    """Remove the copies of what has landed, and of what was never registered; records stay."""
    if not data.inbox.is_dir():
        return
    there = landed(data)
    with held(data):
        kept = {
            folder / record.stored_as
            for folder, record in _records(data)
            if record.sha256 not in there
        }
        for path in data.inbox.glob("*/*"):
            if path not in kept and path.suffix != ".json":
                path.unlink(missing_ok=True)


def _records(data: DataFolder) -> Iterator[tuple[Path, HandedIn]]:
    for path in sorted(data.inbox.glob("*/[!.]*.json")):
        try:
            record = msgspec.json.decode(path.read_bytes(), type=HandedIn)
        except (OSError, msgspec.DecodeError):
            continue  # a foreign file; records are written whole or not at all
        if path.name == f"{record.stored_as}.json":
            yield path.parent, _under(record, path.parent.name)


def _under(record: HandedIn, folder: str) -> HandedIn:
    """The folder names the sender, whatever a record says."""
    return record if record.sender == folder else msgspec.structs.replace(record, sender=folder)


def known(data: DataFolder, sha256: str) -> HandedIn | None:
    """Find the last record of a content that was handed in before."""
    return next((record for record in handed_in(data) if record.sha256 == sha256), None)


@contextmanager
def held(data: DataFolder) -> Iterator[None]:
    private.folder(data.inbox)
    try:
        with FileLock(data.inbox / ".lock", timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise UserError(told("收件箱正忙。"), told("请稍后再试。")) from None
