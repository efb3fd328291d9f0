"""The facts of the page 名额: every cell's places and who took them, the documents, the way of the places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from dashboard import queries, queries_quota, queries_ways
from dashboard.words import mark
from etl import register
from etl.lifecycle.proposals import Proposal, proposals_for
from etl.paths import data_folder
from etl.queries import Figures, figures
from etl.scope import Scope

Row = dict[str, Any]


@dataclass(frozen=True)
class Measure:
    """A way to read a cell. The two are never shown under one name."""

    key: str
    title: str
    rate: str
    list_count: str


BEFORE = Measure("before", mark("评审前：占用/下达"), "usage_before_panel", "occupied")
AFTER = Measure("after", mark("评审后：通过/下达"), "usage_after_panel", "passed")
MEASURES = {measure.key: measure for measure in (BEFORE, AFTER)}


@dataclass(frozen=True)
class Quota:
    """Cells, counties and series of the whole scope; `chosen` is what the filters narrow it to.

    `ways` parts the applications of `chosen` by what became of them, and its wasted places by cause.
    `is_silent`: none of its counties has sent a roster, so that nothing is known of persons.
    """

    season: Row
    day: date
    cells: Mapping[tuple[str, str], Figures]
    counties: tuple[Figures, ...]
    series: tuple[Figures, ...]
    total: Figures
    chosen: Figures
    ways: Mapping[str, int]
    allotted: frozenset[tuple[str, str]]
    unreported: frozenset[str]
    is_silent: bool
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
    unreported = frozenset(code for code, row in reports.items() if row["through"] is None)
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
        ways=queries_ways.ways(con, chosen, season, day),
        allotted=queries_quota.allotted(con, whole, season, day),
        unreported=unreported,
        is_silent=bool(chosen.counties) and chosen.counties <= unreported,
        documents=tuple(asked(con, chosen, season, day)),
        is_by_document=is_by_document,
        names=queries.names(con),
    )


def proposed(scope: Scope, season: int) -> list[Proposal]:
    """List what decisions of the season before propose for places of a scope; the register is its home."""
    return [
        each
        for each in proposals_for(register.register_of(data_folder()), season)
        if each.county_code in scope.counties and each.series_code in scope.series
    ]
