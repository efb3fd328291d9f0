"""What an examination says: one line a matter, its state, and what to do."""

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.paths import ROOT, DataFolder


class State(enum.IntEnum):
    """The number is the exit code that the gravest line gives."""

    FINE = 0
    REMINDER = 1
    PROBLEM = 2

    @property
    def shown(self) -> str:
        return ("正常", "提醒", "问题")[self]


@dataclass(frozen=True)
class Line:
    """One matter: what was found, and what to do about it (nothing, where it is fine)."""

    matter: str
    state: State
    found: str
    cure: str = ""


@dataclass(frozen=True)
class Asked:
    """What is examined: a data folder at a moment, the program's own folder, where backups lie (if told)."""

    data: DataFolder
    now: datetime
    backups: Path | None = None
    program: Path = ROOT


Check = Callable[[Asked], Iterator[Line]]


def fine(matter: str, found: str) -> Line:
    return Line(matter, State.FINE, found)


def reminder(matter: str, found: str, cure: str) -> Line:
    return Line(matter, State.REMINDER, found, cure)


def problem(matter: str, found: str, cure: str) -> Line:
    return Line(matter, State.PROBLEM, found, cure)


def megabytes(size: float) -> str:
    return f"{size / 2**20:,.0f} MB"
