"""The dates ahead in the weekly brief: ends, extensions, the last days to begin a publicity."""

from dashboard import formats, frame
from dashboard.reports.weekly_facts import Week
from dashboard.workbench_dates import Event, events, starts_of


def dates(week: Week, most: int) -> str:
    """What comes next, with natural and working days; extensions of whole counties among it."""
    told = [_dated(week, each) for each in coming(week)[:most]]
    if not told:
        return "本年度已终止，没有要赶的日期。"
    return formats.sentence(formats.semicolon(told))


def coming(week: Week) -> tuple[Event, ...]:
    """The calendar as 县市工作台 lays it out, of the whole prefecture."""
    season = week.season
    extensions = [row | {"application_no": None} for row in week.seen.extensions if row["is_open"]]
    return events(
        tuple(week.seen.stops.values()),
        extensions,
        starts_of(season, week.calendar, [], set()),
        season.windows.paper.starts_on,
        (week.day, week.calendar),
    )


def _dated(week: Week, each: Event) -> str:
    day = f"{formats.day(each.day)}（{formats.weekday(each.day)}）"
    left = f"{each.days_left} 天 / {each.workdays_left} 个工作日" if each.days_left else "就在当天"
    return f"{day}{_what(week, each)}{formats.brackets(_aside(each))}，{left}"


def _what(week: Week, each: Event) -> str:
    if each.kind == "stop":
        return frame.TITLES[each.row["stop"]]
    if each.kind == "extension":
        return f"{week.names[each.row['county_code']]}{each.row['milestone']}延期截止"
    if each.kind == "paper_opens":
        return "纸质材料开始受理"
    if each.kind == "safe_start":
        return "公示最稳的起始日"
    return "公示最迟的起始日"


def _aside(each: Event) -> str:
    """What moves an end in practice, and by when a publicity must be full."""
    if "by" in each.row:
        counts = "不计" if each.kind == "safe_start" else "计入"
        return f"起始日{counts}，{formats.day_short(each.row['by'])} 前满"
    if each.kind != "stop" or each.row["is_workday"]:
        return ""
    last = f"最后工作日 {formats.day_short(each.row['last_workday'])}"
    return formats.comma([last, "暂按周末推算"] if each.row["is_provisional"] else [last])
