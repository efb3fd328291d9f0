"""Logs of the program itself: one file a day, kept for more than half a year, without numbers of people.

The law (网络安全法) asks for six months. Files are kept by their number, not by their age: at most one is
begun a day, and a clock set wrong deletes nothing. Nothing is ever renamed, so that two processes may write
the same file.
"""

import contextlib
import logging
import os
import re
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from etl.paths import DataFolder
from etl.reading.masking import masked

KEPT_FILES = 200
MOST_BYTES = 20 * 2**20
BEIJING: tzinfo = ZoneInfo("Asia/Shanghai")
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_QUOTED = re.compile(r"'[^'\n]*[^\x00-\x7f][^'\n]*'|\"[^\"\n]*[^\x00-\x7f][^\"\n]*\"|“[^”\n]*”")


def unquoted(text: str) -> str:
    """Hide what a sentence quotes: it may be a name out of somebody's file."""
    return _QUOTED.sub("“…”", text)


class Plain(logging.Formatter):
    """Beijing time with its offset; no number of a person, no quoted value; one entry cannot pass for two."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802 as inherited
        return datetime.fromtimestamp(record.created, BEIJING).isoformat(timespec="seconds")

    def formatException(self, ei: object) -> str:  # noqa: N802 as inherited
        return unquoted(super().formatException(ei))  # type: ignore[arg-type]

    def format(self, record: logging.LogRecord) -> str:
        own = logging.makeLogRecord(record.__dict__)
        own.exc_text = None  # what another handler has made of the error is not for us
        text = masked(super().format(own))
        shown = "".join(char if char.isprintable() or char == "\n" else "�" for char in text)
        return shown.replace("\n", "\n    | ")


class DailyLog(logging.Handler):
    """Writes to `<name>-<day>.log`, readable by its owner only; a full day ends with a line that says so."""

    def __init__(self, folder: Path, name: str, most_bytes: int = MOST_BYTES) -> None:
        super().__init__()
        self._folder, self._name, self._most = folder, name, most_bytes
        self.setFormatter(Plain())

    def emit(self, record: logging.LogRecord) -> None:
        """Write one entry; where that fails, whoever logs goes on."""
        try:
            day = datetime.fromtimestamp(record.created, BEIJING)
            path = self._folder / f"{self._name}-{day:%Y-%m-%d}.log"
            if not path.exists():
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._thin()
            self._append(path, self.format(record))
        except OSError:
            self.handleError(record)

    def _append(self, path: Path, line: str) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(handle).st_size
            if size >= self._most:
                return
            content = f"{line}\n".encode()
            if size + len(content) >= self._most:
                content = f"今天的记录已满 {self._most} 字节，不再记。\n".encode().ljust(
                    self._most - size
                )
            os.write(handle, content)
        finally:
            os.close(handle)

    def _thin(self) -> None:
        """Leave room for the file that is about to be begun."""
        there = files(self._folder, self._name)
        for old in there[: max(0, len(there) - KEPT_FILES + 1)]:
            with contextlib.suppress(OSError):
                old.unlink()


def files(folder: Path, name: str) -> list[Path]:
    """List a log's files, oldest first."""
    return sorted(folder.glob(f"{name}-[0-9]*.log"))


def begin(data: DataFolder, name: str, logger: str) -> logging.Logger:
    """Send what `logger` and those below it tell to the log `name` of this data folder, and of no other."""
    log = logging.getLogger(logger)
    end(log)
    log.addHandler(DailyLog(data.logs, name))
    return log


def end(log: logging.Logger) -> None:
    """Write no more of it."""
    for handler in [each for each in log.handlers if isinstance(each, DailyLog)]:
        log.removeHandler(handler)
