"""The season against the one before on the same day, and why the result changed."""

from dataclasses import dataclass

from dashboard import formats
from dashboard.reports.paper import Cell, Column, Row, Table
from dashboard.reports.year_end_parts import WHOLE, pair, points, titles_of
from dashboard.reports.year_end_places import PASSED, WAYS
from dashboard.reports.year_end_seen import Before, YearEnd
from etl.queries import Figures

COUNTS = (
    "approved_posts", "allocated", "applied", "unit_approved", "recommended", "accepted", "voted",
    "passed", "appointed", "returned_persons", "locked", "ineligible", "withdrawn", "late_files",
    "publicity_short", "publicity_missing", "wasted", "idle", "in_process",
)  # fmt: skip
RATES = (
    "usage_after_panel", "first_pass_rate", "return_rate", "acceptance_rate", "escape_rate",
    "paper_defect_rate", "late_rate", "overdue_review_rate", "panel_pass_rate", "wasted_rate",
    "publicity_short_rate",
)  # fmt: skip
BY_COUNTY = {"applied": "申报", "recommended": "推荐", "passed": "取得资格"}
SENTENCE_COUNTS = ("allocated", "applied", "recommended", "accepted", "passed", "appointed")
SENTENCE_RATES = ("usage_after_panel", "return_rate", "escape_rate", "late_rate", "panel_pass_rate")


@dataclass(frozen=True)
class Cause:
    """One part of the applications in both seasons; `is_loss` takes away from who passed."""

    title: str
    before: int
    now: int
    is_loss: bool

    @property
    def change(self) -> int:
        return self.now - self.before


def causes(seen: YearEnd, before: Before) -> list[Cause]:
    """Part the change in who passed: change in applied, less the changes of everything that was lost."""
    now = seen.ways[None]
    made = [
        Cause("申报", before.total.counts["applied"] or 0, seen.total.counts["applied"] or 0, False)
    ]
    made += [
        Cause(title.replace("在办：", ""), before.ways.get(key, 0), now.get(key, 0), True)
        for key, title in WAYS.items()
        if before.ways.get(key) or now.get(key)
    ]
    return [*made, Cause("取得资格", before.ways.get(PASSED, 0), now.get(PASSED, 0), False)]


def sentence(seen: YearEnd, before: Before) -> str:
    """Tell the main counts and shares of both seasons on the same day; what is none in both is left out."""
    titles, then, now = titles_of(seen), before.total, seen.total
    told = [
        f"{titles[count]}{_moved(then.counts[count], now.counts[count], count)}"
        for count in SENTENCE_COUNTS
        if then.counts[count] or now.counts[count]
    ]
    shares = [
        f"{titles[rate]}由{pair(then.rates[rate])}变为{pair(now.rates[rate])}，{moved}"
        for rate in SENTENCE_RATES
        if (then.rates[rate].numerator or now.rates[rate].numerator)
        and (moved := points(now.rates[rate], then.rates[rate]))
    ]
    lead = f"与上年同期（截至{before.day.year}年{formats.day(before.day)}）相比，"
    return f"{lead}{'；'.join([formats.listed(told), *shares])}。"


def _moved(before: int | None, now: int | None, count: str) -> str:
    change = (now or 0) - (before or 0)
    unit = "个" if count in ("allocated", "approved_posts") else "人"
    if not change:
        return f"{now}{unit}（持平）"
    return f"{now}{unit}（{'增加' if change > 0 else '减少'}{abs(change)}{unit}）"


def why(seen: YearEnd, before: Before) -> str:
    """Tell what the change in who passed is made of, once anybody was voted on; the parts add up to it."""
    if not (seen.total.counts["voted"] or before.total.counts["voted"]):
        return ""
    first, *parts, last = causes(seen, before)
    if not last.change:
        lead = "取得资格的人数与上年同期持平"
    else:
        lead = f"取得资格的人数比上年同期{_more(last.change)}"
    told = [f"申报{_more(first.change)}"] if first.change else []
    lost = [f"{each.title}{_more(each.change)}" for each in parts if each.change]
    told += [f"没有取得资格的各种去向中，{'、'.join(lost)}"] if lost else []
    if not told:
        return f"{lead}，各种去向都没有变化。"
    return f"{lead}：{'；'.join(told)}（见@causes）。"


def _more(change: int) -> str:
    return f"{'多' if change > 0 else '少'}{abs(change)}人"


def counts(seen: YearEnd, before: Before) -> Table:
    titles = titles_of(seen)
    units = {row["id"]: row["unit"] for row in seen.definitions}
    columns = (
        Column("count", "指标", "text", width=10),
        Column("unit", "单位", "text", width=2),
        *_seasons(seen, "count"),
        Column("change", "增减", "text", width=4),
    )
    rows = tuple(
        Row(
            (
                titles[count],
                units[count],
                before.total.counts[count],
                seen.total.counts[count],
                formats.change((seen.total.counts[count] or 0) - (before.total.counts[count] or 0)),
            )
        )
        for count in COUNTS
    )
    return Table(
        "before", "主要人数和件数与上年同期比较", "见各行", columns, rows, _notes(seen, before)
    )


def rates(seen: YearEnd, before: Before) -> Table:
    titles = titles_of(seen)
    columns = (
        Column("rate", "比率", "text", width=9),
        *_seasons(seen, "rate"),
        Column("change", "变化", "text", width=7),
    )
    rows = tuple(
        Row(
            (
                titles[rate],
                before.total.rates[rate],
                seen.total.rates[rate],
                points(seen.total.rates[rate], before.total.rates[rate]) or None,
            )
        )
        for rate in RATES
    )
    notes = ("任一年度分母不足10的不比较，列“—”；变化以百分点计，先减后舍入。",)
    return Table("before_rates", "主要比率与上年同期比较", "", columns, rows, notes)


def by_county(seen: YearEnd, before: Before) -> Table:
    """The change of each county; what came or went in a county is its own."""
    columns = (
        Column("county", "县市", "text", width=7),
        *(
            Column(f"{count}.{which}", head, group=title, width=3)
            for count, title in BY_COUNTY.items()
            for which, head in (("before", "上年"), ("now", "本年"), ("change", "增减"))
        ),
    )
    rows = [
        Row((seen.name(each.county_code), *_sides(seen, each, before.counties.get(each.county_code or ""))),
            each.county_code or "")
        for each in seen.counties
    ]  # fmt: skip
    if not seen.is_one_place:
        rows.append(Row((WHOLE, *_sides(seen, seen.total, before.total)), is_total=True))
    return Table(
        "before_counties", "各县市与上年同期比较", "人", columns, tuple(rows), _notes(seen, before)
    )


def _sides(seen: YearEnd, now: Figures, before: Figures | None) -> list[Cell]:
    if before is None or seen.is_silent(now):
        return [None] * (3 * len(BY_COUNTY))
    made: list[Cell] = []
    for count in BY_COUNTY:
        pair_of = before.counts[count] or 0, now.counts[count] or 0
        made += [*pair_of, pair_of[1] - pair_of[0]]
    return made


def made_of(seen: YearEnd, before: Before) -> Table:
    """Why more or fewer passed: the applications of both seasons by what became of them."""
    columns = (
        Column("way", "去向", "text", width=10),
        *_seasons(seen, "count"),
        Column("change", "增减", width=4),
    )
    first, *parts, last = causes(seen, before)
    rows = [Row((first.title, first.before, first.now, first.change))]
    rows += [Row((f"减：{each.title}", each.before, each.now, each.change)) for each in parts]
    rows.append(Row((f"等于：{last.title}", last.before, last.now, last.change), is_total=True))
    notes = ("每份申报只列一行；取得资格的增减等于申报的增减减去其余各行的增减。",)
    return Table("causes", "取得资格人数变化的原因", "人", columns, tuple(rows), notes)


def _seasons(seen: YearEnd, kind: str) -> tuple[Column, Column]:
    year = seen.season.year
    wide = 9 if kind == "rate" else 4
    return (
        Column("before", f"{year - 1}年度", kind, width=wide),  # type: ignore[arg-type]
        Column("now", f"{year}年度", kind, width=wide),  # type: ignore[arg-type]
    )


def _notes(seen: YearEnd, before: Before) -> tuple[str, ...]:
    told = f"上年截至{formats.day_full(before.day)}，本年截至{formats.day_full(seen.day)}"
    if seen.known_to < seen.day:
        told += f"，本年度报表只载入至{formats.day_full(seen.known_to)}，故比较到同一月日"
    return (f"{told}。",)
