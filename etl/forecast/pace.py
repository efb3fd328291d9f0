"""Arithmetic that is always right: what each day must bring, and what the last days brought."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from etl.calendar_days import ONE_DAY
from etl.forecast.window import Steps, Window

RECENT_DAYS = 5


@dataclass(frozen=True)
class Recent:
    """The least and the most that one of the last working days of the window brought."""

    days: int
    least: int
    most: int


def recent(steps: Steps, window: Window, day: date) -> Recent | None:
    """Look at the last five working days of the window; what came on rest days counts to the next one."""
    passed = [each for each in window.workdays if each <= day]
    if not passed:
        return None
    ends = [window.starts_on - ONE_DAY, *passed][-RECENT_DAYS - 1 :]
    brought = [steps.at(now) - steps.at(before) for before, now in pairwise(ends)]
    return Recent(len(brought), min(brought), max(brought))
