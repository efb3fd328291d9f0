"""Who applies: new people, people of an earlier season, and where they work."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from etl.sample.land import County, county_of, draw_outside_unit, draw_unit
from etl.sample.model import Application, Person, Quota, Unit
from etl.sample.people import Crowd
from etl.sample.timetable import Timetable, moment

# By the first of these words that the unit's name holds.
_SPECIALTIES = {
    "幼儿园": ("学前教育",),
    "中学": ("初中物理", "初中英语", "初中数学", "道德与法治"),
    "学": ("小学语文", "小学数学", "体育与健康", "科学"),
    "卫生室": ("全科医学", "中医学"),
    "畜牧": ("畜牧", "兽医"),
    "农": ("农艺", "植物保护"),
    "": ("全科医学", "护理学", "中医学", "公共卫生", "维吾尔医学"),
}
_TITLES = {
    "KG": ("一级教师", "高级教师", "正高级教师"),
    "SCH": ("一级教师", "高级教师", "正高级教师"),
    "MED": ("主治(主管)医师", "副主任医师", "主任医师"),
    "AGR": ("农艺师(兽医师)", "高级农艺师", "正高级农艺师"),
}


@dataclass
class Memory:
    """What seasons leave to the next: who failed in the last, who is blacklisted since when."""

    seasons: list[int] = field(default_factory=list)
    failed: list[Application] = field(default_factory=list)
    blacklisted: list[tuple[Application, date]] = field(default_factory=list)


class Applicants:
    """Makes a season's applications; numbers run by county in the order in which they are made."""

    def __init__(self, timetable: Timetable, crowd: Crowd, rng: Random) -> None:
        self._timetable = timetable
        self._crowd = crowd
        self._rng = rng
        self._last: dict[str, int] = {}

    def first_round(self, quotas: list[Quota], memory: Memory) -> list[Application]:
        """Fill every cell of the first document about to its places, here and there beyond."""
        made = []
        cells = [quota for quota in quotas if quota.nature == "下达"]
        crowded = self._rng.sample(cells, 2) if sum(q.allocated for q in cells) > 100 else []
        for quota in cells:
            county = county_of(quota.county)
            number = max(0, quota.allocated + self._surplus(quota)) + 2 * (quota in crowded)
            again = [
                a for a in memory.failed if (a.county, a.series) == (quota.county, quota.series)
            ]
            back = [a for a in again if self._rng.random() < 0.4][:number]
            made += [self.again(application) for application in back]
            made += [self.new(county, quota.series) for _ in range(number - len(back))]
        return made

    def _surplus(self, quota: Quota) -> int:
        return self._rng.choices((-1, 0, 1), (5, 6, 1) if quota.allocated > 4 else (2, 10, 0))[0]

    def new(self, county: County, series: str, *, person: Person | None = None) -> Application:
        """Make an application of someone new (or of the person named) within scope."""
        unit = draw_unit(self._rng, county, series)
        person = person or self._crowd.person(self._timetable.season, county.nations)
        return self._application(county.code, series, unit, person)

    def rare(self, county: County, series: str) -> Application:
        """Make the application of the person whose name needs GB18030."""
        return self.new(county, series, person=self._crowd.rare(self._timetable.season))

    def namesake(self, of: Application) -> Application:
        """Make the application of another person of the same name, unit and series."""
        person = self._crowd.namesake(of.person, of.season)
        return self._application(of.county, of.series, of.unit, person)

    def again(self, earlier: Application) -> Application:
        """Let the person of an earlier season apply anew from the same unit."""
        return self._application(earlier.county, earlier.series, earlier.unit, earlier.person)

    def replacement(self, lost: Application, on: date) -> Application:
        """Send up someone else of the cell for a lost place."""
        county = county_of(lost.county)
        made = self.new(county, lost.series)
        made.replacement_for = lost.application_no
        made.first_submitted_at = moment(self._rng, on)
        return made

    def move_outside(self, application: Application) -> None:
        """Let it come from a unit outside the scope: a breach of clause 一."""
        county = county_of(application.county)
        application.unit = draw_outside_unit(self._rng, county, application.series)

    def delay(self, application: Application) -> None:
        """Let it be submitted on one of the two days after the window."""
        after = self._timetable.applications_end + timedelta(days=self._rng.randint(1, 2))
        application.first_submitted_at = moment(self._rng, after)

    def _application(self, county: str, series: str, unit: Unit, person: Person) -> Application:
        rng, season = self._rng, self._timetable.season
        self._last[county] = self._last.get(county, 0) + 1
        full = rng.random() < 0.07
        current, target = _TITLES[series][1:] if full else _TITLES[series][:2]
        years = rng.randint(10, 30)
        held = date(season - rng.randint(5, min(years, 15)), 1, 1) + timedelta(
            days=rng.randrange(350)
        )
        return Application(
            f"{season}{county[-2:]}{self._last[county]:05d}",
            season,
            county,
            series,
            unit,
            person,
            rng.choice(next(names for word, names in _SPECIALTIES.items() if word in unit.name)),
            current,
            held,
            target,
            "正高级" if full else "副高级",
            years,
            self._timetable.first_submission(rng),
        )
