"""Pieces of HTML that only 周报 uses: the sentences, two dots a place, the table of differences."""

from collections.abc import Sequence
from itertools import groupby

from dashboard import formats
from dashboard.digest import Share
from dashboard.pieces import Column, figure, fraction, link, style_of, tag, text
from dashboard.tables_digest import Compared, CountRow, TwoShares
from dashboard.words import capital, say


def lines(told: Sequence[str]) -> str:
    """The sentences as a numbered list."""
    items = (tag("li", text(formats.sentence(each))) for each in told)
    return tag("ol", *items, class_="digest-lines")


def was(value: int, count: str, place: str) -> str:
    """A figure of the earlier day: named apart from those of the day on the page."""
    return tag(
        "span",
        formats.number(value),
        class_="was",
        data_was=count,
        data_county=place,
        data_value=value,
    )


def dumbbells(
    rows: Sequence[TwoShares], heads: Sequence[Column], counts: tuple[str, str], alt: str
) -> str:
    """One line a place: where its share stood and where it stands, with both k/n printed."""
    head = [
        tag(
            "th",
            text(capital(each.title)),
            scope="col",
            class_="figure" if each.is_figure else None,
        )
        for each in heads
    ]
    body = [
        tag(
            "tr",
            tag("th", text(row.name), scope="row"),
            tag("td", _track(row), class_="track"),
            tag("td", _before(row, counts), class_="figure"),
            tag("td", _now(row, counts), class_="figure"),
            class_=None if row.place else "total",
        )
        for row in rows
    ]
    made = tag(
        "table",
        tag("caption", text(alt)),
        tag("thead", tag("tr", *head)),
        tag("tbody", *body),
        class_="table dumbbells",
    )
    return tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=alt)


def _track(row: TwoShares) -> str:
    """A hollow dot before, a full one now, and the way between them."""
    values = {
        name: share.rate
        for name, share in (("a", row.before), ("b", row.now))
        if share is not None and share.rate is not None
    }
    dots = [tag("i", class_="way")] if len(values) > 1 else []
    dots += [tag("i", class_={"a": "then", "b": "now"}[name]) for name in values]
    return tag("span", *dots, class_="rail", style=style_of(values), aria_hidden="true")


def _before(row: TwoShares, counts: tuple[str, str]) -> str:
    if row.before is None or not _is_told(row.before):
        return tag("span", formats.NOTHING, class_="quiet")
    k, n = was(row.before.numerator, counts[0], row.place), row.before.denominator
    return tag(
        "span",
        k,
        tag("span", "/", was(n, counts[1], row.place), class_="of"),
        class_="fraction quiet",
    )


def _now(row: TwoShares, counts: tuple[str, str]) -> str:
    if row.now is None or not _is_told(row.now):
        return tag("span", formats.NOTHING, class_="quiet")
    numerator, denominator = counts
    return fraction(
        (numerator, row.now.numerator), (denominator, row.now.denominator), county=row.place
    )


def _is_told(share: Share) -> bool:
    return bool(share.numerator or share.denominator)


def differences(heads: Sequence[Column], rows: Sequence[CountRow], caption: str) -> str:
    """Every count with before, now and change, over all and place by place, under its heading."""
    with_restated = any(head.title == say("更正") for head in heads)
    first = [
        tag(
            "th",
            text(capital(head.title)),
            scope="col",
            class_="figure" if head.is_figure else None,
        )
        for head in heads
    ]
    bodies = [
        tag(
            "tbody",
            tag("tr", tag("th", text(capital(name)), colspan=len(heads), scope="rowgroup")),
            *(_row(row, with_restated=with_restated) for row in found),
        )
        for name, found in groupby(rows, key=lambda row: row.group)
    ]
    made = tag(
        "table",
        tag("caption", text(caption)),
        tag("thead", tag("tr", *first)),
        *bodies,
        class_="table differences",
    )
    return tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _row(row: CountRow, *, with_restated: bool) -> str:
    whole = row.whole
    restated = (
        tag("span", _signed(whole.restated), class_="word amber") if whole.restated else _none()
    )
    cells = [
        tag("td", was(whole.then, whole.count, ""), class_="figure"),
        *([tag("td", restated, class_="figure")] if with_restated else []),
        tag("td", figure(whole.now, whole.count), class_="figure"),
        tag("td", _difference(whole), class_="figure change"),
    ]
    places = (tag("td", _place(each), class_="figure place") for each in row.places)
    return tag("tr", tag("th", text(capital(row.title)), scope="row"), *cells, *places)


def _none() -> str:
    return tag("span", formats.NOTHING, class_="quiet")


def _signed(difference: int) -> str:
    return f"{difference:+}".replace("-", "−")


def _difference(each: Compared) -> str:
    if not each.change:
        return _none()
    return tag("b", _signed(each.change), data_change=each.count, data_county=each.place)


def _place(each: Compared) -> str:
    """The difference first, then from what to what; a corrected past says so."""
    now = figure(each.now, each.count, each.place)
    if not each.has_changed:
        return tag("span", now, class_="quiet")
    both = tag("span", was(each.then, each.count, each.place), "→", now, class_="both")
    signed = _difference(each) if each.change else ""
    shown = link(signed, each.link) if each.link and signed else signed
    restated = ""
    if each.restated:
        said = say("更正 {n}", n=_signed(each.restated))
        word = tag("span", text(said), class_="word amber")
        restated = link(word, each.link) if each.link else word
    return f"{shown} {restated}{both}"
