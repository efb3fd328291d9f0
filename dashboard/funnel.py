"""The funnel of the page 质量: which rates it can show, its facts with names, its words and its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import plotly.graph_objects as go

from dashboard import figures_funnel, formats, queries
from dashboard.lists import Made
from dashboard.pieces import Cell, Column, Word
from dashboard.words import mark, say
from etl import catalog
from etl.flags.funnel import Form, Funnel, Point, funnel_at
from etl.scope import Scope

RATES = {
    "escape_rate": mark("县级漏审率"),
    "return_rate": mark("退回率"),
    "paper_defect_rate": mark("纸质材料缺件率"),
}
NOT_REPORTED = mark("未报送")
CAPTION = mark(
    "点的位置：右为人数多，上为比率高；比率{how}。人数越少，偶然的起伏越大，界限越宽。"
    "界限内的差别偶然就能解释；界限外的是否建议核查，以预警页的检验为准。空心点不足 {least} 人，不比较。"
    "点一个县市看名单。"
)
ADJUSTED = mark("已按系列构成校正（实际除以应有，乘全州比率）")
CRUDE = mark("未校正：各县市系列构成不同，不宜直接比较")


@dataclass(frozen=True)
class Seen:
    """A funnel with the names of its counties; `chosen` is the county that the page is about."""

    found: Funnel
    names: Mapping[str, str]
    unreported: frozenset[str]
    chosen: str | None
    counted: Mapping[str, str]

    def name(self, point: Point) -> str:
        return self.names[point.county_code]


def read(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    rate_id: str,
    form: Form,
    chosen: str | None,
) -> Seen:
    """Ask for a rate of all counties in the scope."""
    reports = queries.last_reports(con, scope, season, day)
    return Seen(
        funnel_at(con, scope, season, day, rate_id, form),
        queries.names(con),
        frozenset(code for code, row in reports.items() if row["through"] is None),
        chosen,
        {count.id: say(count.title) for count in catalog.counts()},
    )


def picture(seen: Seen) -> go.Figure:
    names = [seen.name(point) for point in seen.found.points]
    return figures_funnel.funnel(seen.found, names, measure(seen), seen.chosen)


def measure(seen: Seen) -> str:
    """What the sizes count."""
    return seen.counted[seen.found.denominator]


def caption(seen: Seen) -> str:
    """How to read it, in two lines."""
    how = ADJUSTED if seen.found.is_adjusted else CRUDE
    return say(CAPTION, how=say(how), least=seen.found.minimum_n)


def title(seen: Seen) -> str:
    """Say who lies outside which limit, in administrative order, or that nobody does."""
    found = seen.found
    if found.whole is None:
        return say("{rate}还没有可比的数", rate=say(found.title))
    told = [
        say(
            "{names}高于 {limit} 界限" if is_above else "{names}低于 {limit} 界限",
            names=formats.listed(names),
            limit=limit,
        )
        for limit in ("99.8%", "95%")
        for is_above in (True, False)
        if (names := _outside(seen, limit, is_above=is_above))
    ]
    if not told and not any(point.is_compared for point in found.points):
        told = [say("各县市人数都少，不比较")]
    return say(
        "{rate}：全州 {share}，{told}",
        rate=say(found.title),
        share=formats.fraction(found.observed, found.size),
        told=formats.comma(told or [say("各县市都在偶然的界限之内")]),
    )


def _outside(seen: Seen, limit: str, *, is_above: bool) -> list[str]:
    return [
        seen.name(point)
        for point in seen.found.points
        if point.beyond == limit and point.is_above == is_above
    ]


def word(seen: Seen, point: Point) -> Word:
    """Where a county lies; never a judgement, and never a colour of alarm."""
    if point.county_code in seen.unreported:
        return Word(say(NOT_REPORTED), "quiet")
    if point.rate is None:
        return Word(formats.NOTHING, "quiet")
    if not point.is_compared:
        return Word(say("样本少，不比较"), "quiet")
    if point.beyond is None:
        return Word(say("界限之内"), "quiet")
    told = say("高于 {limit} 界限" if point.is_above else "低于 {limit} 界限", limit=point.beyond)
    return Word(told, "blue")


def alt(seen: Seen) -> str:
    told = formats.semicolon(
        formats.comma([figures_funnel.told(point, seen.name(point)), word(seen, point).text])
        for point in seen.found.points
        if point.rate is not None
    )
    return say(
        "漏斗图，{rate}，全州 {share}。{told}。",
        rate=say(seen.found.title),
        share=formats.percent(seen.found.whole),
        told=told,
    )


def table(seen: Seen) -> Made:
    """The numbers behind the picture."""
    columns = [
        Column(say("县市")),
        Column(seen.counted[seen.found.numerator], is_figure=True),
        Column(measure(seen), is_figure=True),
        Column(say("应有"), is_figure=True),
        Column(say("校正后比率" if seen.found.is_adjusted else "比率"), is_figure=True),
        Column(say("95% 区间"), is_figure=True),
        Column(say("位置")),
    ]
    return columns, [
        [
            seen.name(point),
            *_counts(seen, point),
            formats.decimal(point.due) if point.rate is not None else formats.NOTHING,
            formats.percent_of(point.rate, point.size),
            interval(point),
            Cell("", words=(word(seen, point),)),
        ]
        for point in seen.found.points
    ]


def _counts(seen: Seen, point: Point) -> list[Cell | str]:
    if point.county_code in seen.unreported:
        return [say(NOT_REPORTED), say(NOT_REPORTED)]
    return [
        Cell("", seen.found.numerator, point.county_code, point.observed),
        Cell("", seen.found.denominator, point.county_code, point.size),
    ]


def interval(point: Point) -> str:
    if point.rate is None:
        return formats.NOTHING
    return say(
        "{low} 至 {high}", low=formats.percent(point.lower), high=formats.percent(point.upper)
    )
