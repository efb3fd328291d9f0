"""The tables and the picture of the weekly brief."""

from collections.abc import Sequence

from dashboard import formats, headline
from dashboard.overview import Place
from dashboard.reports.chart import Bullet, Bullets
from dashboard.reports.paper import Cell, Column, Picture, Row, Table
from dashboard.reports.weekly_facts import Milestone, Week
from dashboard.reports.weekly_matters import Matter
from etl.forecast.predict import Forecast
from etl.queries import Rate

DONE = {
    "applications": "申报/下达",
    "online_review": "网审办结/申报",
    "paper": "到件/通过",
    "panel": "评审/到件",
    "year_end": "办结/申报",
}
GROUPS = {
    "在办": {"waiting_county": "县审", "waiting_applicant": "补正", "waiting_paper": "送件"},
    "逾期": {"overdue_reviews": "未审", "late_files": "材料"},
}
NOT_REPORTED = "未报送"
BOTH = 2
PACE_NOTE = (
    "序时：应完成数按窗口已过的工作日比例取整，“差 n”是到序时还差的数；县市未报到的日子不计。"
)
OPEN_NOTE = (
    "在办：等县级审核、退回等补正、等送纸质材料；逾期：网审截止时县级未审、临界日后未送到。"
    "各县市都是 0 的不列。"
)


def places(week: Week) -> Table:
    """The nine counties with what is due next, who waits, what is overdue, and the levels of flags."""
    columns = [
        Column("county", "县市", "text", width=7),
        Column("usage_before_panel", "占用/下达", "rate", width=8.5),
        *(_done(each, "已截止") for each in _over(week)),
        *(_done(each, "下一节点") for each in week.due),
        *(Column("pace", "序时", "text", _group(each, "下一节点"), 4) for each in _paced(week)),
        *(
            Column(count, GROUPS[group][count], group=group, width=2.5)
            for group, count in _waits(week)
        ),
        Column("level", "预警", "text", width=5.5),
    ]
    rows = [Row(tuple(_place(week, place)), place.code) for place in week.seen.places]
    total = Row(tuple(_total(week)), is_total=True)
    return Table("表1", "各县市进度", "人、件", tuple(columns), (*rows, total), tuple(_notes(week)))


def _waits(week: Week) -> list[tuple[str, str]]:
    """The counts of who waits and what is overdue, by group; one that is zero everywhere has no column."""
    return [
        (group, count)
        for group, counts in GROUPS.items()
        for count in counts
        if any(place.counts[count] for place in week.seen.places)
    ]


def _over(week: Week) -> list[Milestone]:
    """The window that ended last, where there is room for it beside what is due."""
    return [week.missed] if week.missed and len(week.due) < BOTH else []


def _paced(week: Week) -> list[Milestone]:
    """Whatever of what is due has a pace: the last of it, and never the panel alone."""
    return [each for each in week.due if each.ahead][-1:]


def _group(each: Milestone, word: str) -> str:
    return f"{word}（{formats.day_short(each.row['ends_on'])} 止）"


def _done(each: Milestone, word: str) -> Column:
    milestone = each.row["milestone_id"]
    return Column(milestone, DONE[milestone], "rate", _group(each, word), 8.5)


def _place(week: Week, place: Place) -> list[Cell]:
    """A county's line; of one that has sent nothing nothing is counted, not zero."""
    shown = [*_over(week), *week.due]
    if not place.has_reported:
        told: list[Cell] = [NOT_REPORTED if n == 0 else None for n, _ in enumerate(shown)]
        told += [None] * (len(_paced(week)) + len(_waits(week)))
        return [place.name, _usage(place), *told, _levels(place)]
    return [
        place.name,
        _usage(place),
        *(each.done[place.code] for each in shown),
        *(pace(each, place.code) for each in _paced(week)),
        *(place.counts[count] for _, count in _waits(week)),
        _levels(place),
    ]


def _total(week: Week) -> list[Cell]:
    whole = week.seen.total
    return [
        "合计",
        whole.rates["usage_before_panel"],
        *(each.done[None] for each in (*_over(week), *week.due)),
        *(pace(each, None) for each in _paced(week)),
        *(whole.counts[count] for _, count in _waits(week)),
        None,
    ]


def _usage(place: Place) -> Cell:
    """Places taken of those allotted; of what nobody has sent or allotted a dash."""
    occupied = place.counts["occupied"] if place.has_reported else None
    allocated = place.counts["allocated"] if place.is_allotted else None
    if occupied is None or allocated is None:
        return None if occupied is allocated else formats.fraction(occupied, allocated)
    return place.figures.rates["usage_before_panel"]


def pace(each: Milestone, county: str | None) -> str | None:
    """Tell whether as much is done as working days have passed, or how much is lacking."""
    ahead, done = each.ahead.get(county), each.done[county]
    if ahead is None or ahead.state == "before" or not ahead.total or ahead.known_through is None:
        return None
    lacking = expected(ahead, done) - done.numerator
    return "达到" if lacking <= 0 else f"差 {lacking}"


def expected(ahead: Forecast, done: Rate) -> int:
    """What is due by the working days that have passed, rounded up; all of it once the window is over."""
    return -(-done.denominator * ahead.elapsed // ahead.total)


def _levels(place: Place) -> Cell:
    """The short words of a county's flags; none is a dash, as is what could not be judged."""
    return "、".join(dict.fromkeys(word.short for word in place.flags)) or None


def _notes(week: Week) -> list[str]:
    told = [PACE_NOTE, OPEN_NOTE] if _paced(week) else [OPEN_NOTE]
    raised = week.seen.raised
    if raised and raised.is_unjudged:
        told.append("预警：暂不评价，所需的表还没有载入。")
    elif raised and not raised.is_decision_day:
        told.append("预警：这一天不是判定日，都是过程提示。")
    return told


def allotment(week: Week) -> Table:
    """Before there is anything to follow: what each county has been given."""
    columns = (
        Column("county", "县市", "text", width=8),
        Column("approved_posts", "核定职数", width=6),
        Column("allocated", "下达名额", width=6),
    )
    rows = [Row(tuple(_given(place)), place.code) for place in week.seen.places]
    whole = week.seen.total.counts
    is_any = any(place.is_allotted for place in week.seen.places)
    total: list[Cell] = ["合计"]
    total += [whole[key] if is_any else None for key in ("approved_posts", "allocated")]
    return Table("表1", "各县市名额", "个", columns, (*rows, Row(tuple(total), is_total=True)))


def _given(place: Place) -> list[Cell]:
    if not place.is_allotted:
        return [place.name, "未下达", "未下达"]
    return [place.name, place.counts["approved_posts"], place.counts["allocated"]]


def picture(week: Week) -> Picture:
    """The bars of 总览: places allotted, taken, and accepted by the prefecture; last year's beside them."""
    rows = tuple(_bullet(place) for place in week.seen.places)
    chart = Bullets(rows, "下达名额", "占用", "形式审核通过")
    told = [
        f"{row.name}下达 {row.whole}、占用 {row.reached}、通过 {row.done}" for row in chart.rows
    ]
    alt = formats.sentence(formats.colon("各县市横条", "；".join(told)))
    return Picture("图1", headline.places_title(week.seen), alt, chart)


def _bullet(place: Place) -> Bullet:
    counts = place.counts
    before = place.last_year.counts["occupied"] if place.last_year else None
    aside = NOT_REPORTED if not place.has_reported else ""
    return Bullet(
        place.name,
        counts["allocated"] or 0,
        counts["occupied"] or 0,
        counts["accepted"] or 0,
        before,
        aside,
    )


def matters(found: Sequence[Matter]) -> Table:
    columns = (
        Column("what", "事项", "text", width=14),
        Column("who", "涉及", "text", width=18),
        Column("departments", "会同部门", "text", width=8),
        Column("ask", "请办", "text", width=10),
    )
    rows = tuple(
        Row((each.what, each.who, "、".join(each.departments) or None, each.ask)) for each in found
    )
    return Table("表2", "需要协调的事项", "", columns, rows)
