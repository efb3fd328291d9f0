"""Tables of the page 进度: milestones by county, the way, the waits, the latest starts, the extensions."""

from collections.abc import Callable, Sequence
from datetime import date

from dashboard import formats, listed
from dashboard import sentences_progress as sentences
from dashboard.figures_progress import Panel
from dashboard.figures_way import Stage
from dashboard.lists import LEVELS, Made, Row
from dashboard.matrix import Head, Line, Share
from dashboard.pieces import Cell, Column, Word
from dashboard.progress import CURVES, FEW, Progress
from dashboard.words import capital, mark, say
from etl import catalog

Address = Callable[..., str]
NOT_REPORTED = mark("未报送")


def milestones(
    seen: Progress, address: Address, chosen: str | None
) -> tuple[list[Head], list[Line]]:
    """Lay out counties × milestones, the whole prefecture first."""
    heads = [
        Head(say(row["title"]), sentences.left(row), sentences.span(row)) for row in seen.deadlines
    ]
    places = list(dict.fromkeys(county for _, county in seen.milestones))
    if len(places) == 2:  # noqa: PLR2004 one county and its own sum
        places = places[1:]
    return heads, [
        Line(
            seen.names[county] if county else say("合计"),
            tuple(_milestone(seen, row["milestone_id"], county, address) for row in seen.deadlines),
            county or "",
            address(county=county) if county else "",
            is_total=county is None,
            is_chosen=county is not None and county == chosen,
        )
        for county in places
    ]


def _milestone(seen: Progress, milestone: str, county: str | None, address: Address) -> Share:
    row = seen.milestones[milestone, county]
    whole = seen.milestones[milestone, None]["rate"] if county else None
    ids = next(known for known in catalog.milestones() if known.id == milestone)
    counties = {code for _, code in seen.milestones if code}
    is_silent = ({county} if county else counties) <= seen.unreported
    instead = say(NOT_REPORTED) if is_silent else ""
    return Share(
        (ids.numerator, row["numerator"]),
        (ids.denominator, row["denominator"]),
        row["rate"],
        whole=whole if row["denominator"] >= FEW else None,
        instead=instead,
        link=listed.address(address, ids.numerator, county=county) if row["numerator"] else "",
        of_link=listed.address(address, ids.denominator, county=county)
        if row["denominator"]
        else "",
    )


def curves(panels: Sequence[Panel]) -> Made:
    """The last day of every panel, in figures."""
    columns = [
        Column(say("县市")),
        *(Column(say(title), is_figure=True) for title in CURVES.values()),
    ]
    return [*columns, Column(say("下达名额"), is_figure=True), Column(say("延期"))], [
        [
            panel.title,
            *(curve.values[-1] if curve.values else None for curve in panel.curves),
            *([say(NOT_REPORTED)] * (0 if panel.curves else len(CURVES))),
            panel.places,
            formats.comma(end.words for end in panel.extended) or formats.NOTHING,
        ]
        for panel in panels
    ]


def way(steps: Sequence[Stage], address: Callable[..., str]) -> Made:
    """Every step in figures; each leads to its list where there is one."""
    columns = [
        Column(say("环节")),
        Column(say("到过"), is_figure=True),
        Column(say("停在这里"), is_figure=True),
        Column(say("等什么")),
        Column(say("等候中位（工作日）"), is_figure=True),
        Column(say("最久（工作日）"), is_figure=True),
    ]
    return columns, [
        [
            capital(step.title),
            _reached(step, address),
            _waiting(step, address),
            step.waits_for or formats.NOTHING,
            step.median,
            step.oldest,
        ]
        for step in steps
    ]


def _reached(step: Stage, address: Callable[..., str]) -> Cell:
    is_listed = step.count in listed.LISTED and step.reached
    link = listed.address(address, step.count) if is_listed else ""
    return Cell("", step.count, value=step.reached, link=link)


def _waiting(step: Stage, address: Callable[..., str]) -> Cell | str:
    if not step.waiting_count:
        return formats.NOTHING
    link = address(waits=say(LEVELS[step.waiting_count]), **listed.FIRST) if step.waiting else ""
    return Cell("", step.waiting_count, value=step.waiting, link=link)


def starts(seen: Progress) -> Made:
    columns = [
        Column(say("要赶上")),
        Column(say("截止")),
        Column(say("最迟起始（起始日计入）")),
        Column(say("起始日不计")),
        Column(say("还有")),
    ]
    return columns, [
        [
            capital(say(row["what"])),
            formats.day_short(row["by"]),
            _on(row["counted"]),
            _on(row["not_counted"]),
            Cell("", words=(_left(row),)),
        ]
        for row in seen.starts
    ]


def _on(day: date) -> str:
    return f"{formats.day_short(day)} {formats.weekday(day)}"


def _left(row: Row) -> Word:
    if row["workdays_left"] is None:
        return Word(say("已过"), "quiet")
    if not row["workdays_left"]:
        return Word(say("就在今天"), "amber")
    return Word(say("{n} 个工作日", n=row["workdays_left"]), "blue")


def _whom(row: Row) -> str:
    if row["application_no"] is None:
        return say("全县市")
    return say("一人（{number}）", number=row["application_no"])


def extensions(seen: Progress) -> Made:
    """Who got more time for what, on which paper."""
    columns = [
        Column(say("县市")),
        Column(say("环节")),
        Column(say("范围")),
        Column(say("延至")),
        Column(say("原因")),
        Column(say("文号")),
        Column(say("登记", "day")),
    ]
    return columns, [
        [
            seen.names[row["county_code"]],
            say(row["milestone"]),
            _whom(row),
            _on(row["extended_to"]),
            Cell(row["reason"] or formats.NOTHING, as_found=True),
            Cell(row["document_no"] or formats.NOTHING, as_found=True),
            formats.day_short(row["recorded_on"]),
        ]
        for row in seen.extensions
    ]
