"""The folder of snapshots: what stands in it, found by id; a new one is put there once and never replaced."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from etl import private
from etl.errors import UserError
from etl.keeping import files
from etl.paths import DataFolder
from etl.snapshots import archive
from etl.snapshots.manifest import MANIFEST, Kind, Manifest, decoded, hash_of

ENDING = ".zip"
ID = re.compile(r"\d{4}-(?:year-end|week|milestone)-\d{4}-\d\d-\d\d(?:-\d+)?")
MODE = 0o444


@dataclass(frozen=True)
class Kept:
    """A snapshot in its file. Its name says nothing that its manifest would have to be trusted for."""

    path: Path

    @property
    def id(self) -> str:
        return self.path.name.removesuffix(ENDING)

    def content(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise UserError(
                f"快照 {self.id} 读不出（{error.strerror}）。", "检查文件的权限和磁盘。"
            ) from error

    def member(self, name: str) -> bytes:
        """Read one member, unverified. Raises NotAnArchiveError."""
        return archive.member(self.path, name)

    def manifest_bytes(self) -> bytes:
        """Read the manifest as it was signed."""
        stamp = self.path.stat()
        return _manifest_bytes(self.path, stamp.st_mtime_ns, stamp.st_size)

    def manifest(self) -> Manifest:
        """Read what it says of itself, unverified."""
        try:
            return decoded(self.manifest_bytes())
        except (OSError, archive.NotAnArchiveError, msgspec.DecodeError) as error:
            raise UserError(
                f"{self.path.name} 不是快照，或已损坏到读不出清单。",
                "用 python -m etl snapshot verify 核对；从备份恢复这一份。",
            ) from error

    @property
    def manifest_hash(self) -> str:
        return hash_of(self.manifest_bytes())


@lru_cache(maxsize=1024)
def _manifest_bytes(path: Path, _changed: int, _size: int) -> bytes:
    return archive.member(path, MANIFEST)


def identity(season: int, kind: Kind, day: date, issue: int = 1) -> str:
    """Name a snapshot; corrections of the same day count on."""
    return f"{season}-{kind}-{day}" + (f"-{issue}" if issue > 1 else "")


def kept(data: DataFolder) -> list[Kept]:
    """List the files of snapshots by name, readable or not."""
    folder = data.snapshots
    if not folder.is_dir():
        return []
    paths = sorted(path for path in folder.glob(f"*{ENDING}") if not path.name.startswith("."))
    return [Kept(path) for path in paths]


def readable(data: DataFolder) -> list[tuple[Kept, Manifest]]:
    """List the snapshots in the order in which they were made; what cannot be read is left out."""
    found = []
    for each in kept(data):
        try:
            found.append((each, each.manifest()))
        except UserError:
            continue
    return sorted(found, key=lambda pair: (pair[1].basis.number, pair[0].id))


def find(data: DataFolder, asked: str) -> Kept:
    """Take a snapshot by its id, by the beginning of an id, or a file by its path."""
    if ID.fullmatch(asked) and (path := data.snapshots / f"{asked}{ENDING}").exists():
        return Kept(path)
    if Path(asked).is_file():
        return Kept(Path(asked))
    begun = [each for each in kept(data) if asked and each.id.startswith(asked)]
    if len(begun) == 1:
        return begun[0]
    raise UserError(
        f"“{asked}”对得上 {len(begun)} 份快照。" if begun else f"没有快照“{asked}”。",
        "写全编号：" + _listed(begun) if begun else "现有：" + _listed(kept(data)),
    )


def _listed(found: Sequence[Kept]) -> str:
    return ("、".join(each.id for each in found[-12:]) or "无") + "。"


def put(data: DataFolder, snapshot_id: str, content: bytes) -> Kept:
    """Write a snapshot under its id, read-only, down to the disk; one that is there is never replaced."""
    folder = data.snapshots
    private.folder(folder)
    for leftover in folder.glob(".snapshot-*"):
        leftover.unlink()
    path, draft = folder / f"{snapshot_id}{ENDING}", folder / f".snapshot-{os.getpid()}"
    files.written(draft, content)
    draft.chmod(MODE)
    try:
        os.link(draft, path)
    except FileExistsError as error:
        raise UserError(f"快照 {snapshot_id} 已有，不覆盖。", "更正用 --supersedes。") from error
    except OSError:  # a file system without hard links
        if path.exists():
            raise UserError(f"快照 {snapshot_id} 已有，不覆盖。", "更正用 --supersedes。") from None
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    files.settle(folder)
    return Kept(path)
