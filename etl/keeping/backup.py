"""A backup: one folder that holds a data folder as it was at one moment, with the hash of every file.

It is made under the build lock, so that no load runs meanwhile; pages stay open. A folder whose name begins
with a dot is no backup: it is being made, or its making was broken off. The key of ID numbers is never in it.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from etl import inbox, warehouse
from etl.contract.model import contract_version
from etl.errors import UserError
from etl.keeping import files
from etl.keeping.state import State, state_of
from etl.paths import DataFolder
from etl.register import BEIJING, register_of

FORMAT = 1
DATA, MANIFEST = "data", "manifest.json"
NAME = re.compile(r"backup-(\d{8}T\d{6})")
KEPT_WEEKS = 26
SPARE = 1.05


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself; hashes stand in SHA256SUMS beside it."""

    format: int
    made_at: str
    contract_version: str
    files: int
    size: int
    state: State


class Backup(msgspec.Struct, frozen=True):
    """A finished backup."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def made_at(self) -> datetime:
        """The moment in its name, Beijing time."""
        stamp = NAME.fullmatch(self.name)
        return datetime.strptime(stamp[1] if stamp else "", "%Y%m%dT%H%M%S").replace(tzinfo=BEIJING)

    @property
    def digest(self) -> str:
        """The hash of the list of hashes: noted elsewhere, it vouches for every file."""
        return files.digest(self.path / files.SUMS)

    def manifest(self) -> Manifest:
        """Read what it says of itself. Raises OSError or msgspec.DecodeError."""
        return msgspec.json.decode((self.path / MANIFEST).read_bytes(), type=Manifest)


def backups(target: Path) -> list[Backup]:
    """List the finished backups in a folder, oldest first."""
    if not target.is_dir():
        return []
    return [Backup(path) for path in sorted(target.iterdir()) if NAME.fullmatch(path.name)]


def make(data: DataFolder, target: Path, now: datetime) -> tuple[Backup, Manifest, int]:
    """Back a data folder up into a new folder below `target`; gives how many files were linked, too.

    A file that the last backup holds unchanged is linked to it, where the disk can link.
    """
    _require_apart(data, target)
    with _told(), warehouse.build_lock(data.warehouse, now, doing="备份"):
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        for leftover in target.glob(".backup-*"):
            shutil.rmtree(leftover)
        _require_room(data, target)
        earlier = backups(target)
        draft = target / f".backup-{os.getpid()}"
        draft.mkdir(mode=0o700)
        sums, linked = _filled(data, draft / DATA, earlier[-1] if earlier else None)
        copy = DataFolder(draft / DATA)
        state = state_of(copy)
        if register_of(
            copy
        ).path.exists():  # hashed last: looking at it may have brought it up to date
            sums[f"{DATA}/{register_of(copy).path.name}"] = files.digest(register_of(copy).path)
        manifest = Manifest(
            format=FORMAT,
            made_at=now.astimezone(BEIJING).isoformat(timespec="seconds"),
            contract_version=contract_version(data.reference),
            files=len(sums),
            size=files.size_of(draft, sums),
            state=state,
        )
        files.written(draft / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        sums[MANIFEST] = files.digest(draft / MANIFEST)
        files.written(draft / files.SUMS, files.as_sums(sums))
        _require_whole(draft, sums)
        files.settle(draft)
        return _named(draft, target, now), manifest, linked


def _filled(data: DataFolder, copy: Path, earlier: Backup | None) -> tuple[dict[str, str], int]:
    known = _known(earlier)
    sums, linked = {}, 0
    copy.mkdir(mode=0o700)
    with _quiet_inbox(data):
        register_of(data).copied_to(copy)
        for path in files.kept(data.root):
            if (copy / path).exists():
                continue  # the anchors came with the register
            with contextlib.suppress(FileNotFoundError):  # a log of long ago, removed meanwhile
                kept = f"{DATA}/{path}"
                there = earlier.path / kept if earlier and kept in known else None
                if there and _linked(data.root / path, there, copy / path, known[kept]):
                    sums[kept], linked = known[kept], linked + 1
                else:
                    sums[kept] = files.copied(data.root / path, copy / path)
    for own in copy.iterdir():
        if own.is_file() and f"{DATA}/{own.name}" not in sums:
            sums[f"{DATA}/{own.name}"] = files.digest(own)
    return sums, linked


def _known(earlier: Backup | None) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        return files.sums_in(earlier.path) if earlier else {}
    return {}


def _linked(source: Path, there: Path, target: Path, expected: str) -> bool:
    """Link to the earlier copy if both still are what its list says; a copy gone bad is made anew."""
    try:
        if source.stat().st_size != there.stat().st_size:
            return False
        if files.digest(source) != expected or files.digest(there) != expected:
            return False
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.link(there, target)
    except OSError:  # gone bad, or a disk without links
        return False
    return True


@contextlib.contextmanager
def _quiet_inbox(data: DataFolder) -> Iterator[None]:
    """Let nobody hand in while files and their records are copied: seconds at most."""
    if not data.inbox.is_dir():
        yield
        return
    with inbox.held(data):
        yield


def _named(draft: Path, target: Path, now: datetime) -> Backup:
    moment = now.astimezone(BEIJING)
    while (path := target / f"backup-{moment:%Y%m%dT%H%M%S}").exists():
        moment += timedelta(seconds=1)
    draft.rename(path)
    if os.name == "posix":
        handle = os.open(target, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    return Backup(path)


def _require_apart(data: DataFolder, target: Path) -> None:
    if warehouse.current(data.warehouse) is None and not data.landing.is_dir():
        raise UserError("这个数据文件夹里没有可备份的数据。", "用 --data 指定数据文件夹。")
    if target.resolve().is_relative_to(data.root):
        raise UserError(
            "备份不能放在数据文件夹里：磁盘一坏，两者同时丢失。",
            "指定另一块磁盘或另一台机器上的文件夹。",
        )


def _require_room(data: DataFolder, target: Path) -> None:
    needed = files.size_of(data.root, files.kept(data.root)) * SPARE
    free = shutil.disk_usage(target).free
    if free < needed:
        raise UserError(
            f"备份的磁盘空间不够：需要 {needed / 2**20:,.0f} MB，还有 {free / 2**20:,.0f} MB。",
            "腾出空间，或用 --keep 少留几份。没有写下任何备份。",
        )


def _require_whole(draft: Path, sums: dict[str, str]) -> None:
    wrong = files.differences(draft, sums)
    if wrong:
        raise UserError(
            f"写下的备份读回来不同：{wrong[0]}（共 {len(wrong)} 处）。",
            "磁盘可能有问题，换一个再备份。",
        )


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            f"没有备份成功（{error.strerror or error}）。", "检查备份所在磁盘的空间和权限后再试。"
        ) from error


def thin(target: Path, last: int, made: Backup) -> list[Backup]:
    """Delete backups but the last few, the last of each week for half a year, and the one just made."""
    there = backups(target)
    weeks = {each.made_at.isocalendar()[:2]: each for each in there}
    keep = [*there[-last:], *list(weeks.values())[-KEPT_WEEKS:], made]
    gone = [each for each in there if each not in keep]
    for each in gone:
        going = each.path.with_name(f".{each.name}")  # broken off, it is no backup any more
        each.path.rename(going)
        shutil.rmtree(going)
    return gone
