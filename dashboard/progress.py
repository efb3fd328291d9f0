"""The facts of the page 进度: curves by day, milestones by county, who waits where, latest starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import plotly.graph_objects as go

from dashboard import forecast, queries, queries_progress, queries_quota
from dashboard.figures_progress import Calendar, Curve, Deadline, Panel, Stage, burn_up, stages
from etl.calendar_days import ONE_DAY, working_days
from etl.paths import data_folder
from etl.queries import Figures, figures
from etl.scope import Scope
from etl.seasons.feasibility import season_facts

Row = dict[str, Any]
CURVES = {"applied": "申报", "accepted": "形式审核通过", "accepted_with_paper": "纸质到件"}
# The way of an application: what it has reached, and whose act it waits for there.
WAY = (
    ("applied", "申报", "waiting_unit", "待单位审核"),
    ("unit_approved", "单位报出", "waiting_county", "待县级审核"),
    ("recommended", "县级推荐", "waiting_prefecture", "待州级审核"),
    ("accepted", "州级通过", "waiting_paper", "待送材料"),
    ("accepted_with_paper", "纸质到件", "waiting_panel", "待评审"),
    ("voted", "评审", "waiting_result", "待结果公示"),
    ("closed", "办结", "", ""),
)
WIDEST = 1.4
WINDOWS = {
    "applications": "个人申报",
    "online_review": "网上形式审核",
    "paper": "纸质材料受理",
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


def calendar(seen: Progress) -> Calendar:
    """What the pictures of all counties share."""
    season = seen.season
    return Calendar(
        first=seen.first,
        last=season["year_end"],
        day=seen.day,
        windows=(
            (seen.first, max(season["w1_ends"], season["w2_ends"])),
            (season["w3_starts"], season["w3_ends"]),
        ),
        deadlines=tuple(
            Deadline(row["ends_on"], row["last_workday"] < row["ends_on"])
            for row in seen.deadlines
            if row["milestone_id"] != "panel"
        ),
    )


def panels(seen: Progress) -> list[Panel]:
    """One panel a county; curves of one that sent nothing stay away, and it says so."""
    return [_panel(seen, each) for each in seen.counties]


def _panel(seen: Progress, each: Figures) -> Panel:
    county, counts = each.county_code or "", each.counts
    told = "，".join(f"{title} {counts[count]}" for count, title in CURVES.items())
    told = f"{told}；名额 {counts['allocated']}"
    if county in seen.unreported:
        told = f"未报送；名额 {counts['allocated']}"
    elif not counts["allocated"]:
        told = f"名额未下达；申报 {counts['applied']}"
    return Panel(
        title=seen.names[county],
        told=told,
        places=counts["allocated"] or 0,
        curves=()
        if county in seen.unreported
        else tuple(
            _curve(title, seen.curves.get((county, count), ())) for count, title in CURVES.items()
        ),
        extended=tuple(
            Deadline(row["extended_to"], words=f"{row['milestone']}延至 {row['extended_to']:%m-%d}")
            for row in seen.extensions
            if row["county_code"] == county and row["application_no"] is None
        ),
        expected=seen.ahead.expected.get(county, ()),
    )


def _curve(title: str, rows: tuple[Row, ...]) -> Curve:
    return Curve(
        title,
        tuple(row["day"] for row in rows),
        tuple(row["value"] for row in rows),
        tuple(row["rate"] for row in rows),
    )


def pictures(seen: Progress) -> tuple[Any, ...]:
    """Draw every county on one scale; one alone is drawn larger."""
    shown = panels(seen)
    height = 320 if len(shown) == 1 else 184
    return tuple(burn_up(panel, calendar(seen), top(seen), height) for panel in shown)


def way_picture(seen: Progress) -> go.Figure:
    return stages(way(seen))


def top(seen: Progress) -> float:
    """End the common scale a little over the highest share; an early band may reach beyond it."""
    rates = [row["rate"] or 0 for rows in seen.curves.values() for row in rows]
    bands = [each.high for all_ in seen.ahead.expected.values() for each in all_]
    return float(max([1.0, *rates, *(min(high, WIDEST) for high in bands)])) + 0.08


def way(seen: Progress) -> list[Stage]:
    """How many reached each step, and how many wait there."""
    counts = seen.total.counts
    return [
        Stage(title, counts[reached] or 0, (counts[waiting] or 0) if waiting else 0, words)
        for reached, title, waiting, words in WAY
    ]
