"""Places against measures as an HTML table: k/n in every cell, shaded or with a bar on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard import formats
from dashboard.pieces import Word, figure, link, tag, text, words
from dashboard.pieces_overview import SHADES
from dashboard.words import capital, mark, say

Look = Literal["shade", "bar", "plain"]
Counted = tuple[str, int | None]


@dataclass(frozen=True)
class Share:
    """k/n of one place: the quotient draws it, `whole` is the same quotient of all places.

    `instead` is a word in place of the figures (未下达, 未报送); `is_few` leaves it uncoloured.
    `link` leads to what is behind k, or behind both where `of_link` does not lead to what is behind n.
    """

    numerator: Counted
    denominator: Counted
    rate: float | None = None
    whole: float | None = None
    words: tuple[Word, ...] = ()
    instead: str = ""
    series: str = ""
    link: str = ""
    of_link: str = ""
    is_few: bool = False
    is_chosen: bool = False
    is_sum: bool = False


@dataclass(frozen=True)
class Head:
    """A column's title and what is said below it; `aside` only where there is room for it."""

    title: str
    below: str = ""
    aside: str = ""


@dataclass(frozen=True)
class Line:
    """A place with its cells; a total stands apart from the places."""

    title: str
    cells: tuple[Share | str, ...]
    county: str = ""
    link: str = ""
    is_total: bool = False
    is_chosen: bool = False


def matrix(
    look: Look, corner: str, heads: Sequence[Head], lines: Sequence[Line], caption: str
) -> str:
    """Write the table; every figure names its count, so that it can be checked against the warehouse."""
    first = tag("th", text(capital(corner)), scope="col")
    titles = [
        tag(
            "th",
            text(capital(head.title)),
            _small("aside", head.aside),
            _small("below", head.below),
            scope="col",
        )
        for head in heads
    ]
    made = tag(
        "table",
        tag("caption", text(caption)),
        tag("thead", tag("tr", first, *titles)),
        tag("tbody", *(_line(look, line) for line in lines)),
        class_=f"matrix {look}",
    )
    return tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _small(kind: str, said: str) -> str:
    return tag("span", text(said), class_=kind) if said else ""


def _line(look: Look, line: Line) -> str:
    title = text(line.title)
    head = link(title, line.link) if line.link else title
    kind = " ".join(
        name for name, holds in (("total", line.is_total), ("chosen", line.is_chosen)) if holds
    )
    cells = (
        _share(look, cell, line.county)
        if isinstance(cell, Share)
        else tag("td", text(cell), class_="words")
        for cell in line.cells
    )
    return tag("tr", tag("th", head, scope="row"), *cells, class_=kind)


def _share(look: Look, cell: Share, county: str) -> str:
    if cell.instead:
        return tag("td", tag("span", text(cell.instead), class_="quiet"), class_="empty")
    shown = _fraction(cell, county)
    if cell.denominator[1] == 0 and not cell.numerator[1]:
        shown = tag("span", formats.NOTHING, class_="quiet", title=say("没有可比的数"))
    if cell.link and not cell.of_link:
        shown = link(shown, cell.link)
    told = [Word(say("样本少"), "quiet")] if cell.is_few else list(cell.words)
    said = [tag("span", words([word]), class_="told") for word in told]
    parts = [shown, *said, _bar(cell) if look == "bar" else ""]
    kinds = {
        "few": cell.is_few,
        "chosen": cell.is_chosen,
        "sum": cell.is_sum,
        _shade(cell): look == "shade" and not cell.is_sum,
    }
    return tag("td", *parts, class_=" ".join(name for name, holds in kinds.items() if holds))


def _fraction(cell: Share, county: str) -> str:
    top, bottom = (
        _linked(figure(value, count, county, data_series=cell.series), cell, where)
        for (count, value), where in ((cell.numerator, cell.link), (cell.denominator, cell.of_link))
    )
    return tag("span", top, tag("span", "/", bottom, class_="of"), class_="fraction")


def _linked(shown: str, cell: Share, where: str) -> str:
    """Lead from k and from n each to its own list where both are known."""
    return link(shown, where) if cell.of_link and where else shown


def _shade(cell: Share) -> str:
    """The same five steps of blue as the tiles of the overview; none without a quotient."""
    if cell.rate is None or cell.is_few:
        return ""
    return f"shade{1 + sum(cell.rate >= step for step in SHADES)}"


def _bar(cell: Share) -> str:
    """A bar from 0 to 100 %, with a thin tick where all places together stand."""
    if cell.rate is None:
        return ""
    tick = "" if cell.whole is None else tag("i", "", class_="tick", style=f"--w:{cell.whole}")
    return tag(
        "span",
        tag("i", "", class_="fill", style=f"--r:{cell.rate}"),
        tick,
        class_="bar",
        aria_hidden="true",
    )


def key() -> str:
    """What the lines of the curves mean, drawn small before their words."""
    drawn = (
        ("area", mark("申报")),
        ("line", mark("形式审核通过")),
        ("dots", mark("纸质到件")),
        ("full", mark("下达名额")),
    )
    return tag(
        "p",
        *(tag("span", tag("i", "", class_=kind), text(capital(say(told)))) for kind, told in drawn),
        class_="key",
    )
