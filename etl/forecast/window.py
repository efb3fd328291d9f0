"""A window measured in working days, and a count followed along it."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from etl.calendar_days import ONE_DAY
from etl.forecast.band import past_share

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Window:
    """The first and the last day, both included, with the working days between them in order."""

    starts_on: date
    ends_on: date
    workdays: tuple[date, ...]

    @property
    def total(self) -> int:
        return len(self.workdays)

    def elapsed(self, day: date) -> int:
        """Count the working days through the end of a day."""
        return sum(each <= day for each in self.workdays)

    def left(self, day: date) -> int:
        """Count the working days after a day, the last one included."""
        return self.total - self.elapsed(day)


@dataclass(frozen=True)
class Steps:
    """A figure that keeps its value from each of its days until the next; 0 before the first."""

    days: Numbers
    values: Numbers

    def at(self, day: date) -> int:
        place = int(np.searchsorted(self.days, day.toordinal(), side="right"))
        return int(self.values[place - 1]) if place else 0


@dataclass(frozen=True)
class Path:
    """A past window: the count before its first working day and after each, and at its end."""

    counts: tuple[int, ...]
    final: int

    def share_at(self, elapsed: int, total: int) -> float:
        """Estimate the share that had come at the same working-day share of this window.

        Between two working days the count is taken to rise evenly.
        """
        place = elapsed * (len(self.counts) - 1) / total
        come = float(np.interp(place, np.arange(len(self.counts)), self.counts))
        return past_share(min(come, self.final), self.final)


def path(steps: Steps, window: Window) -> Path:
    """Follow a count along a window."""
    before = window.starts_on - ONE_DAY
    return Path(
        tuple(steps.at(day) for day in (before, *window.workdays)), steps.at(window.ends_on)
    )


NOTHING = Steps(np.array([], dtype=np.int64), np.array([], dtype=np.int64))


def added(parts: list[Steps]) -> Steps:
    """Add figures up, day by day."""
    days = np.concatenate([part.days for part in parts]) if parts else NOTHING.days
    rises = [np.diff(part.values, prepend=0) for part in parts]
    order = np.argsort(days, kind="stable")
    values = np.cumsum(np.concatenate(rises)[order]) if parts else NOTHING.values
    return Steps(days[order], values)
