"""Working-day clocks: how long a flag may stay in a state, and whose turn it is."""

from dataclasses import dataclass
from datetime import date

from etl.calendar_days import WorkingDays
from etl.lifecycle.states import COUNTY, OFFICE, State, Step
from etl.seasons.season import FlagLife

_NEXT: dict[State, tuple[Step, str, str]] = {
    State.HINTED: (Step.CHECK, OFFICE, "check_days"),
    State.CHECKED: (Step.NOTIFY, OFFICE, "notify_days"),
    State.NOTIFIED: (Step.EXPLAIN, COUNTY, "explain_days"),
    State.EXPLAINED: (Step.REVIEW, OFFICE, "review_days"),
    State.REVIEWED: (Step.CONFIRM, OFFICE, "decide_days"),
}


@dataclass(frozen=True)
class Clock:
    """The step awaited, whose it is, from which day (not counted) through which day (included)."""

    step: Step
    role: str
    since: date
    due: date

    def is_past(self, day: date) -> bool:
        """The due day itself is still in time."""
        return day > self.due


def clock(
    state: State | None, since: date, day: date, life: FlagLife, calendar: WorkingDays
) -> Clock | None:
    """Find the running clock on a day; none in a final state. A county's silence turns it to the office."""
    if state not in _NEXT:
        return None
    step, role, limit = _NEXT[state]
    running = Clock(step, role, since, due(since, getattr(life, limit), calendar))
    if state is State.NOTIFIED and running.is_past(day):
        since = running.due
        return Clock(Step.REVIEW, OFFICE, since, due(since, life.review_days, calendar))
    return running


def explain_until(notified_on: date, life: FlagLife, calendar: WorkingDays) -> date:
    """Give the last day on which the county may explain; later additions do not prolong it."""
    return due(notified_on, life.explain_days, calendar)


def due(since: date, number: int, calendar: WorkingDays) -> date:
    """Count working days after `since`; the day of the act itself is not counted."""
    return calendar.completed_on(since, number, start_counts=False)
