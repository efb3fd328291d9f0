"""Titles taken back after they were given (clause 五(三))."""

from datetime import date, timedelta
from random import Random

from etl.sample.model import Application, Sanction, SeasonStory
from etl.sample.timetable import Timetable


def revoke(story: SeasonStory, timetable: Timetable, total: int, rng: Random) -> None:
    """Take back one title in December and, of someone appointed, one in the next spring."""
    passed = [a for a in story.applications if a.has_passed]
    posted = [
        a for a in passed if a.appointment and a.appointment.appointed_on <= timetable.year_end
    ]
    if len(posted) < 2 or total < 100:
        return
    early = rng.choice([a for a in passed if a not in posted])
    early.appointment = None
    _sanction(early, "论文代写", ("撤销资格",), timetable.last_working_day, rng)
    later = rng.choice(posted)
    on = timetable.plus(date(story.season + 1, 4, 10) + timedelta(days=rng.randrange(40)), 0)
    _sanction(later, "伪造获奖证书", ("撤销资格", "解聘", "列入黑名单"), on, rng)


def _sanction(a: Application, kind: str, measures: tuple[str, ...], on: date, rng: Random) -> None:
    document = f"巴职改处〔{a.season}〕{rng.randint(61, 99)}号"
    a.sanctions += [Sanction(kind, measure, on, document) for measure in measures]
