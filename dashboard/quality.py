"""The facts of the page 质量: six shares by county, why files came back, whose tries run out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import plotly.graph_objects as go

from dashboard import queries, queries_quality
from dashboard.figures_quality import Reason, Turns
from dashboard.figures_quality import pareto as draw_reasons
from dashboard.figures_quality import turns as draw_turns
from dashboard.words import mark, say
from etl.queries import Figures, figures
from etl.scope import Scope

Row = dict[str, Any]
# A share of fewer than ten is told as k/n alone: it is never coloured and never compared.
FEW = 10
RATES = (
    "return_rate",
    "first_pass_rate",
    "acceptance_rate",
    "escape_rate",
    "paper_defect_rate",
    "publicity_short_rate",
)
GROUPS = ("never_returned", "returned_once", "last_chance", "locked")
# What went against the procedure, in the notice's order: count and its name on the page.
PROBLEMS = {
    "unexplained": mark("退回未注明问题"),
    "publicity_missing": mark("缺公示"),
    "publicity_short": mark("公示不足"),
    "publicity_borderline": mark("公示临界"),
    "publicity_late": mark("公示晚于到件"),
    "unsigned": mark("无审签人"),
}


@dataclass(frozen=True)
class Quality:
    """`total` and `counties` are of all that may be seen; `chosen` and the rest of the chosen places."""

    day: date
    total: Figures
    counties: tuple[Figures, ...]
    chosen: Figures
    chosen_counties: tuple[Figures, ...]
    reasons: tuple[Row, ...]
    unreported: frozenset[str]
    names: Mapping[str, str]


def read(
    con: duckdb.DuckDBPyConnection, whole: Scope, chosen: Scope, season: int, day: date
) -> Quality:
    """Ask for all of it but the lists of persons."""
    return Quality(
        day=day,
        total=figures(con, whole, season, day)[0],
        counties=tuple(figures(con, whole, season, day, "county")),
        chosen=figures(con, chosen, season, day)[0],
        chosen_counties=tuple(figures(con, chosen, season, day, "county")),
        reasons=tuple(queries_quality.reasons(con, chosen, season, day)),
        unreported=frozenset(
            code
            for code, found in queries.last_reports(con, whole, season, day).items()
            if found["through"] is None
        ),
        names=queries.names(con),
    )


def reasons_picture(seen: Quality) -> go.Figure:
    return draw_reasons(reasons(seen))


def turns_picture(seen: Quality) -> go.Figure:
    return draw_turns(turns(seen))


def first_problem(seen: Quality) -> str:
    """The problem whose list is worth opening: the first that occurs."""
    return next((count for count in PROBLEMS if seen.chosen.counts[count]), "unexplained")


def reasons(seen: Quality) -> list[Reason]:
    """The reasons as the picture draws them."""
    return [
        Reason(say(row["reason"]), row["number"], row["so_far"], row["total"], row["share_so_far"])
        for row in seen.reasons
    ]


def turns(seen: Quality) -> list[Turns]:
    """Everyone decided on, county by county; a county that sent nothing stays empty."""
    return [
        Turns(seen.names[each.county_code or ""], _groups(each)) for each in seen.chosen_counties
    ]


def _groups(each: Figures) -> tuple[int, int, int, int]:
    first, second, third, fourth = (each.counts[group] or 0 for group in GROUPS)
    return first, second, third, fourth
