"""Numbers, rows and tiles of the page 总览. The style sheet draws; here stand labels and figures."""

from collections.abc import Callable

from dashboard import formats, headline
from dashboard import raised as raised_words
from dashboard.overview import NOT_ALLOTTED, Overview, Place
from dashboard.pieces import Cell, Column, Number, Word, fraction, link, style_of, tag, text, words
from dashboard.selection import Selection
from etl.commands.flags import WORDS

# Where a county's tile stands on the little map: row / column.
TILES = {
    "652822": "1 / 1", "652801": "1 / 2", "652827": "1 / 3",
    "652823": "2 / 1", "652826": "2 / 2", "652828": "2 / 3",
    "652825": "3 / 1", "652824": "3 / 2", "652829": "3 / 3",
}  # fmt: skip
SHADES = (0.5, 0.75, 0.9, 1.0)
MOST_WORDS = 6
Address = Callable[..., str]


def four_numbers(seen: Overview) -> list[Number]:
    """Places, review, paper, and how many places of the map need a word."""
    counts, rates, moves = seen.counts, seen.total.rates, seen.moves
    since = formats.day(seen.since)

    def moved(count: str) -> str:
        return f"较 {since} {formats.change(moves[count].change)}"

    paper = seen.milestones["paper"]
    return [
        Number(
            "名额占用",
            counts["occupied"],
            counts["allocated"],
            share=rates["usage_before_panel"].rate,
            below=moved("occupied") + headline.departures(seen),
            count="occupied",
            denominator_count="allocated",
        ),
        Number(
            "形式审核通过 / 推荐",
            counts["accepted"],
            counts["recommended"],
            share=rates["acceptance_rate"].rate,
            below=moved("accepted"),
            count="accepted",
            denominator_count="recommended",
        ),
        Number(
            "纸质材料到件 / 应到",
            counts["accepted_with_paper"],
            counts["accepted"],
            share=paper["share"],
            below=f"{moved('accepted_with_paper')}；逾期 {counts['late_files']}，"
            f"临界 {counts['borderline_files']}",
            count="accepted_with_paper",
            denominator_count="accepted",
        ),
        _fourth(seen),
    ]


def _fourth(seen: Overview) -> Number:
    """Counties that the flags propose to look into; of one county, or of one series, the plain limits."""
    if seen.raised and not seen.place:
        return Number(
            f"{WORDS['red']}的县市",
            len(seen.raised.at("red")),
            len(seen.places),
            below=raised_words.below(seen.raised, seen.names),
        )
    return Number(
        f"超额或材料逾期的{'系列' if seen.place else '县市'}",
        len(seen.grave),
        len(seen.places),
        below=f"较 {formats.day(seen.since)} {formats.change(len(seen.grave) - seen.grave_before)}",
    )


def places(seen: Overview, chosen: Selection) -> str:
    """Nine rows that read without hovering; on a narrow screen they become lines of words."""
    kind = "系列" if seen.place else "县市"
    longest = max((max(_length(place), 1) for place in seen.places), default=1)
    head = [kind, "", "占用", "通过/推荐", "到件", "需要知道的事"]
    return tag(
        "table",
        tag("caption", text(f"各{kind}的名额、审核和纸质材料")),
        tag("thead", tag("tr", *(_head(each) for each in head))),
        tag("tbody", *(row(place, chosen.address, longest) for place in seen.places)),
        class_="places",
    )


def allotment(seen: Overview) -> tuple[list[Column], list[list[Cell | str]]]:
    """Before there are applications: what each place has been given."""
    kind = "系列" if seen.place else "县市"
    columns = [Column(kind), Column("下达名额", is_figure=True), Column("核定职数", is_figure=True)]
    rows: list[list[Cell | str]] = [
        [place.name, *(_given(place, count) for count in ("allocated", "approved_posts"))]
        for place in seen.places
    ]
    return columns, rows


def _given(place: Place, count: str) -> Cell | str:
    if not place.is_allotted:
        return NOT_ALLOTTED
    return Cell("", count, place.code, place.counts[count])


def _head(shown: str) -> str:
    if not shown:
        return tag("td", class_="bar")
    is_figure = shown in ("占用", "通过/推荐", "到件")
    return tag("th", text(shown), scope="col", class_="figure" if is_figure else None)


def legend(seen: Overview) -> str:
    """How to read the bars."""
    parts = ["浅：占用", "深：形式审核通过", "粗线：下达名额"]
    if seen.has_last_year:
        parts.append("细线：去年同期占用")
    return "　".join(parts)


def _length(place: Place) -> int:
    last_year = place.last_year.counts["occupied"] if place.last_year else 0
    return max(place.counts["allocated"] or 0, place.counts["occupied"] or 0, last_year or 0)


def row(place: Place, address: Address, longest: int) -> str:
    pairs = [
        ("occupied", "allocated"),
        ("accepted", "recommended"),
        ("accepted_with_paper", "accepted"),
    ]
    cells = [
        tag("td", _pair(place, *pair), class_=f"figure {pair[0]}", data_title=title)
        for pair, title in zip(pairs, ("占用", "通过/推荐", "到件"), strict=True)
    ]
    key = "series" if place.figures.county_code is None else "county"
    return tag(
        "tr",
        tag("th", link(text(place.name), address(**{key: place.code})), scope="row"),
        tag("td", _bar(place, longest), class_="bar"),
        *cells,
        tag("td", _facts(place, address), class_="facts"),
    )


def _facts(place: Place, address: Address) -> str:
    """Levels of flags in their colours, else the gravest fact in its own; the others in plain words."""
    known = [*(place.flags or place.facts[:1])]
    others = [Word(fact.text, "quiet") for fact in place.facts[0 if place.flags else 1 :]]
    if not known:
        return tag("span", formats.NOTHING, class_="quiet")
    room = MOST_WORDS - len(known)
    if len(others) > room:
        others = [*others[: room - 1], Word(f"等 {len(others) - room + 1} 项", "quiet")]
    if not place.flags:
        return words([*known, *others])
    flags = link(words(known), address(page="flags", county=place.code))
    comma = tag("span", "，", class_="comma") if others else ""
    return tag("span", flags, comma, class_="together") + words(others)


def _pair(place: Place, numerator: str, denominator: str) -> str:
    """k/n; what nobody has sent or allotted is a dash, not 0."""

    def known(count: str) -> tuple[str, int | None]:
        if count == "allocated":
            return (count, place.counts[count]) if place.is_allotted else ("", None)
        return (count, place.counts[count]) if place.has_reported else ("", None)

    return fraction(known(numerator), known(denominator), place.code)


def _bar(place: Place, longest: int) -> str:
    lengths = {
        "max": longest,
        "allocated": place.counts["allocated"],
        "occupied": place.counts["occupied"],
        "accepted": place.counts["accepted"],
    }
    marks = ["band", "occupied", "accepted"] + (["places"] if place.is_allotted else [])
    told = f"下达 {lengths['allocated']}，占用 {lengths['occupied']}，通过 {lengths['accepted']}"
    if place.last_year:
        lengths["before"] = place.last_year.counts["occupied"]
        marks.append("before")
        told += f"，去年同期占用 {lengths['before']}"
    return tag(
        "div",
        *(tag("i", class_=mark) for mark in marks),
        class_="bullet",
        style=style_of(lengths),
        role="img",
        aria_label=told,
    )


def tiles(seen: Overview, chosen: Selection) -> str:
    """The nine counties where they lie, roughly; the deeper, the more of the places are occupied."""
    made = [
        link(
            tag("b", text(place.name))
            + _pair(place, "occupied", "allocated")
            + words(
                Word(fact.short, fact.state)
                for fact in (*place.flags, *place.facts)[:1]
                if fact.short
            ),
            chosen.address(county=place.code),
            class_=f"tile shade{_shade(place)}",
            style=f"grid-area:{TILES[place.code]}",
        )
        for place in seen.places
        if place.code in TILES
    ]
    return tag("div", *made, class_="tiles")


def tiles_note(seen: Overview) -> str:
    """How to read the tiles; on a day that decides nothing the levels on them are hints."""
    note = "颜色越深，占用比例越高。文字为当前要办的事。"
    if seen.raised and not seen.raised.is_decision_day and seen.raised.at_any:
        note += f"当天不是判定日，{WORDS['red']}和{WORDS['amber']}为{raised_words.HINT}。"
    return note


def _shade(place: Place) -> int:
    """How deep a tile is coloured: 0 where nothing is known, then by share."""
    if place.share is None or not place.has_reported:
        return 0
    return 1 + sum(place.share >= each for each in SHADES)


def news(told: list[str]) -> str:
    """What the week brought, as a list."""
    if not told:
        return tag("p", text("没有新的变化。"), class_="quiet")
    return tag("ul", *(tag("li", text(each)) for each in told), class_="news")
