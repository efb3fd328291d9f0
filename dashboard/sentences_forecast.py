"""Sentences about the days ahead: what each working day must bring, and how far the past can tell."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.words import mark, say
from etl.forecast.backtest import MOMENTS, Coverage
from etl.forecast.predict import Forecast
from etl.forecast.words import REASONS

PERSONS, FILES = mark("人"), mark("件")
UNITS = {"applications": PERSONS, "online_review": FILES, "paper": FILES, "year_end": FILES}


def title(each: Forecast) -> str:
    """Say what is left to do, in how much time, and what the last days brought."""
    unit, what = say(UNITS[each.milestone_id]), say(each.title)
    if each.why == "not_reported":
        return say("{title}：还没有报来数据", title=what)
    if not each.remaining:
        return say("{title}已达到应完成的 {n} {unit}", title=what, n=each.due, unit=unit)
    told = say("{title}还差 {n} {unit}", title=what, n=each.remaining, unit=unit)
    if each.needed_per_day is None:
        return formats.comma([told, say("截止前已没有工作日")])
    need = formats.tenth(each.needed_per_day)
    told = formats.comma([told, say("每个工作日需 {n} {unit}", n=need, unit=unit)])
    if not each.recent:
        return told
    seen = say("{days}每日 {pace} {unit}", days=recent_days(each), pace=pace(each), unit=unit)
    return formats.semicolon([told, seen])


def recent_days(each: Forecast) -> str:
    """Name the days that the pace was seen on."""
    days = each.recent.days if each.recent else 0
    return say("近 {n} 个工作日", n=days) if days > 1 else say("这 1 个工作日")


def pace(each: Forecast) -> str:
    """The least and the most of the last working days; one number where they are the same."""
    if not each.recent:
        return formats.NOTHING
    return _range(each.recent.least, each.recent.most)


def _range(low: int, high: int) -> str:
    if low == high:
        return formats.number(low)
    return say("{first} 至 {last}", first=low, last=high)


def expected(each: Forecast) -> str:
    """The band, or in a word what it lacks."""
    if each.band is None:
        return say(REASONS[each.why])
    return _range(each.band.low, each.band.high)


NEED = mark(
    "每日需是还差的数除以截止前剩下的工作日；"
    "近几日是窗口内最近 5 个工作日里一日最少和最多的，休息日到的算进下一个工作日。"
)


def caption(past: Sequence[Coverage], each: Forecast) -> str:
    """Say what the band rests on and how often such bands held; without one, why there is none."""
    if each.why == "too_few_seasons":
        lacking = say("{reason}，所以不推算截止时的数", reason=say(REASONS[each.why]))
        return formats.sentences([say(NEED), formats.sentence(lacking)])
    if not each.band:
        return say(NEED)
    rests = say(
        "推算按往年各县市走到同样进度时已完成的占比（{seasons} 个年度，"
        "{counties} 个县市年度），给出有八成把握的区间。",
        seasons=each.pooled_seasons,
        counties=each.pooled_counties,
    )
    return formats.sentences([say(NEED), rests, hits(past, each)])


def hits(past: Sequence[Coverage], each: Forecast) -> str:
    """Tell the test on past seasons at the moment nearest to now, with its n."""
    row = tested(past, each)
    if row is None:
        return say("往年还不够回测。")
    return say(
        "往年回测：窗口走过约 {moment}% 时，{n} 次里有 {k} 次落在区间内"
        "（{seasons} 个年度，同一年度的县市不是各自独立的观察）。",
        moment=row.moment,
        n=row.n,
        k=row.covered,
        seasons=row.seasons,
    )


def tested(past: Sequence[Coverage], each: Forecast) -> Coverage | None:
    """Take the moment of the test that is nearest to what has passed of the window."""
    rows = {
        row.moment: row
        for row in past
        if row.milestone_id == each.milestone_id and row.moment and not row.is_whole
    }
    passed = each.elapsed * 100
    known = [moment for moment in MOMENTS if moment in rows]
    nearest = min(known, key=lambda moment: abs(moment * each.total - passed), default=0)
    return rows.get(nearest)


HITS = mark("往年回测")
HITS_CAPTION = mark(
    "每次留出一个年度，用其余年度推算它，看截止时的数落在八成区间内几次。"
    "损失以件计，越小越准；右边是按平均速度推算的损失。"
)
DRAWN_CAPTION = mark("截止日上的粗竖条是推算的区间，白点是其中位。")
