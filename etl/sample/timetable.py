"""The season's windows, and moments at which offices work."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from etl.calendar_days import ONE_DAY, WorkingDays, days, working_days
from etl.seasons import Season, load_season

_OPENS, _CLOSES = 10, 20


@dataclass(frozen=True)
class Timetable:
    """One season's rules with its working days. Only the simulation asks it."""

    rules: Season
    calendar: WorkingDays

    @property
    def season(self) -> int:
        return self.rules.year

    @property
    def applications_open(self) -> date:
        return self.rules.windows.applications.starts_on

    @property
    def applications_end(self) -> date:
        return self.rules.windows.applications.ends_on

    @property
    def reviews_end(self) -> date:
        return self.rules.windows.online_review.ends_on

    @property
    def paper_opens(self) -> date:
        return self.rules.windows.paper.starts_on

    @property
    def paper_ends(self) -> date:
        return self.rules.windows.paper.ends_on

    @property
    def paper_closes(self) -> date:
        """Be lenient with a rest day: the first working day after it is borderline, not late."""
        return self.calendar.first_workday_on_or_after(self.paper_ends)

    @property
    def year_end(self) -> date:
        return self.rules.year_end.on

    @property
    def panel_days(self) -> list[date]:
        """The working days between the hand-over of paper and the notice of results."""
        first, last = self.paper_ends + timedelta(days=4), self.year_end - timedelta(days=12)
        return self.working_days(first, last)

    @property
    def last_working_day(self) -> date:
        """Confirmations and early appointments are signed on it."""
        return self.calendar.last_workday_on_or_before(self.year_end)

    def working_days(self, first: date, last: date) -> list[date]:
        """List the working days from first to last."""
        return self.calendar.working_days(first, last)

    def plus(self, day: date, number: int) -> date:
        """Go so many working days on; none: the day itself, or the first working day after it."""
        day = self.calendar.first_workday_on_or_after(day)
        for _ in range(number):
            day = self.calendar.first_workday_after(day)
        return day

    def full(self, start: date, number: int) -> date:
        """Find the day on which a publicity that counts its first day is `number` working days long."""
        return self.calendar.completed_on(start, number)

    def first_submission(self, rng: Random) -> datetime:
        """Draw an applicant's hour; the last days are the fullest, weekends thin."""
        span = list(days(self.applications_open, self.applications_end))
        weights = [
            (6 + 2 * place) * (1 if self.calendar.is_workday(day) else 0.2)
            for place, day in enumerate(span)
        ]
        return moment(rng, rng.choices(span, weights=weights)[0])

    def work_moment(self, rng: Random, after: datetime, number: int) -> datetime:
        """Draw an office moment `number` working days after another one, never before it."""
        day = self.plus(after.date(), number)
        if day > after.date():
            return moment(rng, day)
        evening = datetime.combine(day, time(23, 30))
        left = int((evening - after).total_seconds() // 60)
        if left < 20:
            return moment(rng, self.plus(day + ONE_DAY, 0))
        return after + timedelta(minutes=rng.randint(10, min(left, 240)))


def timetable(season: int) -> Timetable:
    """Take the season's windows from its rules."""
    return Timetable(load_season(season), working_days())


def moment(rng: Random, day: date) -> datetime:
    """Draw a minute of a day's office hours (Xinjiang hours, Beijing time)."""
    return datetime.combine(day, time(rng.randrange(_OPENS, _CLOSES), rng.randrange(60)))
