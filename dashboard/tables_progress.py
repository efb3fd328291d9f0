"""Tables of the page 进度: milestones by county, the way, the waits, the latest starts, the extensions."""

from collections.abc import Callable, Sequence
from datetime import date

from dashboard import formats
from dashboard import sentences_progress as say
from dashboard.figures_progress import Panel, Stage
from dashboard.lists import LEVELS, Made, Row
from dashboard.matrix import Head, Line, Share
from dashboard.pieces import Cell, Column, Word
from dashboard.progress import CURVES, Progress
from etl import catalog

Address = Callable[[str | None], str]
NOT_REPORTED = "未报送"
AGES = {"up_to_2": "0–2 天", "up_to_5": "3–5 天", "up_to_10": "6–10 天", "over_10": "10 天以上"}


def milestones(
    seen: Progress, address: Address, chosen: str | None
) -> tuple[list[Head], list[Line]]:
    """Lay out counties × milestones, the whole prefecture first."""
    heads = [Head(row["title"], say.left(row), say.span(row)) for row in seen.deadlines]
    places = list(dict.fromkeys(county for _, county in seen.milestones))
    if len(places) == 2:  # noqa: PLR2004 one county and its own sum
        places = places[1:]
    return heads, [
        Line(
            seen.names[county] if county else "合计",
            tuple(_milestone(seen, row["milestone_id"], county) for row in seen.deadlines),
            county or "",
            address(county) if county else "",
            is_total=county is None,
            is_chosen=county is not None and county == chosen,
        )
        for county in places
    ]


def _milestone(seen: Progress, milestone: str, county: str | None) -> Share:
    row = seen.milestones[milestone, county]
    whole = seen.milestones[milestone, None]["rate"] if county else None
    ids = next(known for known in catalog.milestones() if known.id == milestone)
    instead = NOT_REPORTED if county in seen.unreported else ""
    return Share(
        (ids.numerator, row["numerator"]),
        (ids.denominator, row["denominator"]),
        row["rate"],
        whole=whole,
        instead=instead,
    )


def curves(panels: Sequence[Panel]) -> Made:
    """The last day of every panel, in figures."""
    columns = [Column("县市"), *(Column(title, is_figure=True) for title in CURVES.values())]
    return [*columns, Column("下达名额", is_figure=True), Column("延期")], [
        [
            panel.title,
            *(curve.values[-1] if curve.values else None for curve in panel.curves),
            *([NOT_REPORTED] * (0 if panel.curves else len(CURVES))),
            panel.places,
            "，".join(end.words for end in panel.extended) or formats.NOTHING,
        ]
        for panel in panels
    ]


def way(steps: Sequence[Stage]) -> Made:
    columns = [
        Column("环节"),
        Column("到过", is_figure=True),
        Column("停在这里", is_figure=True),
        Column("等什么"),
    ]
    return columns, [
        [
            step.title,
            step.reached,
            step.waiting if step.waits_for else None,
            step.waits_for or formats.NOTHING,
        ]
        for step in steps
    ]


def ages(seen: Progress) -> Made:
    """Every place with its number and how long; nobody there leaves the row quiet."""
    columns = [
        Column("在等什么"),
        Column("人数", is_figure=True),
        Column("最久（工作日）", is_figure=True),
        *(Column(title, is_figure=True) for title in AGES.values()),
    ]
    counts = seen.total.counts
    return columns, [
        [
            name,
            Cell("", count=count, value=counts[count]),
            _days(seen.ages.get(count)),
            *(_some(seen.ages.get(count), age) for age in AGES),
        ]
        for count, name in LEVELS.items()
        if count != "waiting_unknown" or counts[count]
    ]


def _days(row: Row | None) -> str:
    return formats.NOTHING if row is None else f"{row['oldest']}"


def _some(row: Row | None, age: str) -> str:
    return f"{row[age]}" if row and row[age] else formats.NOTHING


def starts(seen: Progress) -> Made:
    columns = [
        Column("要赶上"),
        Column("截止"),
        Column("最迟起始（起始日计入）"),
        Column("起始日不计"),
        Column("还有"),
    ]
    return columns, [
        [
            row["what"],
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
        return Word("已过", "quiet")
    if not row["workdays_left"]:
        return Word("就在今天", "amber")
    return Word(f"{row['workdays_left']} 个工作日", "blue")


def extensions(seen: Progress) -> Made:
    """Who got more time for what, on which paper."""
    columns = [
        Column("县市"),
        Column("环节"),
        Column("范围"),
        Column("延至"),
        Column("原因"),
        Column("文号"),
        Column("登记"),
    ]
    return columns, [
        [
            seen.names[row["county_code"]],
            row["milestone"],
            "全县市" if row["application_no"] is None else f"一人（{row['application_no']}）",
            _on(row["extended_to"]),
            row["reason"] or formats.NOTHING,
            Cell(row["document_no"] or formats.NOTHING, as_found=True),
            formats.day_short(row["recorded_on"]),
        ]
        for row in seen.extensions
    ]
