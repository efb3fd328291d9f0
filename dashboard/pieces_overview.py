"""Numbers, tiles and news of the page 总览. The style sheet draws; here stand labels and figures."""

from collections.abc import Callable, Sequence

from dashboard import formats, listed
from dashboard import news as week
from dashboard import raised as raised_words
from dashboard.news import News
from dashboard.overview import Overview, Place
from dashboard.pieces import Number, Word, found, link, tag, text, words
from dashboard.pieces_places import pair_of
from dashboard.selection import Selection
from dashboard.words import capital, say
from etl.commands.flags import WORDS

# Where a county's tile stands on the little map: row / column.
TILES = {
    "652822": "1 / 1", "652801": "1 / 2", "652827": "1 / 3",
    "652823": "2 / 1", "652826": "2 / 2", "652828": "2 / 3",
    "652825": "3 / 1", "652824": "3 / 2", "652829": "3 / 3",
}  # fmt: skip
SHADES = (0.5, 0.75, 0.9, 1.0)
Address = Callable[..., str]


def four_numbers(seen: Overview, address: Address) -> list[Number]:
    """Places, review, paper, and how many places of the map need a word."""
    counts, rates = seen.counts, seen.total.rates
    paper = [
        _moved(seen, "accepted_with_paper"),
        formats.comma(
            [
                say("逾期 {n}", n=counts["late_files"]),
                say("临界 {n}", n=counts["borderline_files"]),
            ]
        ),
    ]

    def number(label: str, pair: tuple[str, str], share: float | None, below: str) -> Number:
        return Number(
            label,
            counts[pair[0]],
            counts[pair[1]],
            share=share,
            below=below,
            count=pair[0],
            denominator_count=pair[1],
            link=listed.address(address, pair[0]),
            denominator_link=listed.address(address, pair[1]),
        )

    return [
        number(
            say("名额占用"),
            ("occupied", "allocated"),
            rates["usage_before_panel"].rate,
            _moved(seen, "occupied") + week.departures(seen),
        ),
        number(
            say("形式审核通过 / 推荐"),
            ("accepted", "recommended"),
            rates["acceptance_rate"].rate,
            _moved(seen, "accepted"),
        ),
        number(
            say("纸质材料到件 / 应到"),
            ("accepted_with_paper", "accepted"),
            seen.milestones["paper"]["share"],
            formats.semicolon(paper),
        ),
        _fourth(seen, address),
    ]


def _moved(seen: Overview, count: str) -> str:
    return _since(seen, seen.moves[count].change)


def _since(seen: Overview, change: int) -> str:
    return say("较 {day} {change}", day=formats.day(seen.since), change=formats.change(change))


def _fourth(seen: Overview, address: Address) -> Number:
    """Counties that the flags propose to look into; of one county, or of one series, the plain limits."""
    if seen.raised and not seen.place:
        red = len(seen.raised.at("red"))
        told = [] if seen.red_before is None else [_since(seen, red - seen.red_before)]
        return Number(
            say("{level}的县市", level=say(WORDS["red"])),
            red,
            len(seen.places),
            below=formats.semicolon([*told, raised_words.below(seen.raised, seen.names)]),
            link=address("flags"),
        )
    return Number(
        say("超额或材料逾期的系列") if seen.place else say("超额或材料逾期的县市"),
        len(seen.grave),
        len(seen.places),
        below=_since(seen, len(seen.grave) - seen.grave_before),
    )


def tiles(seen: Overview, chosen: Selection) -> str:
    """The nine counties where they lie, roughly; the deeper, the more of the places are occupied."""
    made = [
        link(
            tag("b", text(place.name))
            + pair_of(place, "occupied", "allocated")
            + words(
                Word(capital(fact.short), fact.state)
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
    note = [say("颜色越深，占用比例越高。"), say("文字为当前要办的事。")]
    if seen.raised and not seen.raised.is_decision_day and seen.raised.at_any:
        note.append(
            say(
                "当天不是判定日，{red}和{amber}为{hint}。",
                red=say(WORDS["red"]),
                amber=say(WORDS["amber"]),
                hint=say(raised_words.HINT),
            )
        )
    return formats.sentences(note)


def _shade(place: Place) -> int:
    """How deep a tile is coloured: 0 where nothing is known, then by share."""
    if place.share is None or not place.has_reported:
        return 0
    return 1 + sum(place.share >= each for each in SHADES)


def news(told: Sequence[News]) -> str:
    """What the week brought, as a list."""
    if not told:
        return tag("p", text(say("没有新的变化。")), class_="quiet")
    return tag("ul", *(tag("li", _told(each)) for each in told), class_="news")


def _told(each: News) -> str:
    told = text(capital(each.text))
    if not each.reason:
        return told
    opening, closing = formats.brackets("\n").split("\n")
    return told + text(opening) + found(each.reason) + text(closing)
