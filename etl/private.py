"""What only the account that runs the program may read: made so, and made so again where it has become wider.

Folders 0700, files 0600, whatever the umask. On Windows nothing is changed: rights are inherited there from
the folder above, for the administrator to give.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from etl.paths import DataFolder

FOLDER, FILE = 0o700, 0o600
OTHERS = 0o077
_BINARY = getattr(os, "O_BINARY", 0)


class Narrowed(NamedTuple):
    """How many files and folders were open to others and are no more; how many still are."""

    changed: int
    left: int


NOTHING = Narrowed(0, 0)


def folder(path: Path) -> None:
    """Make a folder, and those above it that are not there, for the owner only."""
    for each in (*reversed(path.parents), path):
        if not each.is_dir():
            each.mkdir(mode=FOLDER, exist_ok=True)


def opened(path: Path, flags: int = os.O_WRONLY | os.O_CREAT | os.O_TRUNC) -> int:
    """Open a file that is the owner's only from its first moment."""
    return os.open(path, flags | _BINARY, FILE)


def write(path: Path, content: bytes) -> None:
    """Write a file down to the disk."""
    with os.fdopen(opened(path), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def narrow(data: DataFolder) -> Narrowed:
    """Take from all others what they could read or change in a data folder; links are left alone."""
    changed = left = 0
    for path in _wide(data) if os.name == "posix" else ():
        try:
            path.chmod(path.stat().st_mode & FOLDER)
            changed += 1
        except OSError:  # it belongs to another account
            left += 1
    return Narrowed(changed, left)


def _wide(data: DataFolder) -> Iterator[Path]:
    for path in _held(data):
        with suppress(FileNotFoundError):
            mode = path.lstat().st_mode
            if not stat.S_ISLNK(mode) and mode & OTHERS:
                yield path


def _held(data: DataFolder) -> Iterator[Path]:
    """What holds something of persons, and the folders that it lies in; locks are empty."""
    for top in (data.landing, data.inbox, data.parsed, data.warehouse, data.logs):
        for each, _, names in os.walk(top):
            yield Path(each).resolve()
            if top not in (
                data.warehouse,
                data.logs,
            ):  # most of what lies there holds nothing of persons
                yield from (Path(each, name) for name in names if not name.endswith(".lock"))
    yield from data.warehouse.glob("*.duckdb")
    yield from data.logs.glob("*.log")
    yield from data.root.glob("register[!.]*")
    yield from data.root.glob("register.sqlite*")
