"""Sentences about the days ahead: what each working day must bring, and how far the past can tell."""

from collections.abc import Sequence

from dashboard import formats
from etl.forecast.backtest import MOMENTS, Coverage
from etl.forecast.predict import Forecast
from etl.forecast.words import REASONS

UNITS = {"applications": "人", "online_review": "件", "paper": "件", "year_end": "件"}


def title(each: Forecast) -> str:
    """Say what is left to do, in how much time, and what the last days brought."""
    unit = UNITS[each.milestone_id]
    if each.why == "not_reported":
        return f"{each.title}：还没有报来数据"
    if not each.remaining:
        return f"{each.title}已达到应完成的 {each.due} {unit}"
    told = f"{each.title}还差 {each.remaining} {unit}"
    if each.needed_per_day is None:
        return f"{told}，截止前已没有工作日"
    told += f"，每个工作日需 {formats.tenth(each.needed_per_day)} {unit}"
    return f"{told}；{recent_days(each)}每日 {pace(each)} {unit}" if each.recent else told


def recent_days(each: Forecast) -> str:
    """Name the days that the pace was seen on."""
    days = each.recent.days if each.recent else 0
    return f"近 {days} 个工作日" if days > 1 else "这 1 个工作日"


def pace(each: Forecast) -> str:
    """The least and the most of the last working days; one number where they are the same."""
    if not each.recent:
        return formats.NOTHING
    least, most = each.recent.least, each.recent.most
    return formats.number(least) if least == most else f"{least} 至 {most}"


def expected(each: Forecast) -> str:
    """The band, or in a word what it lacks."""
    if each.band is None:
        return REASONS[each.why]
    low, high = each.band.low, each.band.high
    return formats.number(low) if low == high else f"{low} 至 {high}"


NEED = (
    "每日需是还差的数除以截止前剩下的工作日；"
    "近几日是窗口内最近 5 个工作日里一日最少和最多的，休息日到的算进下一个工作日。"
)


def caption(past: Sequence[Coverage], each: Forecast) -> str:
    """Say what the band rests on and how often such bands held; without one, why there is none."""
    if each.why == "too_few_seasons":
        return f"{NEED}{REASONS[each.why]}，所以不推算截止时的数。"
    if not each.band:
        return NEED
    rests = (
        f"推算按往年各县市走到同样进度时已完成的占比（{each.pooled_seasons} 个年度，"
        f"{each.pooled_counties} 个县市年度），给出有八成把握的区间。"
    )
    return f"{NEED}{rests}{hits(past, each)}"


def hits(past: Sequence[Coverage], each: Forecast) -> str:
    """Tell the test on past seasons at the moment nearest to now, with its n."""
    row = tested(past, each)
    if row is None:
        return "往年还不够回测。"
    return (
        f"往年回测：窗口走过约 {row.moment}% 时，{row.n} 次里有 {row.covered} 次落在区间内"
        f"（{row.seasons} 个年度，同一年度的县市不是各自独立的观察）。"
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


HITS = "往年回测"
HITS_CAPTION = (
    "每次留出一个年度，用其余年度推算它，看截止时的数落在八成区间内几次。"
    "损失以件计，越小越准；右边是按平均速度推算的损失。"
)
DRAWN_CAPTION = "截止日上的粗竖条是推算的区间，白点是其中位。"
