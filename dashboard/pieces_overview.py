"""The pieces of HTML of the page 总览. The style sheet draws; here stand labels and figures."""

from collections.abc import Callable

from dashboard import formats, headline
from dashboard.frame import rest_day
from dashboard.overview import NOT_ALLOTTED, Overview, Place, Row
from dashboard.pieces import Cell, Column, Number, Word, fraction, link, style_of, tag, text, words
from dashboard.selection import Selection

# Where a county's tile stands on the little map: row / column.
TILES = {
    "652822": "1 / 1", "652801": "1 / 2", "652827": "1 / 3",
    "652823": "2 / 1", "652826": "2 / 2", "652828": "2 / 3",
    "652825": "3 / 1", "652824": "3 / 2", "652829": "3 / 3",
}  # fmt: skip
SHADES = (0.5, 0.75, 0.9, 1.0)
Address = Callable[..., str]
BARS = ("applications", "online_review", "paper", "year_end")


def four_numbers(seen: Overview) -> list[Number]:
    """Places, review, paper, and how many places of the map need a word."""
    counts, rates, moves = seen.counts, seen.total.rates, seen.moves
    since = formats.day(seen.since)

    def moved(count: str) -> str:
        return f"较 {since} {formats.change(moves[count].change)}"

    paper = seen.milestones["paper"]
    kind = "系列" if seen.place else "县市"
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
        Number(
            f"超额或材料逾期的{kind}",
            len(seen.grave),
            len(seen.places),
            below=f"较 {since} {formats.change(len(seen.grave) - seen.grave_before)}",
        ),
    ]


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
        tag("td", _facts(place), class_="facts"),
    )


def _facts(place: Place) -> str:
    """The gravest in its colour, the others in plain words after it."""
    if not place.facts:
        return tag("span", formats.NOTHING, class_="quiet")
    first, *others = place.facts
    return words([first, *(Word(fact.text, "quiet") for fact in others)])


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
            + words(Word(fact.short, fact.state) for fact in place.facts[:1] if fact.short),
            chosen.address(county=place.code),
            class_=f"tile shade{_shade(place)}",
            style=f"grid-area:{TILES[place.code]}",
        )
        for place in seen.places
        if place.code in TILES
    ]
    return tag("div", *made, class_="tiles")


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


def milestones(seen: Overview) -> str:
    """Four windows on one line of days, each with its progress, its end and what its end means."""
    first = seen.milestones["applications"]
    at = style_of({"at": first["day_offset"], "span": first["span"]})
    now = ""
    if 0 <= first["day_offset"] < first["span"]:
        now = tag("i", class_="now", style=at)
    rows = [_milestone(seen, seen.milestones[key], now) for key in BARS]
    label = tag("b", text(f"数据截至 {formats.day_short(seen.day)}"), style=at) if now else ""
    axis = ["<div></div><div></div>", tag("div", now, label, class_="scale"), "<div></div>"]
    return tag("div", *rows, tag("div", *axis, class_="milestone axis"), class_="milestones")


def _milestone(seen: Overview, row: Row, now: str) -> str:
    begins = seen.milestones["panel"] if row["milestone_id"] == "year_end" else row
    lengths = {
        "from": begins["from_offset"],
        "to": row["to_offset"],
        "span": row["span"],
        "k": row["numerator"],
        "n": max(row["denominator"], 1),
    }
    title = {"year_end": "评审与办结"}.get(row["milestone_id"], row["title"])
    pair = fraction(
        (row["numerator_id"], row["numerator"]), (row["denominator_id"], row["denominator"])
    )
    window = tag("div", tag("i"), class_="window", style=style_of(lengths))
    return tag(
        "div",
        tag("div", text(title), class_="name"),
        tag(
            "div", pair, tag("span", formats.percent(row["share"]), class_="share"), class_="figure"
        ),
        tag("div", window, now, class_="scale", aria_hidden="true"),
        tag("div", text(_ending(seen, row)), class_="said"),
        class_="milestone",
    )


def _ending(seen: Overview, row: Row) -> str:
    counts, stop = seen.counts, seen.stops[row["milestone_id"]]
    window = f"{formats.day_short(row['starts_on'])} 至 {formats.day_short(row['ends_on'])}"
    if row["milestone_id"] == "year_end":
        panel = seen.milestones["panel"]
        voted = formats.fraction(panel["numerator"], panel["denominator"])
        return f"{formats.day_short(row['ends_on'])} 年度终止{rest_day(stop)}；评审 {voted}"
    said = {
        "applications": ("逾期申报", "applied_late", "人"),
        "online_review": ("县级逾期未审", "overdue_reviews", "人"),
        "paper": ("逾期", "late_files", "件"),
    }[row["milestone_id"]]
    word, count, unit = said
    told = f"{window}{rest_day(stop)}"
    if row["milestone_id"] == "paper" and (border := seen.stops.get("borderline")):
        told += f"；{formats.day_short(border['day'])} 到件记临界 {counts['borderline_files']} 件"
    return f"{told}；{word} {counts[count]} {unit}" if counts[count] else told
