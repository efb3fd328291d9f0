"""Pieces of HTML that only 数据质量 and 口径与规则 use."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from dashboard import formats, weekly
from dashboard.pieces import Cell, Column, Word, link, style_of, table, tag, text, words
from dashboard.weekly import Week
from dashboard.words import capital, mark, say

FATES = (
    ("loaded", mark("入库"), mark("现在采用的行")),
    ("unchanged", mark("未变"), mark("与以前报的相同")),
    ("superseded", mark("被更新"), mark("后来的报送已改")),
    ("quarantined", mark("未计入"), mark("改好重报后计入")),
)
STEPS = (1, 2, 4, 8, 16)  # from how many places on a cell is a shade darker
WEEK_STATES = {weekly.LATE: "amber", weekly.DUE: "amber", weekly.UNSENT: "red"}


def balance(total: Mapping[str, Any]) -> str:
    """Rows read as the sum of what became of them, in figures and as one bar."""
    parts = [_part(say("读入"), total["read"], say("各表的数据行"), "read")]
    for sign, (fate, word, meaning) in zip("=+++", FATES, strict=True):
        parts.append(tag("span", sign if total["adds_up"] or sign == "+" else "≠", class_="sign"))
        parts.append(_part(say(word), total[fate], say(meaning), fate))
    bars = [tag("i", class_=fate, style=style_of({"n": total[fate]})) for fate, _, _ in FATES]
    told = formats.comma(
        say("{fate} {n} 行", fate=say(word), n=total[fate]) for fate, word, _ in FATES
    )
    bar = tag("div", *bars, class_="fates", role="img", aria_label=capital(told))
    return tag("div", tag("div", *parts, class_="sum"), bar, class_="balance")


def _part(word: str, number: int, meaning: str, fate: str) -> str:
    return tag(
        "div",
        tag("div", text(capital(word)), class_=f"label {fate}"),
        tag("div", formats.number(number), class_="big", data_fate=fate, data_value=number),
        tag("div", text(capital(meaning)), class_="below"),
        class_="part",
    )


def stacked(made: str, kind: str = "") -> str:
    """A table of words: on a narrow screen each line becomes a small list under its own titles."""
    return tag("div", made, class_=f"stacked {kind}".strip())


def words_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell | str | int | None]],
    caption: str,
    kind: str = "",
) -> str:
    """The same from columns and rows."""
    return stacked(table(columns, rows, caption, empty=say("没有要改的")), kind)


def worded(
    head: Sequence[str], lines: Sequence[Sequence[str]], caption: str, kind: str = "defined"
) -> str:
    """Cells come as HTML of ours, escaped where they were made."""
    titles = [capital(title) for title in head]
    body = [
        tag(
            "tr",
            tag("th", line[0], scope="row"),
            *(
                tag("td", tag("div", cell), data_title=titles[n])
                for n, cell in enumerate(line[1:], start=1)
            ),
        )
        for line in lines
    ]
    made = tag(
        "table",
        tag("caption", text(capital(caption))),
        tag("thead", tag("tr", *(tag("th", text(title), scope="col") for title in titles))),
        tag("tbody", *body),
        class_="table",
    )
    return stacked(made, kind)


def heat(columns: Sequence[Column], lines: Sequence[Sequence[Cell]], caption: str) -> str:
    """Rules against offices: the number stands in every cell, the more the darker; it opens its list."""
    head = [
        tag("th", text(capital(each.title)), scope="col", class_="figure" if each.is_figure else "")
        for each in columns
    ]
    body = [
        tag(
            "tr",
            tag("th", text(capital(line[0].text)), scope="row"),
            *(_heated(cell) for cell in line[1:]),
        )
        for line in lines
    ]
    made = tag(
        "table",
        tag("caption", text(capital(caption))),
        tag("thead", tag("tr", *head)),
        tag("tbody", *body),
        class_="table",
    )
    scroll = tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption)
    return stacked(scroll, "tally") + _heat_key()


def _heated(cell: Cell) -> str:
    if cell.words:
        return tag("td", words(cell.words), class_="word-cell")
    shown = link(text(cell.text), cell.link) if cell.link else text(cell.text)
    return tag("td", shown, class_=f"figure {_shade(cell.value)}".strip())


def _shade(number: int | None) -> str:
    return f"shade{sum(number >= step for step in STEPS)}" if number else ""


def _heat_key() -> str:
    """Which number a shade begins with."""
    spans = [f"{first}–{after - 1}" for first, after in pairwise(STEPS)]
    shown = [f"{STEPS[0]}", *spans[1:], say("{n} 处以上", n=STEPS[-1])]
    swatches = [
        tag("span", tag("i", class_=f"shade{n}"), text(told))
        for n, told in enumerate(shown, start=1)
    ]
    return tag("p", *swatches, class_="key heat-key")


def weeks(strips: Mapping[str, Sequence[Week]], names: Mapping[str, str], caption: str) -> str:
    """A strip a county: three marks a week, in words where something is late or missing."""
    mondays = [week.monday for week in next(iter(strips.values()), [])]
    head = [say("县市"), *(formats.day_short(each) for each in mondays)]
    body = [
        tag("tr", tag("th", text(names[code]), scope="row"), *map(_week, shown))
        for code, shown in strips.items()
    ]
    made = tag(
        "table",
        tag("caption", text(capital(caption))),
        tag("thead", tag("tr", *(tag("th", text(capital(each)), scope="col") for each in head))),
        tag("tbody", *body),
        class_="table",
    )
    scroll = tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption)
    return tag("div", scroll, class_="weeks") + _weeks_key(strips)


def _week(week: Week) -> str:
    """Marks for the eye; a screen reader hears the kind and its state."""
    marks = [
        tag("i", class_=state, role="img", aria_label=_said(state, say(short)))
        for short, state in zip(weekly.SHORT.values(), week.states, strict=True)
    ]
    told = [
        tag("span", text(capital(_said(state, kinds))), class_=f"word {WEEK_STATES[state]}")
        for state, kinds in week.told
    ]
    return tag("td", tag("span", *marks, class_="marks"), *told)


def _said(state: str, kinds: str) -> str:
    return say("{kinds}{state}", kinds=kinds, state=say(weekly.STATES[state]))


def _weeks_key(strips: Mapping[str, Sequence[Week]]) -> str:
    """The marks that occur, with their words."""
    met = {state for weeks in strips.values() for week in weeks for state in week.states}
    drawn = [
        tag("span", tag("i", class_=state), text(capital(say(word))))
        for state, word in weekly.STATES.items()
        if state in met
    ]
    return tag("p", *drawn, class_="key weeks-key")


def word(text_of: str, state: str) -> Cell:
    """A cell that is one word with its state."""
    return Cell("", words=[Word(capital(text_of), state)])
