"""Tables of places and of the way from application to appointment."""

from dataclasses import replace

from dashboard import quota, way
from dashboard.reports.paper import Cell, Column, Row, Table
from dashboard.reports.year_end_parts import (
    NOT_ALLOTTED,
    NOT_REPORTED,
    PLACES,
    SIX,
    WHOLE,
    by_county,
    counting,
    total,
)
from dashboard.reports.year_end_seen import YearEnd
from etl.queries import Figures

FUNNEL = {
    "applied": "申报",
    "unit_approved": "单位报出",
    "recommended": "县级推荐",
    "accepted": "州级形审通过",
    "accepted_with_paper": "纸质到件",
    "voted": "参加评审",
    "passed_by_vote": "评审通过",
    "passed": "取得资格",
    "appointed": "聘任",
}
RATES = {
    quota.AFTER.rate: "名额使用",
    "acceptance_rate": "形审通过",
    "panel_pass_rate": "评审通过",
    "first_pass_rate": "首次通过",
    "return_rate": "被退回",
    "escape_rate": "县级漏审",
    "paper_defect_rate": "纸质缺件",
    "late_rate": "纸质逾期",
    "wasted_rate": "名额浪费",
}
WAYS = {**way.LOSSES, **way.UNDER_WAY}
PASSED, UNDER_WAY = "way_passed", "在办："
UNUSED = {"allocated": "下达名额", "recommended": "推荐", "idle": "未用（闲置）", "wasted": "浪费"}


def six_by_county(seen: YearEnd) -> Table:
    return counting(seen, "six", "各县市六栏表", "个、人", SIX, _six_notes(seen))


def six_by_series(seen: YearEnd) -> Table:
    columns = (Column("series", "系列", "text", width=7), *_six_columns())
    rows = [
        Row((seen.name(each.series_code), *_six(seen, each)), series=each.series_code or "")
        for each in seen.series
    ]
    whole = [seen.total.counts[count] for count in SIX]
    return Table(
        "series",
        "各系列六栏表",
        "个、人",
        columns,
        (*rows, total(columns, whole)),
        _six_notes(seen),
    )


def six_by_cell(seen: YearEnd) -> Table:
    """Every county with each of its series; what has no document is 未下达, not zero."""
    columns = (
        Column("county", "县市", "text", width=7),
        Column("series", "系列", "text", width=6),
        *_six_columns(),
    )
    rows = [
        Row(
            (seen.name(each.county_code), seen.name(each.series_code), *_six(seen, each)),
            each.county_code or "",
            each.series_code or "",
        )
        for each in seen.cells
    ]
    whole = [seen.total.counts[count] for count in SIX]
    return Table(
        "cells", "各县市、各系列六栏总表", "个、人", columns, (*rows, total(columns, whole)),
        _six_notes(seen),
    )  # fmt: skip


def _six_columns() -> list[Column]:
    return [Column(count, title, width=4) for count, title in SIX.items()]


def _six(seen: YearEnd, each: Figures) -> list[Cell]:
    """A line's counts; nothing of persons where a county has sent nothing."""
    made: list[Cell] = [each.counts[count] for count in SIX]
    if not seen.is_allotted(each):
        made[:2] = [NOT_ALLOTTED] * 2
    if seen.is_silent(each):
        made[2:] = [NOT_REPORTED, *[None] * (len(SIX) - 3)]
    return made


def _six_notes(seen: YearEnd) -> tuple[str, ...]:
    revoked = (seen.total.counts["passed_by_vote"] or 0) - (seen.total.counts["passed"] or 0)
    gone = f"，评审通过后被取消或撤销的{revoked}人不计" if revoked else ""
    return (f"“通过”为截至当日保有资格的人数{gone}；“聘任”为聘任台账所列人数。",)


def funnel(seen: YearEnd) -> Table:
    notes = (
        "各栏为到过该环节的人数；“取得资格”不含此后被取消或撤销的。",
        "部分申报到年底仍在途中，后一环节少于前一环节的原因见@ways。",
    )
    return counting(seen, "funnel", "申报到聘任各环节人数", "人", FUNNEL, notes, is_wide=True)


def rates(seen: YearEnd) -> Table:
    columns = (
        Column("county", "县市", "text", width=7),
        *(Column(rate, title, "rate", width=6.5) for rate, title in RATES.items()),
    )
    rows = by_county(seen, columns, lambda each: [each.rates[rate] for rate in RATES])
    notes = (
        "每格为分子/分母（百分比），合计按分子、分母分别相加后相除；分母不足5的不列百分比，为0的列“—”。",
        "县市之间的差别含偶然成分，按行政区划排列，不排名；是否建议核查以检验为准（见@flags）。",
    )
    return Table("rates", "各县市主要比率", "人、个", columns, rows, notes, is_wide=True)


def ways(seen: YearEnd) -> Table:
    """What became of every application, each in exactly one column."""
    shown = {key: title for key, title in WAYS.items() if seen.ways[None].get(key)}
    columns = (
        Column("county", "县市", "text", width=7),
        Column("applied", "申报", width=3),
        Column("passed", "取得资格", width=3),
        *(
            Column(key, title.removeprefix(UNDER_WAY), group=_group(seen, key), width=3)
            for key, title in shown.items()
        ),
    )
    rows = by_county(
        seen,
        columns,
        lambda each: [
            each.counts["applied"],
            each.counts["passed"],
            *(seen.ways[each.county_code].get(key, 0) for key in shown),
        ],
    )
    notes = ("每份申报只列一栏，同时符合几栏的列在前一栏；各栏相加等于申报人数。",)
    return Table("ways", "申报去向", "人", columns, rows, notes, is_wide=True)


def _group(seen: YearEnd, key: str) -> str:
    if key in way.LOSSES:
        return "未取得或失去资格"
    return seen.open_word(seen.total)


def unused(seen: YearEnd) -> Table:
    """Places that nobody was recommended for apart from places wasted, and why these were."""
    causes = {key: title for key, title in way.CAUSES.items() if seen.ways[None].get(key)}
    columns = (
        Column("county", "县市", "text", width=7),
        *(Column(count, title, width=4) for count, title in UNUSED.items()),
        *(Column(key, title, group="浪费的原因", width=4) for key, title in causes.items()),
    )
    rows = by_county(
        seen,
        columns,
        lambda each: [
            *(each.counts[count] for count in UNUSED),
            *(seen.ways[each.county_code].get(key, 0) for key in causes),
        ],
    )
    notes = (
        "未用（闲置）为纸质材料受理截止以后下达名额减县级推荐人数，负数是推荐多于名额；只作参考，不是核减的理由。",
        "浪费为推荐以后因推荐不当失去、又没有递补的名额（五（二））；评审只因票数不足未通过的，两样都不算。",
    )
    return Table("unused", "名额未用与浪费", "个、人", columns, rows, notes, is_wide=True)


def known_places(seen: YearEnd) -> Table:
    """Before anybody has applied: what each county has been given."""
    given = {count: SIX[count] for count in PLACES}
    table = counting(seen, "six", "各县市名额", "个", given)
    if seen.allotted or seen.is_one_place:
        return table
    none = Row((WHOLE, *[None] * len(given)), is_total=True)
    return replace(table, rows=(*table.rows[:-1], none))
