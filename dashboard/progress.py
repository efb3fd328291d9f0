"""The facts of the page 进度: curves by day, milestones by county, who waits where, latest starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import plotly.graph_objects as go

from dashboard import forecast, queries, queries_progress, queries_quota
from dashboard.figures_way import Stage, stages
from dashboard.words import mark, say
from etl.calendar_days import ONE_DAY, working_days
from etl.paths import data_folder
from etl.queries import Figures, figures
from etl.scope import Scope
from etl.seasons.feasibility import season_facts

Row = dict[str, Any]
# A share of fewer than ten is told as k/n alone: it is not compared with the whole.
FEW = 10
CURVES = {
    "applied": mark("申报"),
    "accepted": mark("形式审核通过"),
    "accepted_with_paper": mark("纸质到件"),
}
# The way of an application: what it has reached, and whose act it waits for there.
WAY = (
    ("applied", mark("申报"), "waiting_unit", mark("待单位审核")),
    ("unit_approved", mark("单位报出"), "waiting_county", mark("待县级审核")),
    ("recommended", mark("县级推荐"), "waiting_prefecture", mark("待州级审核")),
    ("accepted", mark("州级通过"), "waiting_paper", mark("待送材料")),
    ("accepted_with_paper", mark("纸质到件"), "waiting_panel", mark("待评审")),
    ("voted", mark("评审"), "waiting_result", mark("待结果公示")),
    ("closed", mark("办结"), "", ""),
)
WINDOWS = {
    "applications": mark("个人申报"),
    "online_review": mark("网上形式审核"),
    "paper": mark("纸质材料受理"),
}


@dataclass(frozen=True)
class Progress:
    """`total` and all that waits are of the chosen places; `milestones` of all that may be seen."""

    season: Row
    day: date
    total: Figures
    counties: tuple[Figures, ...]
    curves: Mapping[tuple[str, str], tuple[Row, ...]]
    deadlines: tuple[Row, ...]
    milestones: Mapping[tuple[str, str | None], Row]
    extensions: tuple[Row, ...]
    ages: Mapping[str, Row]
    starts: tuple[Row, ...]
    unreported: frozenset[str]
    ahead: forecast.Ahead
    names: Mapping[str, str]

    @property
    def first(self) -> date:
        day: date = min(self.season["w1_starts"], self.season["w2_starts"])
        return day

    @property
    def has_begun(self) -> bool:
        return bool(self.day >= self.first)

    @property
    def is_silent(self) -> bool:
        """Tell whether no chosen county has sent a roster: then nothing is known, and nothing is zero."""
        chosen = {each.county_code for each in self.counties}
        return bool(chosen) and chosen <= self.unreported


def read(
    con: duckdb.DuckDBPyConnection, whole: Scope, chosen: Scope, season: int, day: date
) -> Progress:
    """Ask for all of it."""
    row = queries_quota.season_row(con, season)
    first = min(row["w1_starts"], row["w2_starts"])
    curves: dict[tuple[str, str], tuple[Row, ...]] = {}
    asked = (con, chosen, season, first, day, tuple(CURVES))
    for each in queries_progress.curves(*asked):
        place = (each["county_code"], each["count_id"])
        curves[place] = (*curves.get(place, ()), each)
    counties = tuple(figures(con, chosen, season, day, "county"))
    return Progress(
        season=row,
        day=day,
        total=figures(con, chosen, season, day)[0],
        counties=counties,
        curves=curves,
        deadlines=tuple(queries_progress.deadlines(con, season, day)),
        milestones={
            (each["milestone_id"], each["county_code"]): each
            for each in queries_progress.milestone_progress(con, whole, season, day)
        },
        extensions=tuple(queries_progress.extensions(con, chosen, season, day)),
        ages={each["count_id"]: each for each in queries_progress.ages(con, chosen, season, day)},
        starts=tuple(latest_starts(season, day)),
        unreported=frozenset(
            code
            for code, found in queries.last_reports(con, whole, season, day).items()
            if found["through"] is None
        ),
        ahead=forecast.read(con, chosen, season, day, counties),
        names=queries.names(con),
    )


def latest_starts(season: int, day: date) -> list[Row]:
    """List the last days to begin a publicity, with the working days left until each; None once past."""
    reference = data_folder().reference
    calendar = working_days(reference)
    return [
        {
            "what": start.what,
            "by": start.by,
            "counted": start.counted,
            "not_counted": start.not_counted,
            "workdays_left": calendar.working_days_between(day + ONE_DAY, start.counted)
            if start.counted >= day
            else None,
        }
        for start in season_facts(season, reference).latest_starts
    ]


def way_picture(seen: Progress) -> go.Figure:
    return stages(way(seen))


def _age(row: Row) -> tuple[int, int]:
    return row["median"], row["oldest"]


def way(seen: Progress) -> list[Stage]:
    """How many reached each step, and how many wait there."""
    counts = seen.total.counts
    return [
        Stage(
            say(title, "way"),
            counts[reached] or 0,
            (counts[waiting] or 0) if waiting else 0,
            say(words, "way"),
            reached,
            waiting,
            *(_age(seen.ages[waiting]) if waiting in seen.ages else ()),
        )
        for reached, title, waiting, words in WAY
    ]
