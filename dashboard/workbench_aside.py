"""Beside the lists of the page 县市工作台: dates, the four series, the county's flags and its own data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import flagged, formats, pieces, sentences_flags, tables_workbench
from dashboard import sentences_workbench_lists as say_lists
from dashboard.pieces import Column, Word, figure, fraction, link, style_of, tag, text, words
from dashboard.words import capital, mark, say
from dashboard.workbench import Desk
from etl.commands.flags import WORDS
from etl.flags.judge import Flag
from etl.lifecycle.states import State
from etl.queries import Figures

Address = Callable[..., str]
REPLIES = {
    None: Word(mark("还没有登记")),
    State.NOTIFIED: Word(mark("等本县市说明"), "amber"),
    State.EXPLAINED: Word(mark("本县市已说明"), "blue"),
}


@dataclass(frozen=True)
class Marked:
    """A flag of the county with the state of its life; None while nobody has recorded it."""

    flag: Flag
    state: State | None


def sections(desk: Desk, marked: Sequence[Marked], address: Address | None) -> list[str]:
    """What stands beside the lists; without `address` nothing is a link."""
    return [_dates(desk), _series(desk), _flags(desk, marked, address), _reports(desk, address)]


def quiet(told: str) -> str:
    return tag("p", text(capital(told)), class_="quiet")


def _section(title: str, *inside: str, caption: str = "") -> str:
    said = tag("span", text(capital(caption)), class_="caption") if caption else ""
    head = tag("div", tag("h2", text(capital(title)), class_="finding"), said, class_="head")
    return tag("section", head, *inside)


def _dates(desk: Desk) -> str:
    """The calendar that is left, one line a day."""
    if not desk.events:
        return _section(say("按日期"), quiet(say("本年度已终止，没有要赶的日期。")))
    lines = [
        tag(
            "li",
            tag("b", f"{formats.day_short(each.day)} ", text(formats.weekday(each.day))),
            tag("span", text(capital(say_lists.event(desk, each)))),
            tag("span", text(_left(each.days_left, each.workdays_left)), class_="quiet"),
        )
        for each in desk.events
    ]
    return _section(say("按日期"), tag("ol", *lines, class_="days"))


def _left(days: int, workdays: int) -> str:
    if not days:
        return say("今天")
    return say("{days} 天 / {workdays} 个工作日", days=days, workdays=workdays)


def _series(desk: Desk) -> str:
    """Places taken of those allotted as a small bar, and how the files fared, series by series."""
    heads = (
        Column(say("系列")),
        Column(say("占用/下达")),
        *(Column(say(title), is_figure=True) for title in SERIES.values()),
    )
    head = [
        tag("th", text(capital(each.title)), scope="col", class_="figure" if each.is_figure else "")
        for each in heads
    ]
    body = [tag("tr", *_series_cells(desk, each)) for each in desk.series]
    title = say("四个系列") if len(desk.series) > 1 else say("这个系列")
    made = tag(
        "table",
        tag("caption", text(title)),
        tag("thead", tag("tr", *head)),
        tag("tbody", *body),
        class_="table series",
    )
    return _section(title, made, caption=say("占用：已申报且没有退出"))


SERIES = {
    "recommended": mark("推荐"),
    "accepted": mark("州级通过"),
    "returned_persons": mark("被退回过"),
}


def _series_cells(desk: Desk, each: Figures) -> list[str]:
    code, counts = each.series_code or "", each.counts
    cells = [tag("th", text(desk.names[code]), scope="row"), tag("td", _places(desk, each))]
    return cells + [
        tag(
            "td",
            figure(counts[count], count, desk.county, data_series=code)
            if desk.is_reported
            else text(formats.NOTHING),
            class_="figure",
            data_title=capital(say(title)),
        )
        for count, title in SERIES.items()
    ]


def _places(desk: Desk, each: Figures) -> str:
    code, counts = each.series_code or "", each.counts
    if code not in desk.allotted:
        return tag("span", text(say("名额未下达")), class_="quiet")
    if not desk.is_reported:
        told = say("未报送；下达 {n} 个", n=counts["allocated"])
        return tag("span", text(told), class_="quiet")
    pair = (("occupied", counts["occupied"]), ("allocated", counts["allocated"]))
    share = fraction(*pair, desk.county, series=code)
    rate = each.rates["usage_before_panel"].rate
    fill = tag("i", style=style_of({"r": rate or 0}))
    over = counts["over_quota"]
    told = words([Word(say("超 {n}", n=over), "red")]) if over else ""
    return tag("span", fill, class_="bar", aria_hidden="true") + share + told


def _flags(desk: Desk, marked: Sequence[Marked], address: Address | None) -> str:
    raised = [each for each in marked if each.flag.level in flagged.RAISED]
    title = say("本县市的标记：{told}", told=_levels(raised)) if raised else _unraised(marked)
    if not raised:
        return _section(title)
    lines = [tag("li", _flag(desk, each, address)) for each in raised]
    return _section(title, tag("ul", *lines, class_="marks"))


def _levels(raised: Sequence[Marked]) -> str:
    counted = {level: sum(each.flag.level == level for each in raised) for level in flagged.RAISED}
    return formats.comma(
        say("{n} 项{word}", n=number, word=say(WORDS[level]))
        for level, number in counted.items()
        if number
    )


def _unraised(marked: Sequence[Marked]) -> str:
    if all(each.flag.level == flagged.NOT_EVALUATED for each in marked):
        return say("本县市的标记：暂不评价，所需的表还没有载入")
    return say("本县市的标记：没有")


def _flag(desk: Desk, each: Marked, address: Address | None) -> str:
    """Level, what was counted against what would be expected, what would change it, whose turn it is."""
    flag = each.flag
    hint = (
        ""
        if flag.is_decision_day
        else say("过程提示，判定日 {day}", day=formats.day(flag.decision_day))
    )
    level = Word(say(WORDS[flag.level]), flag.level)
    where = pieces.found(flag.unit) if flag.unit else ""
    pooled = say("近 {n} 个年度合并", n=flag.pooled) if flag.pooled > 1 else ""
    aside = formats.brackets(formats.comma(filter(None, [pooled, hint])))
    lead = [words([level]), where, text(say(flag.title) + aside)]
    told = say(
        "{share}，应有 {expected}，差 {excess}",
        share=formats.fraction(flag.observed, flag.n),
        expected=formats.decimal(flag.expected),
        excess=formats.signed(flag.excess),
    )
    more = tag("span", text(formats.semicolon([told, sentences_flags.change(flag)])))
    known = REPLIES.get(each.state) or Word(f"{each.state}")
    turn = words([Word(say(known.text), known.state)])
    if address:
        there = address(flag=flagged.key(flag), day=flag.decision_day if each.state else desk.day)
        shown = say("看名单、写说明") if each.state is State.NOTIFIED else say("看名单和依据")
        turn += " " + link(text(capital(shown)), there, class_="way")
    return tag("div", " ".join(filter(None, lead)), class_="lead") + more + tag("span", turn)


def _reports(desk: Desk, address: Address | None) -> str:
    made = pieces.table(*tables_workbench.reports(desk), caption=say_lists.reports_title(desk))
    told = [quiet(say_lists.reports(desk))] if desk.reports.total["sheets"] else []
    way = ""
    if address:
        there = address(page="data")
        way = tag("p", link(text(capital(say("在“数据质量”逐处看"))), there, class_="way"))
    return _section(say_lists.reports_title(desk), *told, made, way)
