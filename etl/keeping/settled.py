"""Which files of a folder are finished: those that someone is still writing wait for the next time."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from etl.reading.landing import files_in

QUIET_SECONDS, PAUSE_SECONDS = 30.0, 2.0
UNFINISHED = {".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", ".!ut"}


def settled(
    paths: Iterable[Path],
    now: float,
    pause: Callable[[float], None] = time.sleep,
) -> tuple[list[Path], list[Path]]:
    """Divide the files into finished ones and ones still being written. `now` in seconds since 1970.

    Being written: changed in the last half minute, changing while we look, open in an office program
    (which lays a lock file beside it), or under the name of an unfinished transfer.
    """
    looked = {path: _look(path) for path in files_in(paths)}
    candidates = [
        path for path in looked if not _is_fresh(looked[path], now) and not _is_open(path)
    ]
    if candidates:
        pause(PAUSE_SECONDS)
    done = [path for path in candidates if _look(path) == looked[path] != ()]
    return done, [path for path in looked if path not in done]


def _look(path: Path) -> Sequence[int]:
    """Size, time of the last change of content, and of name or rights (on Windows: of creation)."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _is_fresh(look: Sequence[int], now: float) -> bool:
    """A time far in the future is a wrong clock, not a fresh file."""
    return any(abs(now - nanoseconds / 1e9) < QUIET_SECONDS for nanoseconds in look[1:])


def _is_open(path: Path) -> bool:
    name = path.name
    locks = (f"~${name}", f"~${name[2:]}", f".~lock.{name}#", f".~{name}")
    return path.suffix.lower() in UNFINISHED or any((path.parent / lock).exists() for lock in locks)
