"""The lists of a county's page as one table that shares the sheet among them, the first ones served first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formats, tables_workbench
from dashboard import sentences_workbench_lists as say_lists
from dashboard.pieces import Cell as PageCell
from dashboard.reports.paper import Cell, Column, Row, Table
from dashboard.reports.title_lines import width
from dashboard.sentences_workbench_lists import TO_BEGIN
from dashboard.workbench import LISTS, Desk

ORDER = (*LISTS[:4], TO_BEGIN, *LISTS[4:])
# The heads of the page in fewer words, for one cell.
SHORTER = {
    "上次退回": "退回",
    "存在问题": "问题",
    "剩余机会": "还剩",
    "缺哪级": "缺",
    "缺什么": "缺",
}
NO_PERSON = "waiting_unknown"  # said only where there is any
WHAT, WHO, UNIT, SERIES, DETAIL = 10, 8, 11, 5, 20
NUMBER = 9  # of an application, where nobody is named
SPARE = 1
NAMED = 5  # columns of a table that names persons
Shown = PageCell | str | int | None


@dataclass(frozen=True)
class Listed:
    """One list: its title with its number, and a line for every case of it."""

    count: str
    title: str
    lines: tuple[tuple[str, ...], ...]

    def height(self, kept: int) -> int:
        """Lines of type that so many of its rows take, the one that tells of the others included."""
        return sum(map(_height, self.rows(kept)))

    def rows(self, kept: int) -> list[tuple[str, ...]]:
        """The first rows under the title, and how many there are besides."""
        told = [("", *line) for line in self.lines[:kept]]
        told[0] = (self.title, *told[0][1:])
        if left := len(self.lines) - kept:
            blank = [""] * (len(told[0]) - 2)
            told.append(("", *blank, f"另有 {left} {_unit(self.title)}，见名单"))
        return told


def _unit(title: str) -> str:
    """The word that a list counts by, as its title ends."""
    return title[-1]


def listed(desk: Desk, longest: int) -> list[Listed]:
    """Every list that has a case, in the order of what is to be done first; long words cut short."""
    if not (desk.has_begun and desk.is_reported):
        return []
    made = []
    for count in ORDER:
        rows = desk.to_begin if count == TO_BEGIN else desk.lists[count]
        if rows:
            heads, shown = tables_workbench.cases(desk, count, rows)
            lines = tuple(_line([head.title for head in heads], each, longest) for each in shown)
            title = say_lists.TITLES[count].format(n=len(rows))
            made.append(Listed(count, title, lines))
    return made


def empty(desk: Desk) -> list[str]:
    """The lists without a case, by name."""
    if not (desk.has_begun and desk.is_reported):
        return []
    rows = {count: desk.to_begin if count == TO_BEGIN else desk.lists[count] for count in ORDER}
    return [
        tables_workbench.HEADS.get(count) or say_lists.TITLES[count].partition(" {n}")[0]
        for count in ORDER
        if not rows[count] and count != NO_PERSON
    ]


def _line(heads: Sequence[str], shown: Sequence[Shown], longest: int) -> tuple[str, ...]:
    """Who, unit and series, then everything else that the page's columns tell, in one cell."""
    texts = [_text(each, longest) for each in shown]
    first = heads.index("系列") + 1
    details = [
        f"{SHORTER.get(head, head)}：{text}"
        for head, text in zip(heads[first:], texts[first:], strict=True)
    ]
    return (*texts[:first], "；".join(details))


def _text(shown: Shown, longest: int) -> str:
    if not isinstance(shown, PageCell):
        return formats.NOTHING if shown is None else f"{shown}"
    told = shown.text or "，".join(word.text for word in shown.words)
    return told if len(told) <= longest else f"{told[: longest - 1]}…"


def table(number: str, found: Sequence[Listed], room: int) -> Table:
    """Set the lists into so many lines of type; a row of each at least, whatever the room."""
    kept = shared(found, room)
    rows = [line for each, n in zip(found, kept, strict=True) for line in each.rows(n)]
    widths = _widths(rows[0])
    heads = (
        "要办什么",
        *(("姓名", "单位") if len(widths) == NAMED else ("申报编号",)),
        "系列",
        "情况",
    )
    keys = ("what", *(("who", "unit") if len(widths) == NAMED else ("who",)), "series", "detail")
    columns = tuple(
        Column(key, head, "text", width=wide)
        for key, head, wide in zip(keys, heads, widths, strict=True)
    )
    return Table(
        number, "要办的件", "", columns, tuple(Row(tuple[Cell, ...](line)) for line in rows)
    )


def shared(found: Sequence[Listed], room: int) -> list[int]:
    """How many rows of each list stand: whoever has one chance left first, then one by one in turn."""
    kept = [1] * len(found)

    def fits(n: int) -> bool:
        grown = [*kept]
        grown[n] += 1
        lines = zip(found, grown, strict=True)
        return kept[n] < len(found[n].lines) and sum(each.height(k) for each, k in lines) <= room

    while found and found[0].count == "last_chance" and fits(0):
        kept[0] += 1
    while growing := [n for n in range(len(found)) if fits(n)]:
        kept[min(growing, key=lambda n: (kept[n], n))] += 1
    return kept


def least(found: Sequence[Listed]) -> int:
    """The lines that one row of each takes."""
    return sum(each.height(1) for each in found)


def _widths(cells: Sequence[str]) -> tuple[int, ...]:
    """Full-width characters of each column; without the right to see persons there is no unit."""
    if len(cells) == NAMED:
        return WHAT, WHO, UNIT, SERIES, DETAIL
    return WHAT, NUMBER, SERIES, DETAIL + UNIT


def _height(cells: Sequence[str]) -> int:
    """Lines of type that a row takes: a broken line ends a character early where no mark may begin one."""
    return max(
        1 if width(text) <= wide else math.ceil(width(text) / (wide - SPARE))
        for text, wide in zip(cells, _widths(cells), strict=True)
    )
