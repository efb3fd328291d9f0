"""What the sentences and tables of the year-end report share: places in order, shares, words."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dashboard import formats
from dashboard.reports import cells
from dashboard.reports.paper import Cell, Column, Row, Table
from dashboard.reports.year_end_seen import YearEnd
from etl.queries import Figures, Rate

SIX = {
    "approved_posts": "核定职数",
    "allocated": "下达名额",
    "applied": "申报",
    "recommended": "推荐",
    "passed": "通过",
    "appointed": "聘任",
}
PLACES = ("approved_posts", "allocated")  # known of a county that has sent nothing
NOT_REPORTED, NOT_ALLOTTED, WHOLE = "未报送", "未下达", "合计"
# A rate of fewer is told as k/n and compared with nothing.
FEW = 10
_CLAUSE = re.compile(r"(?<=[一二三四五六])\(([一二三四五六])\)")
_BESIDE_FIGURE = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef”’])[ \u2009]+(?=[\d+−])"
    r"|(?<=[\d%])[ \u2009]+(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“‘])"
)


def solid(text: str) -> str:
    """Clauses in full-width brackets, no blanks between Chinese and figures: programs set the distance."""
    return _BESIDE_FIGURE.sub("", _CLAUSE.sub(r"（\1）", text))


def pair(found: Rate) -> str:
    """25/39（64.1%）, of fewer than five without the percentage."""
    return cells.rate(found)


def period(first: date, last: date) -> str:
    """11月18日至25日."""
    same = first.month == last.month
    return f"{formats.day(first)}至{f'{last.day}日' if same else formats.day(last)}"


def counties_with(
    seen: YearEnd, number: Callable[[Figures], int | None], unit: str, total: int | None = None
) -> str:
    """库尔勒市3人、轮台县2人, in administrative order; with a total, 等 no county is left out."""
    told = [
        f"{seen.name(each.county_code)}{number(each)}{unit}"
        for each in seen.counties
        if number(each)
    ]
    listed = formats.listed(told)
    return f"{listed}，共{total}{unit}" if total is not None and len(told) > 1 else listed


def of(count: str) -> Callable[[Figures], int | None]:
    return lambda each: each.counts[count]


def points(now: Rate, before: Rate) -> str:
    """How a share changed, in percentage points; nothing where either is of few."""
    if now.rate is None or before.rate is None or min(now.denominator, before.denominator) < FEW:
        return ""
    moved = formats.signed((now.rate - before.rate) * 100)
    if moved in ("0.0", "−0.0"):
        return "持平"
    return f"{'下降' if moved.startswith('−') else '上升'}{moved[1:]}个百分点"


def by_county(
    seen: YearEnd, columns: Sequence[Column], cells_of: Callable[[Figures], Sequence[Cell]]
) -> tuple[Row, ...]:
    """A line a county and the total; of a county that sent nothing a word and dashes, never zeros."""
    made = [
        Row((seen.name(each.county_code), *_known(seen, each, columns[1:], cells_of(each))),
            each.county_code or "")
        for each in seen.counties
    ]  # fmt: skip
    return tuple(made) if seen.is_one_place else (*made, total(columns, cells_of(seen.total)))


def total(columns: Sequence[Column], found: Sequence[Cell]) -> Row:
    """The last line; columns of words before its figures stay empty."""
    blank = [""] * (len(columns) - len(found) - 1)
    return Row((WHOLE, *blank, *found), is_total=True)


def _known(
    seen: YearEnd, each: Figures, columns: Sequence[Column], found: Sequence[Cell]
) -> list[Cell]:
    made: list[Cell] = list(found)
    if not seen.is_allotted(each):
        made = [
            NOT_ALLOTTED if column.key in PLACES else cell
            for column, cell in zip(columns, made, strict=True)
        ]
    if not seen.is_silent(each):
        return made
    hidden = [n for n, column in enumerate(columns) if column.key not in PLACES]
    for n in hidden:
        made[n] = NOT_REPORTED if n == hidden[0] else None
    return made


def counting(
    seen: YearEnd,
    key: str,
    title: str,
    unit: str,
    counts: Mapping[str, str],
    notes: Sequence[str] = (),
    *,
    is_wide: bool = False,
) -> Table:
    """A table of counts of the catalogue by county."""
    columns = (
        Column("county", "县市", "text", width=7),
        *(Column(count, head, width=4) for count, head in counts.items()),
    )
    rows = by_county(seen, columns, lambda each: [each.counts[count] for count in counts])
    return Table(key, title, unit, columns, rows, tuple(notes), is_wide)


def nothing(columns: int) -> tuple[Row, ...]:
    """One line that says that there is nothing, so that a table is never without a line."""
    return (Row(("无", *[None] * (columns - 1))),)


def titles_of(seen: YearEnd) -> dict[str, str]:
    """Map counts, rates and milestones to their titles in this version."""
    return {row["id"]: row["title"] for row in seen.definitions}
