"""Which weeks of a season each county reported, kind by kind; weeks begin on Monday.

A report stands for its week by its report date. Counties report anew each time what they reported
before, so a later report makes up for a week left out. Sheets without rows are not to be sent: weeks
before the first review or publicity are therefore nobody's fault.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import formats
from dashboard.timeliness import COUNTY_KINDS, monday
from dashboard.words import mark, say

WEEK = timedelta(days=7)
ON_TIME, LATE, DUE, UNSENT, NOTHING_YET, AHEAD = "on", "late", "due", "unsent", "nothing", "ahead"
STATES = {
    ON_TIME: mark("按时"),
    LATE: mark("迟报"),
    DUE: mark("本周未报"),
    UNSENT: mark("未报"),
    NOTHING_YET: mark("尚无"),
    AHEAD: mark("未到"),
}
TOLD = (LATE, DUE, UNSENT)  # what a cell says in words beside its marks
SHORT = {"roster": mark("花名册"), "reviews": mark("审核"), "publicity": mark("公示")}

Days = Mapping[str, Mapping[str, Sequence[date]]]


@dataclass(frozen=True)
class Week:
    """A county's week: the state of each kind, in the order of COUNTY_KINDS."""

    monday: date
    states: tuple[str, ...]

    @property
    def told(self) -> list[tuple[str, str]]:
        """Each state that is not in order, with the kinds in it."""
        return [
            (state, formats.listed([say(SHORT[kind]) for kind in self._in(state)]))
            for state in TOLD
            if state in self.states
        ]

    def _in(self, state: str) -> list[str]:
        return [kind for kind, its in zip(COUNTY_KINDS, self.states, strict=True) if its == state]


def mondays(first_day: date, year_end: date) -> list[date]:
    """Every week of a season, from the one its first window opens in."""
    first, last = monday(first_day), monday(year_end)
    return [first + n * WEEK for n in range((last - first).days // WEEK.days + 1)]


def weeks(days: Days, county: str, first_day: date, year_end: date, day: date) -> list[Week]:
    """A county's weeks as of a day."""
    mine = days.get(county, {})
    return [
        Week(
            each,
            tuple(
                state(kind, mine.get(kind, ()), max(each, first_day), each + WEEK, day)
                for kind in COUNTY_KINDS
            ),
        )
        for each in mondays(first_day, year_end)
    ]


def state(kind: str, days: Sequence[date], starts: date, ends: date, day: date) -> str:
    """The state of one kind in the week from `starts` to the day before `ends`, as of a day."""
    known = [each for each in days if each <= day]
    if starts > day:
        return AHEAD
    if any(starts <= each < ends for each in known):
        return ON_TIME
    if any(each >= ends for each in known):
        is_first = not any(each < starts for each in known)
        return NOTHING_YET if is_first and kind != "roster" else LATE
    return DUE if day < ends else UNSENT


def is_in_order(shown: Sequence[Week]) -> bool:
    """Tell whether no week so far is late or missing."""
    return not any(week.told for week in shown)
