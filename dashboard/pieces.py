"""Small pieces of HTML that every page shares; all that comes from data is escaped here."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from dashboard import formats
from dashboard.words import ENGLISH, capital, language, say
from etl.plain_text import plain_lines

LONGEST_FOUND, ON_ONE_LINE = 200, 40
_MAY_BREAK = re.compile("(?<=[a-z])\u00ad(?=[a-z])")
STATES = ("plain", "quiet", "blue", "amber", "red")


@dataclass(frozen=True)
class Number:
    """One of the few numbers that lead a page: k / n, its share, and what stands below it.

    `count` names the count behind k, `denominator_count` that behind n (for whoever checks them);
    `link` and `denominator_link` lead to the lists behind them.
    """

    label: str
    value: int | None
    of: int | None = None
    unit: str = ""
    share: float | None = None
    below: str = ""
    count: str = ""
    denominator_count: str = ""
    link: str = ""
    denominator_link: str = ""


@dataclass(frozen=True)
class Word:
    """A word with its state, never told by colour alone; `short` where room is scarce."""

    text: str
    state: str = "plain"
    short: str = ""
    link: str = ""


@dataclass(frozen=True)
class Cell:
    """A table's cell: what it shows and, for a figure, which count and place it is of.

    `as_found`: a file's name or a value of a file, shown letter by letter.
    """

    text: str
    count: str = ""
    county: str = ""
    value: int | None = None
    words: Sequence[Word] = ()
    link: str = ""
    as_found: bool = False


@dataclass(frozen=True)
class Column:
    """A table's column; figures stand to the right, words to the left."""

    title: str
    is_figure: bool = False
    width: str = ""
    caption: str = field(default="", compare=False)


def text(value: object) -> str:
    """Escape, space figures from the Chinese around them, and leave out what nobody would see.

    Where an English word may break it keeps its soft hyphen: narrow heads need it.
    """
    parts = _MAY_BREAK.split(str(value))
    return "\u00ad".join(escape(formats.spaced(plain_lines(part))) for part in parts)


def found(value: object) -> str:
    """A value as it stands in a file, letter by letter; among English it is marked as Chinese.

    A very long one is cut: a cell of a file may hold thousands of signs.
    """
    whole = plain_lines(str(value))
    shown = escape(whole if len(whole) <= LONGEST_FOUND else f"{whole[: LONGEST_FOUND - 1]}…")
    if len(whole) > ON_ONE_LINE:
        shown = tag("span", shown, class_="long")
    if language() == ENGLISH and formats.is_chinese(shown):
        return tag("span", shown, lang="zh-Hans")
    return shown


def tag(name: str, *inside: str, **attributes: object) -> str:
    """Make an element; `class_` and `data_count` are written class and data-count."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(plain_lines(str(value)))}"'
        for key, value in attributes.items()
        if value not in (None, "")
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>"


def figure(value: int | None, count: str = "", county: str = "", **more: object) -> str:
    """A figure that says which count, and of which county, it is."""
    return tag(
        "span",
        formats.number(value),
        class_=more.pop("class_", "k"),
        data_count=count,
        data_county=county,
        data_value=value if count else None,
        **more,
    )


def fraction(
    numerator: tuple[str, int | None],
    denominator: tuple[str, int | None],
    county: str = "",
    to: Callable[[str], str] | None = None,
    series: str = "",
) -> str:
    """k/n, each of both with its count; `to` gives the address of the list behind a count."""
    top, bottom = (
        _linked(figure(value, count, county, data_series=series), to(count) if to and count else "")
        for count, value in (numerator, denominator)
    )
    return tag("span", top, tag("span", "/", bottom, class_="of"), class_="fraction")


def words(parts: Iterable[Word]) -> str:
    """Words with their states; the comma stays with the word before it."""
    *most, last = [_word(word) for word in parts] or [""]
    mark = formats.comma(["", ""])
    comma = tag("span", mark.rstrip(), class_="comma")
    gap = mark[len(mark.rstrip()) :]
    return gap.join([*(tag("span", word, comma, class_="together") for word in most), last])


def _word(word: Word) -> str:
    shown = tag("span", text(word.text), class_=f"word {word.state}")
    return link(shown, word.link) if word.link else shown


def link(shown: str, address: str, **attributes: object) -> str:
    """A link that opens in the same window."""
    return tag("a", shown, href=address, target="_self", **attributes)


def numbers(parts: Sequence[Number]) -> str:
    """A row of at most four numbers."""
    return tag("div", *map(_number, parts), class_="numbers")


def _number(part: Number) -> str:
    shown = [_linked(figure(part.value, part.count, class_="big"), part.link)]
    if part.of is not None:
        whole = _linked(figure(part.of, part.denominator_count), part.denominator_link)
        shown.append(tag("span", " / ", whole, class_="of"))
    if part.unit:
        shown.append(tag("span", text(part.unit), class_="of"))
    if part.of is not None and part.share is not None:
        shown.append(tag("span", formats.percent(part.share), class_="share"))
    return tag(
        "div",
        tag("div", text(capital(part.label)), class_="label"),
        tag("div", *shown, class_="value"),
        tag("div", text(capital(part.below)), class_="below"),
        class_="number",
    )


def _linked(shown: str, address: str) -> str:
    return link(shown, address) if address else shown


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell | str | int | None]],
    caption: str = "",
    empty: str = "",
) -> str:
    """An accessible table: a caption for those who hear it, row headers, figures to the right."""
    if not rows:
        return tag("p", text(capital(empty or say("没有"))), class_="quiet")
    head = [
        tag(
            "th",
            text(capital(column.title)),
            scope="col",
            class_="figure" if column.is_figure else None,
            style=f"width:{column.width}" if column.width else None,
        )
        for column in columns
    ]
    body = [
        tag("tr", *(_cell(value, columns[n], is_head=n == 0) for n, value in enumerate(row)))
        for row in rows
    ]
    made = tag(
        "table",
        tag("caption", text(caption)) if caption else "",
        tag("thead", tag("tr", *head)),
        tag("tbody", *body),
        class_="table",
    )
    return tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _cell(value: Cell | str | int | None, column: Column, *, is_head: bool) -> str:
    cell = value if isinstance(value, Cell) else Cell(_shown(value))
    shown = words(cell.words) if cell.words else text(cell.text)
    if cell.as_found:
        shown = found(cell.text)
    if cell.count:
        shown = figure(cell.value, cell.count, cell.county)
    shown = _linked(shown, cell.link)
    kind = "figure" if column.is_figure else None
    if is_head:
        return tag("th", shown, scope="row", class_=kind)
    return tag("td", shown, class_=kind, data_title=capital(column.title))


def _shown(value: str | int | None) -> str:
    return formats.number(value) if isinstance(value, int) or value is None else value


def title(shown: str, caption: str = "") -> str:
    """A heading that says the finding, with how to read what follows beside or below it."""
    read = tag("p", text(capital(caption)), class_="caption") if caption else ""
    return tag("h2", text(capital(shown)), class_="finding") + read


def style_of(values: Mapping[str, Any]) -> str:
    """Numbers for the style sheet to draw with: --k:213;--n:239."""
    return ";".join(f"--{key}:{value}" for key, value in values.items())
