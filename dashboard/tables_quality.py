"""Tables of the page 质量: shares by county, reasons, turns, tries, problems of procedure."""

from collections.abc import Callable, Sequence

from dashboard import formats, lists
from dashboard.figures_quality import TURNS, Reason, Turns
from dashboard.lists import Made
from dashboard.matrix import Head, Line, Share
from dashboard.pieces import Cell, Column, Word
from dashboard.quality import FEW, PROBLEMS, RATES, Quality
from dashboard.words import ENGLISH, language, mark, say
from etl import catalog
from etl.queries import Figures

_PERSONS = mark("人数")
Address = Callable[[str | None], str]
NOT_REPORTED = mark("未报送")
# Long English words of narrow heads, with the places where a phone may break them.
_SYLLABLES = {
    word.replace("-", ""): word.replace("-", "\u00ad")
    for word in ("accept-ance", "public-ity", "border-line")
}


def rates(seen: Quality, address: Address, chosen: str | None) -> tuple[list[Head], list[Line]]:
    """Lay out counties × shares, the whole first; each head says what over what."""
    known = {rate.id: rate for rate in catalog.rates()}
    counts = {count.id: short(count.title) for count in catalog.counts()}
    heads = [
        Head(
            breakable(say(known[rate].title)),
            aside=f"{counts[known[rate].numerator]}/{counts[known[rate].denominator]}",
        )
        for rate in RATES
    ]
    many = len(seen.counties) > 1
    total = [
        Line(say("合计"), tuple(_rate(seen, seen.total, rate) for rate in RATES), is_total=True)
    ]
    return heads, (total if many else []) + [
        Line(
            seen.names[each.county_code or ""],
            tuple(_rate(seen, each, rate) for rate in RATES),
            each.county_code or "",
            address(each.county_code),
            is_chosen=each.county_code == chosen,
        )
        for each in seen.counties
    ]


def short(title: str) -> str:
    """A count's title without the word that says that it counts people."""
    return say(title) if language() == ENGLISH else title.removesuffix(_PERSONS)


def breakable(title: str) -> str:
    """The same title, whose long English words may break at a syllable."""
    if language() != ENGLISH:
        return title
    return " ".join(_broken(word) for word in title.split(" "))


def _broken(word: str) -> str:
    made = _SYLLABLES.get(word.lower(), word)
    return word[:1] + made[1:]


def _rate(seen: Quality, each: Figures, rate_id: str) -> Share:
    known = next(rate for rate in catalog.rates() if rate.id == rate_id)
    rate = each.rates[rate_id]
    return Share(
        (known.numerator, rate.numerator),
        (known.denominator, rate.denominator),
        rate.rate,
        whole=seen.total.rates[rate_id].rate
        if each.county_code and rate.denominator >= FEW
        else None,
        instead=say(NOT_REPORTED) if each.county_code in seen.unreported else "",
        is_few=0 < rate.denominator < FEW,
    )


def reasons(found: Sequence[Reason]) -> Made:
    columns = [
        Column(say("原因")),
        Column(say("次数"), is_figure=True),
        Column(say("累计"), is_figure=True),
        Column(say("累计占比"), is_figure=True),
    ]
    return columns, [
        [
            reason.title,
            reason.number,
            formats.fraction(reason.so_far, reason.total),
            formats.percent_of(reason.share_so_far, reason.total),
        ]
        for reason in found
    ]


def turns(counties: Sequence[Turns]) -> Made:
    columns = [Column(say("县市")), *(Column(say(title), is_figure=True) for title in TURNS)]
    return columns, [[county.title, *county.groups] for county in counties]


_NOW = {"last_chance": (mark("只剩一次"), "amber"), "locked": (mark("已锁定"), "red")}


def _chance(row: lists.Row) -> Cell:
    told, state = _NOW[row["count_id"]]
    return Cell("", words=(Word(say(told), state),))


def _problem(row: lists.Row) -> Cell:
    return Cell(row["problem"], as_found=True) if row["problem"] else Cell(say("未注明"))


TRIES: tuple[lists.Ask, ...] = (
    (mark("上次退回"), lambda row: f"{formats.day_short(row['returned_on'])} {say(row['level'])}"),
    (mark("原因"), lambda row: say(row["reason"])),
    (mark("存在问题"), _problem),
    (mark("机会"), _chance),
)


def problems(seen: Quality, address: Callable[[str | None, str], str]) -> Made:
    """Count every problem by county, each figure with the way to its list."""
    columns = [
        Column(say("县市")),
        *(Column(breakable(say(name)), is_figure=True) for name in PROBLEMS.values()),
    ]
    lines: list[list[lists.Shown]] = [
        [
            seen.names[each.county_code or ""],
            *(
                say(NOT_REPORTED)
                if each.county_code in seen.unreported
                else Cell(
                    "",
                    count,
                    each.county_code or "",
                    each.counts[count],
                    link=address(each.county_code or "", count) if each.counts[count] else "",
                )
                for count in PROBLEMS
            ),
        ]
        for each in seen.counties
    ]
    if len(seen.counties) > 1:
        whole: list[lists.Shown] = [
            Cell(
                "",
                count=count,
                value=seen.total.counts[count],
                link=address(None, count) if seen.total.counts[count] else "",
            )
            for count in PROBLEMS
        ]
        lines.append([say("合计"), *whole])
    return columns, lines


RETURNS: tuple[lists.Ask, ...] = (
    (mark("哪一次"), lambda row: lists.detail(row) or formats.NOTHING),
    lists.since(lists.SINCE),
    (mark("存在问题"), _problem),
)
CASES: tuple[lists.Ask, ...] = (
    (mark("哪一次"), lambda row: lists.detail(row) or formats.NOTHING),
    lists.since(lists.SINCE),
)
