"""The sentences of the season's milestones: against their pace while open, by who was in time once over."""

from datetime import date

from dashboard import formats
from dashboard.reports import weekly_tables, year_end_data
from dashboard.reports.year_end_course import longest
from dashboard.reports.year_end_parts import pair, period
from dashboard.reports.year_end_seen import YearEnd, in_time, share
from etl.forecast.predict import Forecast
from etl.queries import Rate

LATE = {
    "applications": "逾期申报",
    "online_review": "截止后办结",
    "paper": "逾期送达",
    "year_end": "逾期办结",
}
AGAINST = {"applications": "下达名额", "online_review": "申报人数", "paper": "形式审核通过人数"}
# Of whom, and what was done in time.
DUE = {
    "applications": ("申报", "按期申报"),
    "online_review": ("申报", "截止时已办结"),
    "paper": ("形式审核通过", "按期送达"),
    "year_end": ("申报", "按期办结"),
}


def told(seen: YearEnd, milestone: str) -> str:
    """A milestone: before it begins, while it is open against its pace, once over by who was in time."""
    if milestone == "year_end":
        when = f"截止日{formats.day(seen.season.year_end.on)}（第三条）"
    else:
        window = getattr(seen.season.windows, milestone)
        when = f"{period(window.starts_on, window.ends_on)}（第三条）"
        if seen.day < window.starts_on:
            return f"{when}，尚未开始。"
    if seen.day < _last_day(seen, milestone):
        if milestone == "year_end":
            return f"{when}，已办结{pair(share(in_time(seen, milestone, None)))}。"
        return f"{when}，{_pace(milestone, seen.ahead.get(milestone))}。"
    return f"{when}，{_timely(seen, milestone)}。"


def _last_day(seen: YearEnd, milestone: str) -> date:
    if milestone == "year_end":
        return seen.season.year_end.on
    last: date = getattr(seen.season.windows, milestone).ends_on
    return last


def _timely(seen: YearEnd, milestone: str) -> str:
    """Who was in time of all that were due, then borderline, late, not done, extended."""
    found = in_time(seen, milestone, None)
    whole, done = DUE[milestone]
    if not year_end_data.is_loaded(seen, milestone) and milestone in ("paper", "year_end"):
        done = done.replace("按期", "已见按期")
    told = [f"{whole}{found['due']}人，{done}{pair(share(found))}"]
    if found["borderline"]:
        told.append(f"临界{found['borderline']}人（截止日为休息日，次个工作日送达，不算逾期）")
    if found["late"]:
        beyond = longest(found)
        told.append(f"{LATE[milestone]}{found['late']}人{f'，最长超期{beyond}' if beyond else ''}")
    if found["undone"]:
        told.append(f"{_undone(seen, milestone)}{found['undone']}人")
    if found["extended"]:
        told.append(f"登记延期涉及{found['extended']}人")
    if milestone == "online_review":
        overdue = seen.total.rates["overdue_review_rate"]
        own = [f"县级逾期未审{pair(overdue)}"]
        own += ["截止后办结的不都是审核拖延，也有退回补正的"] if found["late"] else []
        return formats.semicolon([formats.comma(told), *own])
    return formats.comma(told)


def _undone(seen: YearEnd, milestone: str) -> str:
    """What is not done, or, where the sheets do not reach that far, what no record tells of."""
    word = "送达" if milestone == "paper" else "办结"
    return (
        f"没有{word}" if year_end_data.is_loaded(seen, milestone) else f"已载入的记录中未见{word}"
    )


def _pace(milestone: str, ahead: Forecast | None) -> str:
    """序时进度: what working days have passed, what is due by them, what is done."""
    if ahead is None or not ahead.total:
        return "进度不详"
    done = Rate(ahead.done, ahead.due, None)
    due = weekly_tables.expected(ahead, done)
    told = (
        f"时间已过{ahead.elapsed}/{ahead.total}个工作日，对照{AGAINST[milestone]}{ahead.due}，"
        f"按序时进度应完成{due}人，实际完成{ahead.done}人"
    )
    lacking = due - ahead.done
    return f"{told}，{f'差{lacking}人' if lacking > 0 else '达到序时进度'}"
