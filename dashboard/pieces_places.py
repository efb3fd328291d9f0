"""The nine rows of the page 总览, readable without hovering: a bar, figures, and what one must know."""

from collections.abc import Callable
from dataclasses import replace

from dashboard import formats, listed
from dashboard.overview import Overview, Place
from dashboard.pieces import Cell, Column, Word, fraction, link, style_of, tag, text, words
from dashboard.place_facts import NOT_ALLOTTED, Fact
from dashboard.selection import Selection
from dashboard.words import CHINESE, capital, language, mark, say

MOST_WORDS = 6
# Each pair of figures with its title.
PAIRS = (
    (("occupied", "allocated"), mark("占用")),
    (("accepted", "recommended"), mark("通过/推荐")),
    (("accepted_with_paper", "accepted"), mark("到件")),
)
Address = Callable[..., str]


def places(seen: Overview, chosen: Selection) -> str:
    """Nine rows that read without hovering; on a narrow screen they become lines of words."""
    longest = max((max(_length(place), 1) for place in seen.places), default=1)
    kind = say("系列") if seen.place else say("县市")
    caption = (
        say("各系列的名额、审核和纸质材料") if seen.place else say("各县市的名额、审核和纸质材料")
    )
    head = [
        _head(kind),
        tag("td", class_="bar"),
        *(_head(say(title), is_figure=True) for _, title in PAIRS),
        _head(say("需要知道的事")),
    ]
    return tag(
        "table",
        tag("caption", text(caption)),
        tag("thead", tag("tr", *head)),
        tag("tbody", *(row(place, chosen.address, longest) for place in seen.places)),
        class_="places",
    )


def _head(shown: str, *, is_figure: bool = False) -> str:
    return tag("th", text(capital(shown)), scope="col", class_="figure" if is_figure else None)


def legend(seen: Overview) -> str:
    """How to read the bars."""
    parts = [say("浅：占用"), say("深：形式审核通过"), say("粗线：下达名额")]
    if seen.has_last_year:
        parts.append(say("细线：去年同期占用"))
    return "　".join(parts) if language() == CHINESE else capital(formats.semicolon(parts))


def allotment(seen: Overview) -> tuple[list[Column], list[list[Cell | str]]]:
    """Before there are applications: what each place has been given."""
    columns = [
        Column(say("系列") if seen.place else say("县市")),
        Column(say("下达名额"), is_figure=True),
        Column(say("核定职数"), is_figure=True),
    ]
    rows: list[list[Cell | str]] = [
        [place.name, *(_given(place, count) for count in ("allocated", "approved_posts"))]
        for place in seen.places
    ]
    return columns, rows


def _given(place: Place, count: str) -> Cell | str:
    if not place.is_allotted:
        return say(NOT_ALLOTTED)
    return Cell("", count, place.code, place.counts[count])


def _length(place: Place) -> int:
    last_year = place.last_year.counts["occupied"] if place.last_year else 0
    return max(place.counts["allocated"] or 0, place.counts["occupied"] or 0, last_year or 0)


def row(place: Place, address: Address, longest: int) -> str:
    """One place; every figure leads to its list."""
    cells = [
        tag(
            "td",
            pair_of(place, *pair, address),
            class_=f"figure {pair[0]}",
            data_title=capital(say(title)),
        )
        for pair, title in PAIRS
    ]
    return tag(
        "tr",
        tag("th", link(text(place.name), address(**_here(place))), scope="row"),
        tag("td", _bar(place, longest), class_="bar"),
        *cells,
        tag("td", _facts(place, address), class_="facts"),
    )


def _here(place: Place) -> dict[str, str]:
    return {"series" if place.figures.county_code is None else "county": place.code}


def _facts(place: Place, address: Address) -> str:
    """Levels of flags in their colours, else the gravest fact in its own; the others in plain words."""
    facts = [_leading(fact, place, address) for fact in place.facts]
    known = [replace(word, text=capital(word.text)) for word in place.flags or facts[:1]]
    others = [replace(fact, state="quiet") for fact in facts[0 if place.flags else 1 :]]
    if not known:
        return tag("span", formats.NOTHING, class_="quiet")
    room = MOST_WORDS - len(known)
    if len(others) > room:
        rest = say("等 {n} 项", n=len(others) - room + 1)
        others = [*others[: room - 1], Word(rest, "quiet")]
    if not place.flags:
        return words([*known, *others])
    flags = link(words(known), address(page="flags", county=place.code))
    mark_after = formats.comma(["", ""]).rstrip()
    comma = tag("span", mark_after, class_="comma") if others else ""
    return tag("span", flags, comma, class_="together") + words(others)


def _leading(fact: Word, place: Place, address: Address) -> Word:
    """A fact that tells a count leads to its list."""
    if not isinstance(fact, Fact):
        return fact
    return Word(
        fact.text, fact.state, fact.short, listed.address(address, fact.count, **_here(place))
    )


def pair_of(place: Place, numerator: str, denominator: str, address: Address | None = None) -> str:
    """k/n; what nobody has sent or allotted is a dash, not 0."""

    def known(count: str) -> tuple[str, int | None]:
        if count == "allocated":
            return (count, place.counts[count]) if place.is_allotted else ("", None)
        return (count, place.counts[count]) if place.has_reported else ("", None)

    def to(count: str) -> str:
        return listed.address(address, count, **_here(place)) if address else ""

    return fraction(known(numerator), known(denominator), place.code, to)


def _bar(place: Place, longest: int) -> str:
    counts = place.counts
    lengths = {
        "max": longest,
        "allocated": counts["allocated"],
        "occupied": counts["occupied"],
        "accepted": counts["accepted"],
    }
    marks = ["band", "occupied", "accepted"] + (["places"] if place.is_allotted else [])
    told = [
        say("下达 {n}", n=counts["allocated"]),
        say("占用 {n}", n=counts["occupied"]),
        say("通过 {n}", n=counts["accepted"]),
    ]
    if place.last_year:
        lengths["before"] = place.last_year.counts["occupied"]
        marks.append("before")
        told.append(say("去年同期占用 {n}", n=lengths["before"]))
    return tag(
        "div",
        *(tag("i", class_=mark) for mark in marks),
        class_="bullet",
        style=style_of(lengths),
        role="img",
        aria_label=formats.comma(told),
    )
