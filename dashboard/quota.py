"""The facts of the page 名额: every cell's places and who took them, the documents, the way of the places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import plotly.graph_objects as go

from dashboard import queries, queries_quota
from dashboard.figures_quota import PERSONS, PLACES, UNUSED, WASTED, Step, chain
from etl.queries import Figures, figures
from etl.scope import Scope

Row = dict[str, Any]


@dataclass(frozen=True)
class Measure:
    """A way to read a cell. The two are never shown under one name."""

    key: str
    title: str
    verb: str
    rate: str
    list_count: str


BEFORE = Measure("before", "评审前：占用/下达", "占用", "usage_before_panel", "occupied")
AFTER = Measure("after", "评审后：通过/下达", "评审通过", "usage_after_panel", "passed")
MEASURES = {measure.key: measure for measure in (BEFORE, AFTER)}
# What one may ask a list of: count and its name on the page.
LISTED = {
    "occupied": "占用名额",
    "passed": "评审通过",
    "applied": "申报",
    "recommended": "县级推荐",
    "accepted": "形式审核通过",
    "wasted": "名额浪费",
    "ineligible": "终止资格",
    "locked": "三次退回锁定",
    "withdrawn": "撤回",
}


@dataclass(frozen=True)
class Quota:
    """Cells, counties and series of the whole scope; `chosen` is what the filters narrow it to."""

    season: Row
    day: date
    cells: Mapping[tuple[str, str], Figures]
    counties: tuple[Figures, ...]
    series: tuple[Figures, ...]
    total: Figures
    chosen: Figures
    allotted: frozenset[tuple[str, str]]
    unreported: frozenset[str]
    documents: tuple[Row, ...]
    is_by_document: bool
    names: Mapping[str, str]

    @property
    def has_begun(self) -> bool:
        return bool(self.day >= min(self.season["w1_starts"], self.season["w2_starts"]))

    @property
    def is_paper_over(self) -> bool:
        """Tell whether what nobody was recommended for now counts as idle."""
        return bool(self.day > self.season["w3_ends"])

    @property
    def measure(self) -> Measure:
        """What is worth showing first: who took places, or who passed once a panel has voted."""
        return AFTER if self.total.counts["voted"] else BEFORE


def read(
    con: duckdb.DuckDBPyConnection, whole: Scope, chosen: Scope, season: int, day: date
) -> Quota:
    """Ask for all of it. The table shows `whole`; way, documents and lists show `chosen`."""
    is_by_document = len(chosen.counties) > 1
    asked = queries_quota.documents_summed if is_by_document else queries_quota.documents
    reports = queries.last_reports(con, whole, season, day)
    return Quota(
        season=queries_quota.season_row(con, season),
        day=day,
        cells={
            (each.county_code or "", each.series_code or ""): each
            for each in figures(con, whole, season, day, "county,series")
        },
        counties=tuple(figures(con, whole, season, day, "county")),
        series=tuple(figures(con, whole, season, day, "series")),
        total=figures(con, whole, season, day)[0],
        chosen=figures(con, chosen, season, day)[0],
        allotted=queries_quota.allotted(con, whole, season, day),
        unreported=frozenset(code for code, row in reports.items() if row["through"] is None),
        documents=tuple(asked(con, chosen, season, day)),
        is_by_document=is_by_document,
        names=queries.names(con),
    )


def picture(seen: Quota) -> go.Figure:
    return chain(steps(seen))


def steps(seen: Quota) -> list[Step]:
    """Follow the places from being set to the panel; apart stand the unused and the wasted."""
    counts = seen.chosen.counts
    named = [
        ("approved_posts", "核定职数", PLACES),
        ("allocated", "下达名额", PLACES),
        ("applied", "申报", PERSONS),
        ("recommended", "县级推荐", PERSONS),
        ("accepted", "形式审核通过", PERSONS),
        ("passed", "评审通过", PERSONS),
        ("idle", "未用（闲置）", UNUSED)
        if seen.is_paper_over
        else ("remaining", "剩余名额", UNUSED),
        ("wasted", "浪费", WASTED),
    ]
    voted = f"已评 {counts['voted']} 人" if counts["voted"] else "尚未评审"
    short = "推荐多于名额" if (counts["idle"] or 0) < 0 else ""
    aside = {"passed": voted, "idle": short}
    return [
        Step(title, count, counts[count] or 0, kind, aside.get(count, ""))
        for count, title, kind in named
    ]
