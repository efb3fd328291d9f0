"""A season laid on the working-day calendar: the days that the checks and the printing ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from etl.calendar_days import ONE_DAY, PROVISIONAL, SATURDAY, WorkingDays
from etl.seasons.season import Basis, Cited, Season
from etl.told import Told, mark, told

State = Literal["冲突", "注意", "可行"]
CONFLICT: State = "冲突"
MIND: State = "注意"
FITS: State = "可行"
WEEKDAYS = tuple(map(mark, ("周一", "周二", "周三", "周四", "周五", "周六", "周日")))


@dataclass(frozen=True)
class Step:
    """A window, or the whole season, with its length in both kinds of days."""

    title: str
    starts_on: date
    ends_on: date
    natural_days: int
    working_days: int
    last_workday: date
    clause: str
    basis: Basis


@dataclass(frozen=True)
class Finding:
    """冲突: not everybody can keep the dates; 注意: a trap in them; 可行: they fit."""

    check: str
    state: State
    clause: str
    basis: Basis
    sentence: str


@dataclass(frozen=True)
class LatestStart:
    """The last working day to start on, with the start day counted and not counted."""

    what: str
    by: date
    counted: date
    not_counted: date


@dataclass(frozen=True)
class Plan:
    """A season laid on the calendar: the days that checks and printing ask for."""

    season: Season
    calendar: WorkingDays

    @property
    def number(self) -> int:
        """Working days of one publicity."""
        return self.season.publicity_days.value

    @property
    def borderline_day(self) -> date:
        """The end of W3, or the first working day after it when it is a rest day."""
        return self.calendar.first_workday_on_or_after(self.season.windows.paper.ends_on)

    def steps(self) -> Iterator[Step]:
        season = self.season
        for window in season.windows.all:
            days = (window.starts_on, window.ends_on)
            yield self._step(window.title, *days, window.clause, window.basis)
        end = season.year_end
        yield self._step("全部办结", season.first_day, end.on, end.clause, end.basis)

    def _step(self, title: str, start: date, end: date, clause: str, basis: Basis) -> Step:
        working = self.calendar.working_days_between(start, end)
        last = self.calendar.last_workday_on_or_before(end)
        return Step(title, start, end, (end - start).days + 1, working, last, clause, basis)

    def latest_starts(self) -> Iterator[LatestStart]:
        applications, review, paper = self.season.windows.all
        levels = len(self.season.required_publicity.value)
        before_paper = paper.starts_on - ONE_DAY
        yield self._latest(told("公示一级，个人申报截止前满"), applications.ends_on)
        yield self._latest(told("公示一级，网上形式审核截止前满"), review.ends_on)
        yield self._latest(told("公示一级，纸质材料受理开始前满"), before_paper)
        yield self._latest(told("公示一级，纸质材料受理截止前满"), paper.ends_on)
        if levels > 1:
            what = told("公示 {n} 级首尾相接，纸质材料受理截止前满", n=levels)
            yield self._latest(what, paper.ends_on, levels)
        yield self._latest(told("结果公示，年底前满"), self.season.year_end.on)

    def _latest(self, what: str, by: date, levels: int = 1) -> LatestStart:
        counted = self.latest_start(by, levels, start_counts=True)
        return LatestStart(what, by, counted, self.latest_start(by, levels, start_counts=False))

    def latest_start(self, by: date, levels: int = 1, *, start_counts: bool) -> date:
        """Find the last working day to start on for consecutive publicities to be full by a day."""
        start = self.calendar.latest_start(by, self.number, start_counts=start_counts)
        for _ in range(levels - 1):
            start = self.calendar.latest_start(
                start - ONE_DAY, self.number, start_counts=start_counts
            )
        return start

    def full_on(self, start: date, levels: int = 1, *, start_counts: bool) -> date:
        """Find the day on which consecutive publicities are full; each starts on a working day."""
        start = self.calendar.first_workday_on_or_after(start)
        full = self.calendar.completed_on(start, self.number, start_counts=start_counts)
        for _ in range(levels - 1):
            following = self.calendar.first_workday_after(full)
            full = self.calendar.completed_on(following, self.number, start_counts=start_counts)
        return full

    def sources(self) -> tuple[str, ...]:
        """Name what the season's working days rest on."""
        rows = self.calendar.rows(self.season.first_day, self.season.year_end.on)
        return tuple(dict.fromkeys(source for _, _, _, source in rows))

    def is_provisional(self, first: date, last: date) -> bool:
        """Tell whether any of the days is computed by weekends only."""
        return any(source == PROVISIONAL for _, _, _, source in self.calendar.rows(first, last))


def finding(check: str, state: State, sentence: str, *values: Cited) -> Finding:
    """Cite the first value's clause; one local value among them makes the sentence local."""
    basis: Basis = "local" if any(value.basis == "local" for value in values) else "notice"
    return Finding(check, state, values[0].clause, basis, sentence)


def local_finding(check: str, state: State, sentence: str, value: Cited) -> Finding:
    """Cite a value's clause for what the notice leaves open."""
    return Finding(check, state, value.clause, "local", sentence)


def shown(day: date) -> Told:
    """Write a day as 11-25（周五）; the year is the season's."""
    return told("{day:%m-%d}（{weekday}）", day=day, weekday=weekday(day))


def weekday(day: date) -> Told:
    return told(WEEKDAYS[day.weekday()])


def rest(day: date) -> Told:
    """Say of a rest day that it is one, and which."""
    if day.weekday() >= SATURDAY:
        return told("休息日（{weekday}）", weekday=weekday(day))
    return told("休息日（{weekday}，放假）", weekday=weekday(day))
