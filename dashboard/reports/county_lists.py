"""The lists of a county's page as one table that shares the sheet among them, the first ones served first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import formats, tables_workbench
from dashboard import sentences_workbench_lists as say_lists
from dashboard.pieces import Cell as PageCell
from dashboard.reports.paper import Cell, Column, Row, Table
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
WHAT, SERIES = ("what", "要办什么", 10), ("series", "系列", 5)
# Columns with their widths in characters; without the right to see persons there is no unit.
NAMED = (WHAT, ("who", "姓名", 8), ("unit", "单位", 11), SERIES, ("detail", "情况", 20))
NUMBERED = (WHAT, ("who", "申报编号", 9), SERIES, ("detail", "情况", 30))
MOST = 60  # characters of a name or a unit
Shown = PageCell | str | int | None


@dataclass(frozen=True)
class Listed:
    """One list: its title with its number, and a line for every case of it."""

    count: str
    title: str
    lines: tuple[tuple[str, ...], ...]

    def rows(self, kept: int) -> list[tuple[str, ...]]:
        """The first rows under the title; the last of them says how many there are besides."""
        told = [("", *line) for line in self.lines[:kept]]
        told[0] = (self.title, *told[0][1:])
        if left := len(self.lines) - kept:
            rest = f"另有 {left} {self.title[-1]}，见名单"
            first = f"{told[-1][0]}；{rest}" if told[-1][0] else rest
            told[-1] = (first, *told[-1][1:])
        return told


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
    first = heads.index("系列") + 1
    texts = [_text(each, longest if n >= first else MOST) for n, each in enumerate(shown)]
    details = [
        f"{SHORTER.get(head, head)}：{text}"
        for head, text in zip(heads[first:], texts[first:], strict=True)
    ]
    return (*texts[:first], "；".join(details))


def _text(shown: Shown, longest: int) -> str:
    """What a cell of the page says; only what a person wrote may be cut short, never who and where."""
    if not isinstance(shown, PageCell):
        return formats.NOTHING if shown is None else f"{shown}"
    told = shown.text or "，".join(word.text for word in shown.words)
    return told if len(told) <= longest else f"{told[: longest - 1]}…"


def table(number: str, found: Sequence[Listed], kept: Sequence[int]) -> Table:
    """Set so many rows of each list one below the other."""
    rows = [line for each, n in zip(found, kept, strict=True) for line in each.rows(n)]
    is_named = len(rows[0]) == len(NAMED)
    columns = tuple(
        Column(key, head, "text", width=wide)
        for key, head, wide in (NAMED if is_named else NUMBERED)
    )
    return Table(
        number, "要办的件", "", columns, tuple(Row(tuple[Cell, ...](line)) for line in rows)
    )


def shared(found: Sequence[Listed], fits: Callable[[Sequence[int]], bool]) -> list[int]:
    """How many rows of each list stand: whoever has one chance left first, then one by one in turn.

    A row of each at least, whatever fits.
    """
    kept = [1] * len(found)

    def may_grow(n: int) -> bool:
        grown = [k + (place == n) for place, k in enumerate(kept)]
        return kept[n] < len(found[n].lines) and fits(grown)

    while found and found[0].count == "last_chance" and may_grow(0):
        kept[0] += 1
    while growing := [n for n in range(len(found)) if may_grow(n)]:
        kept[min(growing, key=lambda n: (kept[n], n))] += 1
    return kept
