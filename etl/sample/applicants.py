"""Who applies: new people, people of an earlier season, and where they work."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from etl.sample.land import County, county_of, draw_outside_unit, draw_unit
from etl.sample.model import Application, Person, Quota, Unit
from etl.sample.people import Crowd
from etl.sample.timetable import Timetable, moment

_SPECIALTIES = {
    "KG": ("学前教育",),
    "SCH": ("小学语文", "小学数学", "初中物理", "初中英语", "道德与法治", "体育与健康"),
    "MED": ("全科医学", "护理学", "中医学", "公共卫生", "维吾尔医学"),
    "AGR": ("农艺", "畜牧", "兽医", "植物保护"),
}
_TITLES = {
    "KG": ("一级教师", "高级教师", "正高级教师"),
    "SCH": ("一级教师", "高级教师", "正高级教师"),
    "MED": ("主治(主管)医师", "副主任医师", "主任医师"),
    "AGR": ("农艺师(兽医师)", "高级农艺师", "正高级农艺师"),
}


@dataclass
class Memory:
    """What one season leaves to the next: who failed, who is blacklisted since when."""

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
        return self._rng.choices((-1, 0, 1), (3, 5, 4) if quota.allocated > 4 else (1, 8, 1))[0]

    def new(self, county: County, series: str, *, person: Person | None = None) -> Application:
        """Make an application of someone new (or of the person named) within scope, mostly."""
        rng = self._rng
        outside = rng.random() < 0.012
        unit = (draw_outside_unit if outside else draw_unit)(rng, county, series)
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
            rng.choice(_SPECIALTIES[series]),
            current,
            held,
            target,
            "正高级" if full else "副高级",
            years,
            self._hour(),
        )

    def _hour(self) -> datetime:
        """Draw the first submission; about one in a hundred is late."""
        late = self._rng.random() < 0.012
        if not late:
            return self._timetable.first_submission(self._rng)
        after = self._timetable.applications_end + timedelta(days=self._rng.randint(1, 2))
        return moment(self._rng, after)
