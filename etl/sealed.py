"""The seal of a published file: its hash, noted beside it before it has its name; a reader compares the two.

A seal is a line as `sha256sum -c` reads it. Files of an earlier program have none.
"""

import contextlib
import os
import re
from functools import lru_cache
from pathlib import Path

from etl import disk, private
from etl.keeping.files import digest
from etl.told import Told, told

ENDING = ".sha256"
_LINE = re.compile(r"([0-9a-f]{64})  ")
Signature = tuple[int, int, int]


def seal_of(file: Path) -> Path:
    """Where the seal of a file lies."""
    return file.with_suffix(ENDING)


def put(content: Path, file: Path) -> str:
    """Note the hash of `content`, which is about to become `file`; gives it, too."""
    found = digest(content)
    draft = file.with_name(f".build-{os.getpid()}{ENDING}")
    private.write(draft, f"{found}  {file.name}\n".encode())
    draft.replace(seal_of(file))
    return found


def noted(file: Path) -> str | None:
    """Read a file's seal; None where it has none."""
    with contextlib.suppress(OSError):
        found = _LINE.match(seal_of(file).read_text("utf-8", "replace"))
        return found[1] if found else ""
    return None


def broken(file: Path, expected: str | None) -> Told | None:
    """Say what is wrong with a file that should have the hash `expected`; None where nothing is.

    Hashed once until the file changes (size, time or place on the disk).
    """
    try:
        signature = signature_of(file)
        if file.with_name(f"{file.name}.wal").exists():
            return told("旁边有一个不是本程序写的文件 {name}", name=f"{file.name}.wal")
        if expected is not None and _digest(file, signature) != expected:
            return told("内容与发布时不同")
    except OSError as error:
        return told("读不出：{reason}", reason=disk.reason(error))
    return None


def signature_of(file: Path) -> Signature:
    """Tell one state of a file from the next without reading it. Raises OSError."""
    state = file.stat()
    return state.st_size, state.st_mtime_ns, state.st_ino


@lru_cache(maxsize=256)
def _digest(file: Path, _: Signature) -> str:
    return digest(file)


def forget() -> None:
    """Hash anew when asked next: a disk may lose bytes without any sign."""
    _digest.cache_clear()
