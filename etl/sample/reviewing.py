"""Unit, county and prefecture review a submission in turn; what is returned may come again, thrice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from etl.sample.habits import Habit
from etl.sample.model import (
    APPLICANT,
    COUNTY,
    PASSED,
    PREFECTURE,
    REFUSED,
    RETURNED,
    UNIT,
    WITHDRAWN,
    Application,
    Review,
)
from etl.sample.timetable import Timetable

LIMIT = 3

MATERIAL = {
    "材料缺漏": "缺继续教育学时证明",
    "材料不清晰": "聘书扫描件倾斜、印章看不清",
    "填报错误": "参加工作时间填成了聘任时间",
    "填报与材料不一致": "填报的课时数与教务处证明不一致",
    "一证多传": "同一张获奖证书传了三处",
    "错传栏目": "年度考核表传到了论文栏",
    "栏目留空": "“破格条件”一栏没有填写“无”",
    "表述含糊": "业绩写“多次参加”,没有次数和时间",
}
_MATERIAL_WEIGHTS = (26, 16, 12, 14, 8, 9, 9, 6)
NOT_MATERIAL_PROBLEMS = {
    "不符合申报条件": "现任职称聘任年限不足五年",
    "超出申报范围": "工作单位不在定向评价范围内",
    "其他": "平台账号信息需要本人重新认领",
}
_STAFF = {UNIT: "经办人", COUNTY: "审核岗", PREFECTURE: "形审岗"}


@dataclass(frozen=True)
class Desk:
    """Who reviews an application: its county's habits in its season."""

    habit: Habit
    county_short: str
    timetable: Timetable


def review(application: Application, desk: Desk, rng: Random) -> None:
    """Write the application's reviews, from the first submission until the case rests."""
    submitted, number, counted = application.first_submitted_at, 1, 0
    while submitted.date() <= desk.timetable.paper_ends - timedelta(days=4):
        last = _submission(application, number, submitted, desk, rng)
        if last.outcome != RETURNED:
            return
        counted += last.is_counted_return
        if counted == LIMIT or number > LIMIT:
            return
        if rng.random() < 0.06:
            _give_up(application, last, desk, rng)
            return
        submitted = desk.timetable.work_moment(
            rng, last.reviewed_at, rng.choices((0, 1, 2), (5, 4, 1))[0]
        )
        number += 1


def _submission(
    application: Application, number: int, submitted: datetime, desk: Desk, rng: Random
) -> Review:
    at = submitted
    for level in (UNIT, COUNTY, PREFECTURE):
        at = desk.timetable.work_moment(rng, at, _wait(level, number, desk.habit, rng))
        outcome = _outcome(level, number, desk.habit, rng)
        last = decide(number, submitted, level, outcome, at, desk, rng)
        application.reviews.append(last)
        if outcome != PASSED:
            break
    return last


def _wait(level: str, number: int, habit: Habit, rng: Random) -> int:
    if level == UNIT:
        return rng.choices((0, 1), (8, 2))[0]
    pace = habit.county_pace if level == COUNTY and number == 1 else (5, 4, 1)
    return rng.choices(range(len(pace)), pace)[0]


def _outcome(level: str, number: int, habit: Habit, rng: Random) -> str:
    returned, refused = {
        UNIT: (habit.unit_return, 0.002),
        COUNTY: (habit.county_return, habit.county_refusal),
        PREFECTURE: (habit.prefecture_return, habit.prefecture_refusal),
    }[level]
    if number > 1:
        returned *= 0.75
    draw = rng.random()
    if draw < refused:
        return REFUSED
    return RETURNED if draw < refused + returned else PASSED


def decide(
    number: int,
    submitted: datetime,
    level: str,
    outcome: str,
    at: datetime,
    desk: Desk,
    rng: Random,
) -> Review:
    """Write one decision with signer, reason and problem, each of them missing now and then."""
    decision = Review(number, submitted, level, outcome, at, _signer(level, desk, rng))
    if outcome == PASSED:
        return decision
    material = outcome == RETURNED and rng.random() >= desk.habit.not_material
    if material:
        decision.reason = rng.choices(list(MATERIAL), _MATERIAL_WEIGHTS)[0]
        decision.problem = MATERIAL[decision.reason]
    else:
        weights = (6, 2, 0) if outcome == REFUSED else (5, 1, 4)
        decision.reason = rng.choices(list(NOT_MATERIAL_PROBLEMS), weights)[0]
        decision.problem = NOT_MATERIAL_PROBLEMS[decision.reason]
    if outcome == RETURNED and level != PREFECTURE and rng.random() < desk.habit.unexplained:
        decision.problem = rng.choice((None, "无"))
    return decision


def _signer(level: str, desk: Desk, rng: Random) -> str | None:
    if level != PREFECTURE and rng.random() < desk.habit.unsigned:
        return rng.choice((None, "无"))
    office = "州职改办" if level == PREFECTURE else desk.county_short
    return f"{office}{_STAFF[level]}{rng.choice('甲乙丙丁')}"


def _give_up(application: Application, last: Review, desk: Desk, rng: Random) -> None:
    """Withdraw after a return, or leave it lying until the year ends."""
    if rng.random() < 0.5:
        at = desk.timetable.work_moment(rng, last.reviewed_at, 1)
        withdraw(application, last, at)


def withdraw(application: Application, last: Review, at: datetime) -> None:
    """Write the applicant's 撤回 and end the case."""
    application.stop_after(at)
    application.reviews.append(
        Review(last.submission_no, last.submitted_at, APPLICANT, WITHDRAWN, at, signer="本人")
    )
