"""The page 县市工作台 as one finished piece: on the screen, on paper and in the saved file alike."""

import re
from collections.abc import Mapping, Sequence

from dashboard import pieces, pieces_data, tables_workbench, workbench_aside
from dashboard import sentences_workbench_lists as say_lists
from dashboard.pieces import figure, tag, text
from dashboard.sentences_workbench_lists import TO_BEGIN
from dashboard.words import ENGLISH, capital, language, mark, say
from dashboard.workbench import LISTS, Desk, Row
from dashboard.workbench_aside import Address, Marked, quiet

ORDER = (*LISTS[:4], TO_BEGIN, *LISTS[4:])
# Their last column but one is what a person wrote, which may be long.
WITH_PROBLEM = ("last_chance", "waiting_applicant", "paper_defective")
# How many rows of a list may stand on paper; what one sheet holds, counted in rows.
STEPS = (1, 2, 3, 5, 8, 12, 18, 26)
ROWS_ON_PAPER, ROWS_OF_A_HEADING, ROWS_OF_A_PROBLEM = 48, 3, 2
ROWS_LESS_IN_ENGLISH = 5  # its words are longer and take more lines


def whole(desk: Desk, marked: Sequence[Marked], address: Address | None) -> str:
    """All that stands below the headline; without `address` (a saved file) nothing is a link."""
    aside = workbench_aside.sections(desk, marked, address)
    return tag(
        "div",
        tag("div", *todo(desk), class_="todo"),
        tag("div", *aside, class_="aside"),
        class_="desk",
    )


def todo(desk: Desk) -> list[str]:
    """The lists in the order of what is to be done first; those without a case in one line."""
    if not desk.has_begun:
        return [quiet(say("申报还没有开始，到时这里按先后列出要办的件。"))]
    if not desk.is_reported:
        return [
            quiet(say("花名册还没有报送：没有数不等于没有事。报送并载入后，这里列出要办的件。"))
        ]
    found = {count: _rows(desk, count) for count in ORDER}
    kept = on_paper({count: len(rows) for count, rows in found.items() if rows})
    made = [_list(desk, count, found[count], kept[count]) for count in ORDER if found[count]]
    none = [count for count in ORDER if not found[count] and count != "waiting_unknown"]
    return [*made, _none(none, desk.county), _elsewhere(desk)]


def _rows(desk: Desk, count: str) -> tuple[Row, ...]:
    return desk.to_begin if count == TO_BEGIN else desk.lists[count]


def on_paper(sizes: Mapping[str, int]) -> dict[str, int]:
    """Share one sheet of paper among the lists, the first ones served first; a row of each at least."""
    heights = {count: ROWS_OF_A_PROBLEM if count in WITH_PROBLEM else 1 for count in sizes}
    room = ROWS_ON_PAPER - (ROWS_LESS_IN_ENGLISH if language() == ENGLISH else 0)
    left = room - sum(ROWS_OF_A_HEADING + heights[count] for count in sizes)
    kept = {}
    for count, size in sizes.items():
        allowed = [step for step in STEPS if (min(step, size) - 1) * heights[count] <= max(left, 0)]
        kept[count] = allowed[-1]
        left -= (min(allowed[-1], size) - 1) * heights[count]
    return kept


def _list(desk: Desk, count: str, rows: Sequence[Row], kept: int) -> str:
    made = pieces_data.stacked(
        pieces.table(*tables_workbench.cases(desk, count, rows), caption=_plain(count, len(rows))),
        f"keep{kept} problem" if count in WITH_PROBLEM else f"keep{kept}",
    )
    rest = len(rows) - kept
    note = tag("p", text(say("其余 {n} 件见网页", n=rest)), class_="rest") if rest > 0 else ""
    head = _heading(count, len(rows), desk.county, say_lists.caption(desk, count))
    return tag("section", head, made, note)


def _plain(count: str, number: int) -> str:
    return capital(say(say_lists.TITLES[count], n=number))


def _counted(count: str, number: int, county: str = "") -> str:
    """The title of a list with its number as a figure that names its count."""
    shown = figure(number, "" if count == TO_BEGIN else count, county)
    return re.sub(rf"\b{number}\b", lambda _: shown, text(_plain(count, number)), count=1)


def _heading(count: str, number: int, county: str, caption: str) -> str:
    said = tag("span", text(capital(caption)), class_="caption") if caption else ""
    return tag(
        "div", tag("h2", _counted(count, number, county), class_="finding"), said, class_="head"
    )


def _none(counts: Sequence[str], county: str) -> str:
    """The lists without a case, in one line."""
    if not counts:
        return ""
    told = tag("span", " · ", class_="dot").join(
        tag("span", _counted(count, 0, county), class_="together") for count in counts
    )
    return tag("p", text(capital(say("没有："))), told, class_="quiet none")


def _elsewhere(desk: Desk) -> str:
    """What waits for others than the county; nothing to do about it here."""
    waiting = [
        (say(title, n=number), count, number)
        for count, title in _ELSEWHERE.items()
        if (number := desk.total.counts[count])
    ]
    if not waiting:
        return ""
    told = [
        re.sub(rf"\b{n}\b", lambda _, c=count, n=n: figure(n, c, desk.county), text(said), count=1)  # type: ignore[misc]
        for said, count, n in waiting
    ]
    dot = tag("span", " · ", class_="dot")
    return tag("p", text(capital(say("不用本县市办："))), dot.join(told), class_="quiet none")


_ELSEWHERE = {
    "waiting_prefecture": mark("等州级审核 {n} 件"),
    "waiting_panel": mark("等评审 {n} 件"),
    "waiting_result": mark("等结果公示 {n} 件"),
}
