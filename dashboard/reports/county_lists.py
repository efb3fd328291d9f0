"""The lists of a county's page as one table that shares the sheet among them, the first ones served first."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formats, tables_workbench
from dashboard import sentences_workbench_lists as say_lists
from dashboard.pieces import Cell as PageCell
from dashboard.reports.paper import Cell, Column, Row, Table
from dashboard.sentences_workbench_lists import TO_BEGIN
from dashboard.workbench import LISTS, Desk

ORDER = (*LISTS[:4], TO_BEGIN, *LISTS[4:])
NO_PERSON = "waiting_unknown"  # said only where there is any
WHAT, WHO, UNIT, SERIES, DETAIL = 8, 5, 12, 5, 22
LONGEST = 24  # characters of what a person wrote
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


def listed(desk: Desk) -> list[Listed]:
    """Every list that has a case, in the order of what is to be done first."""
    if not (desk.has_begun and desk.is_reported):
        return []
    made = []
    for count in ORDER:
        rows = desk.to_begin if count == TO_BEGIN else desk.lists[count]
        if rows:
            heads, shown = tables_workbench.cases(desk, count, rows)
            lines = tuple(_line([head.title for head in heads], each) for each in shown)
            title = say_lists.TITLES[count].format(n=len(rows))
            made.append(Listed(count, title, lines))
    return made


def empty(desk: Desk) -> list[str]:
    """The lists without a case, by name."""
    if not (desk.has_begun and desk.is_reported):
        return []
    known = {each.count for each in listed(desk)}
    return [
        tables_workbench.HEADS.get(count) or say_lists.TITLES[count].partition(" {n}")[0]
        for count in ORDER
        if count not in known and count != NO_PERSON
    ]


def _line(heads: Sequence[str], shown: Sequence[Shown]) -> tuple[str, ...]:
    """Who, unit and series, then everything else that the page's columns tell, in one cell."""
    texts = [_text(each) for each in shown]
    first = heads.index("系列") + 1
    details = [f"{head}：{text}" for head, text in zip(heads[first:], texts[first:], strict=True)]
    return (*texts[:first], "；".join(details))


def _text(shown: Shown) -> str:
    if not isinstance(shown, PageCell):
        return formats.NOTHING if shown is None else f"{shown}"
    told = shown.text or "，".join(word.text for word in shown.words)
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"


def table(number: str, found: Sequence[Listed], room: int) -> Table:
    """Set the lists into so many lines of type; a row of each at least, whatever the room."""
    kept = shared(found, room)
    has_units = len(found[0].lines[0]) > 3  # noqa: PLR2004 who, unit, series, detail
    columns = (
        Column("what", "要办什么", "text", width=WHAT),
        Column("who", "姓名" if has_units else "申报编号", "text", width=WHO if has_units else 9),
        *([Column("unit", "单位", "text", width=UNIT)] if has_units else []),
        Column("series", "系列", "text", width=SERIES),
        Column("detail", "情况", "text", width=DETAIL),
    )
    rows = tuple(
        Row(tuple[Cell, ...](line))
        for each, n in zip(found, kept, strict=True)
        for line in each.rows(n)
    )
    return Table(number, "要办的件", "", columns, rows)


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
        kept[growing[0] if kept[growing[0]] == 1 else min(growing, key=lambda n: (kept[n], n))] += 1
    return kept


def _height(cells: Sequence[str]) -> int:
    widths = (WHAT, WHO, UNIT, SERIES, DETAIL) if len(cells) > 4 else (WHAT, 9, SERIES, DETAIL)  # noqa: PLR2004
    return max(
        -(-_wide(text) // (2 * width)) or 1 for text, width in zip(cells, widths, strict=True)
    )


def _wide(text: str) -> int:
    """Half characters: a Chinese one counts two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)
