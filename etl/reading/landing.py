"""The landing store: a file is kept as it came, once, under the hash of its content.

The ledger's line comes last: after a kill at any moment a file has landed, or it has not.
"""

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from etl import private
from etl.errors import UserError
from etl.paths import DataFolder
from etl.plain_text import plain
from etl.reading.gathering import content_hash, gather
from etl.reading.masking import masked_name

try:
    import fcntl
except ImportError:  # Windows: the build lock of the caller has to do
    fcntl = None  # type: ignore[assignment]

PURGED = "purged.jsonl"
_NOT_ENTERED = {"known", "purged"}
_EXTENSION = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True)
class Receipt:
    """One content that landed. `known`: it had landed before, and nothing changed (not in the ledger).

    `purged`: its original has been purged, and is not kept again (neither in that ledger).
    """

    receipt_no: int
    sha256: str
    name: str
    size: int
    received_at: str
    known: bool = False
    purged: bool = False

    @property
    def shown_name(self) -> str:
        """The sender's file name for display, without numbers of people and unseen signs."""
        return masked_name(plain(self.name))

    @property
    def stored_as(self) -> str:
        """The name inside the landing folder; only the ending comes from the sender."""
        ending = Path(self.name).suffix.lower()
        return self.sha256 + (ending if _EXTENSION.fullmatch(ending) else "")


@dataclass(frozen=True)
class Sent:
    """A file to land: where it lies, its sender's name for it, and when it was received."""

    path: Path
    name: str
    received_at: str


def files_in(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """List the files meant by files and folders, sorted, without what cannot or need not be read."""
    return gather(paths).files


def receipts(data: DataFolder) -> list[Receipt]:
    """Read the ledger in the order of arrival; a last line cut off by a crash does not count."""
    ledger = data.landing / "receipts.jsonl"
    if not ledger.exists():
        return []
    lines = ledger.read_bytes().split(b"\n")[:-1]
    try:
        return [msgspec.json.decode(line, type=Receipt) for line in lines if line.strip()]
    except msgspec.DecodeError as error:
        raise UserError(
            f"收件登记 {ledger} 已损坏:{error}", "请从备份恢复该文件后重试。"
        ) from error


def land(
    paths: Iterable[str | os.PathLike[str]], data: DataFolder, received_at: datetime
) -> list[Receipt]:
    """Keep the files and enter them in the ledger; returns a receipt for each, known content included."""
    if received_at.tzinfo is None:
        raise ValueError("received_at needs a time zone")
    stamp = received_at.isoformat(timespec="seconds")
    return land_sent([Sent(file, file.name, stamp) for file in files_in(paths)], data)


def land_sent(sent: Iterable[Sent], data: DataFolder) -> list[Receipt]:
    """Keep files under the names and moments that are stated for them."""
    try:
        private.folder(data.landing)
        with _ledger(data.landing / "receipts.jsonl") as ledger:
            held = {receipt.sha256: receipt for receipt in receipts(data)}
            gone = purged(data)
            return [_land_one(each, data, ledger, held, gone) for each in sent]
    except OSError as error:
        raise UserError(
            f"无法写入 {data.landing}({error.strerror})。", "请检查磁盘空间和权限后重试。"
        ) from error


def purged(data: DataFolder) -> set[str]:
    """Contents whose originals were purged and that were read before; what was never read is wanted again."""
    path = data.landing / PURGED
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    try:
        gone = {msgspec.json.decode(line)["sha256"] for line in lines if line.strip()}
    except (msgspec.DecodeError, KeyError, TypeError) as error:
        raise UserError(f"清除登记 {path} 已损坏。", "请从备份恢复该文件后重试。") from error
    return {sha256 for sha256 in gone if any(data.parsed.glob(f"*/{sha256}.json"))}


def enter_purged(data: DataFolder, contents: Iterable[str], at: datetime) -> None:
    """Enter contents in the ledger of purged originals: sent again, they are not kept again."""
    lines = (msgspec.json.encode({"sha256": sha256, "at": at.isoformat()}) for sha256 in contents)
    with _ledger(data.landing / PURGED) as ledger:
        _append(ledger, b"".join(line + b"\n" for line in lines))


def _land_one(
    sent: Sent, data: DataFolder, ledger: int, held: dict[str, Receipt], gone: set[str]
) -> Receipt:
    file = sent.path
    sha256, size = content_hash(file)
    if known := held.get(sha256):
        is_lost = not (data.landing / known.stored_as).exists()
        if is_lost and sha256 not in gone:
            _keep(file, data.landing / known.stored_as)
        return replace(known, known=True, purged=is_lost and sha256 in gone)
    name = sent.name.encode("utf-8", "replace").decode("utf-8")
    receipt = Receipt(len(held) + 1, sha256, name, size, sent.received_at)
    _keep(file, data.landing / receipt.stored_as)
    _enter(receipt, ledger)
    held[sha256] = receipt
    return receipt


@contextmanager
def _ledger(path: Path) -> Iterator[int]:
    """Open the ledger for one writer, cut off a half-written last line and sweep unfinished copies."""
    handle = private.opened(path, os.O_RDWR | os.O_CREAT)
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        whole = path.read_bytes().rfind(b"\n") + 1
        os.ftruncate(handle, whole)
        os.lseek(handle, 0, os.SEEK_END)
        for leftover in path.parent.glob(".coming-*"):
            leftover.unlink(missing_ok=True)
        yield handle
    finally:
        os.close(handle)


def _keep(file: Path, target: Path) -> None:
    coming = target.with_name(f".coming-{target.name}")
    digest = hashlib.sha256()
    with os.fdopen(private.opened(coming), "wb") as out, file.open("rb") as source:
        while block := source.read(1 << 20):
            digest.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != target.stem[:64]:
        coming.unlink()
        raise UserError(f"{file} 在读取时被改动。", "请关闭正在使用它的程序后重试。")
    coming.replace(target)
    _sync_folder(target.parent)


def _enter(receipt: Receipt, ledger: int) -> None:
    entered = Receipt.__dataclass_fields__.keys() - _NOT_ENTERED
    entry = {
        name: getattr(receipt, name) for name in Receipt.__dataclass_fields__ if name in entered
    }
    _append(ledger, msgspec.json.encode(entry) + b"\n")


def _append(ledger: int, lines: bytes) -> None:
    """Write lines whole; a full disk takes part of them without a word, which the next writer cuts off."""
    if os.write(ledger, lines) != len(lines):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(ledger)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
