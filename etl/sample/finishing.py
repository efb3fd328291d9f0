"""What follows review: notices, paper files, votes, notices of results, appointments."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from etl.sample.habits import Habit
from etl.sample.land import series_names
from etl.sample.model import (
    APPLICANT,
    COUNTY_NOTICE,
    RESULT_NOTICE,
    UNIT,
    UNIT_NOTICE,
    WITHDRAWN,
    Application,
    Appointment,
    Panel,
    Paper,
    Publicity,
    Unit,
)
from etl.sample.timetable import Timetable

_UNIT_PLACES = ("单位政务公开栏", "单位公告栏及工作群", "会议室门口公示栏")
_COUNTY_PLACES = ("县人社局门户网站", "县政府网站公示专栏", "主管部门公开栏")
_MISSING_PAPERS = ("缺单位公示证明", "缺聘用合同复印件", "评审表未盖章", "缺近三年年度考核表")


def publish(application: Application, habit: Habit, timetable: Timetable, rng: Random) -> None:
    """Put up the unit's notice around the submission and the county's after its recommendation."""
    sent = application.first(UNIT)
    if sent and rng.random() >= habit.notice_missing:
        before = timetable.applications_open
        early = timetable.working_days(before, application.first_submitted_at.date())[-4:]
        start = rng.choice(early) if early else timetable.plus(before, 0)
        application.publicity.append(
            _notice(UNIT_NOTICE, start, rng.choice(_UNIT_PLACES), habit, timetable, rng)
        )
    recommended = application.recommended_at
    if recommended and rng.random() >= habit.notice_missing:
        wait = rng.choices(range(len(habit.notice_waits)), habit.notice_waits)[0]
        start = timetable.plus(recommended.date(), wait)
        application.publicity.append(
            _notice(COUNTY_NOTICE, start, rng.choice(_COUNTY_PLACES), habit, timetable, rng)
        )


def _notice(
    level: str, start: date, place: str, habit: Habit, timetable: Timetable, rng: Random
) -> Publicity:
    if rng.random() < habit.notice_short:
        length = rng.choice((3, 4, 4))
    else:
        length = rng.choices((5, 6, 7, 8), (12, 58, 24, 6))[0]
    notice = Publicity(level, start, timetable.full(start, length), place)
    if rng.random() < 0.012:
        notice.objection, notice.finding = "有", "不属实"
    return notice


@dataclass(frozen=True)
class Delivery:
    """When a unit brings its files: all its people's on one trip, so whole units are late together."""

    is_late: bool
    is_borderline: bool
    share: float
    days_late: int


def draw_delivery(habit: Habit, rng: Random) -> Delivery:
    """Draw a unit's trip."""
    late = rng.random() < habit.unit_late
    return Delivery(late, rng.random() < 0.04, rng.random(), rng.randint(1, 5))


class Finishing:
    """Takes accepted applications through paper, vote, notice of result and appointment."""

    def __init__(self, habits: dict[str, Habit], timetable: Timetable, rng: Random) -> None:
        self._habits = habits
        self._timetable = timetable
        self._rng = rng
        self._deliveries: dict[Unit, Delivery] = {}
        self._votes = {
            series: (rng.choice(timetable.panel_days), rng.choice((11, 13, 15, 17)))
            for series in series_names()
        }

    def finish(self, application: Application) -> None:
        """Write what the application lives to see."""
        ended = application.first(APPLICANT, WITHDRAWN)
        if not application.accepted_at or ended or application.sanctions:
            return
        self._hand_over(application)
        if application.paper:
            self._vote(application)

    def _hand_over(self, application: Application) -> None:
        rng, habit = self._rng, self._habits[application.county]
        received = self._received_on(application)
        if received is None:
            return
        application.paper = Paper(received, "是", "无", None, "州职改办收件窗口")
        if rng.random() < habit.paper_defect:
            cured = rng.random() < 0.8
            later = self._timetable.plus(received, rng.randint(1, 4)) if cured else None
            answer = "是" if cured and rng.random() < 0.4 else "否"
            missing = rng.choice(_MISSING_PAPERS)
            application.paper = Paper(received, answer, missing, later, "州职改办收件窗口")

    def _received_on(self, application: Application) -> date | None:
        table, rng = self._timetable, self._rng
        accepted = application.accepted_at
        if accepted is None or rng.random() < 0.006:
            return None
        unit = application.unit
        if unit not in self._deliveries:
            self._deliveries[unit] = draw_delivery(self._habits[application.county], rng)
        delivery = self._deliveries[unit]
        earliest = max(table.plus(accepted.date(), 1), table.plus(table.paper_opens, 0))
        if delivery.is_late:
            return max(
                earliest, table.plus(table.paper_closes + timedelta(days=1), delivery.days_late)
            )
        if delivery.is_borderline:
            return max(earliest, table.paper_closes)
        shown = max((notice.ends_on for notice in application.publicity), default=earliest)
        if rng.random() < self._habits[application.county].hasty:
            shown = earliest
        span = table.working_days(max(earliest, table.plus(shown, 1)), table.paper_ends)
        span = span or table.working_days(earliest, table.paper_ends)[-1:]
        return span[int(delivery.share * len(span))] if span else earliest

    def _vote(self, application: Application) -> None:
        rng, table, paper = self._rng, self._timetable, application.paper
        voted_on, present = self._votes[application.series]
        uncured = paper and "否" in paper.complete and not paper.completed_on
        if not paper or paper.received_on >= voted_on or (uncured and rng.random() < 0.5):
            return
        name = f"自治州基层{series_names()[application.series]}高级评审委员会"
        needed = -(-present * 2 // 3)
        passed = rng.random() < 0.88
        votes = rng.randint(needed, present) if passed else rng.randint(2, needed - 1)
        cause = "无"
        if not passed:
            cause = rng.choices(("票数不足", "不符合评审条件", "材料虚假", "其他"), (80, 8, 2, 10))[
                0
            ]
        outcome = "通过" if passed else "未通过"
        confirmed = table.last_working_day if passed else None
        application.panel = Panel(name, voted_on, present, votes, outcome, cause, confirmed)
        if passed:
            self._announce(application)

    def _announce(self, application: Application) -> None:
        """Put the result up after the last vote; a few are appointed in December, most in spring."""
        rng, table = self._rng, self._timetable
        start = table.plus(max(table.panel_days), 1)
        length = 5 if rng.random() < 0.06 else 6
        application.publicity.append(
            Publicity(RESULT_NOTICE, start, table.full(start, length), "州人社局门户网站")
        )
        draw = rng.random()
        post = f"{application.level}专业技术岗位"
        if draw < 0.35:
            application.appointment = Appointment(post, table.last_working_day)
        elif draw < 0.85:
            spring = date(table.season + 1, 2, 20) + timedelta(days=rng.randrange(30))
            application.appointment = Appointment(post, table.plus(spring, 0))
