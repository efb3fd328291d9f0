"""One build, backup or snapshot at a time: the lock, and the note of who holds it.

The lock itself ends with its process, however that ends; the note of a dead process is passed over.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout

from etl import private
from etl.errors import UserError

BEIJING = ZoneInfo("Asia/Shanghai")
_NOTE, _DRAFT = "build.json", ".build-note"
_SECONDS_FOR_A_NOTE, _LOOKS_EVERY = 1.0, 0.05


@contextlib.contextmanager
def build_lock(folder: Path, now: datetime, doing: str = "载入") -> Iterator[None]:
    """Hold the one build at a time; a second one is told who is at work, doing what, since when.

    `doing` names the work in Chinese: whatever must not happen during a load takes the lock, too.
    """
    private.folder(folder)
    try:
        with FileLock(folder / "build.lock", timeout=0):
            sweep(folder)
            try:
                _note(folder, now, doing)
                yield
            finally:
                (folder / _NOTE).unlink(missing_ok=True)
                sweep(folder)
    except Timeout:
        holder = _holder(folder)
        raise UserError(
            f"另一项{holder.get('doing', '载入')}正在进行"
            f"（进程 {holder.get('pid', '未知')}，自 {holder.get('since', '未知')}）。",
            "等它结束后再试；现有数据照常可看。",
        ) from None


def sweep(folder: Path) -> None:
    """Remove what was not finished: by a build that was killed, or by this one. Only under the lock."""
    for orphan in [*folder.glob(".build-*"), *folder.glob(".current-*")]:
        orphan.unlink(missing_ok=True)
    for seal in folder.glob("*.sha256"):
        if not seal.with_suffix(".duckdb").exists():
            seal.unlink(missing_ok=True)


def _note(folder: Path, now: datetime, doing: str) -> None:
    """Write who is at work, whole or not at all: another process may read it at any moment."""
    since = now.astimezone(BEIJING) if now.tzinfo else now
    holder = {"pid": os.getpid(), "since": f"{since:%Y-%m-%d %H:%M:%S}", "doing": doing}
    draft = folder / f"{_DRAFT}-{os.getpid()}"
    private.write(draft, json.dumps(holder, ensure_ascii=False).encode())
    draft.replace(folder / _NOTE)


def _holder(folder: Path) -> dict[str, str]:
    """Read who is at work; whoever has just begun may not have written it yet."""
    end = time.monotonic() + _SECONDS_FOR_A_NOTE
    while True:
        with contextlib.suppress(OSError, ValueError):
            holder: dict[str, str] = json.loads((folder / _NOTE).read_text("utf-8"))
            if _is_alive(int(holder["pid"])):
                return holder
        if time.monotonic() > end:
            return {}
        time.sleep(_LOOKS_EVERY)


def _is_alive(pid: int) -> bool:
    if os.name != "posix":
        return True  # asking would end the process there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another account's
        return True
    return True
