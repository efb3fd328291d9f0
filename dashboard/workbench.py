"""The facts of the page 县市工作台: what one county has to do, by when, and how it stands. No drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from dashboard import queries, queries_data, queries_progress, queries_workbench, timeliness
from dashboard.workbench_dates import Event, Start, events, starts_of
from etl import queries as counting
from etl.calendar_days import working_days
from etl.paths import data_folder
from etl.queries import Figures
from etl.scope import Scope
from etl.seasons import load_season

Row = dict[str, Any]
# The lists of the page in the order of what is to be done first; each is the list behind its count.
LISTS = (
    "last_chance",
    "waiting_county",
    "waiting_applicant",
    "waiting_unit",
    "publicity_missing",
    "publicity_short",
    "waiting_paper",
    "paper_defective",
    "waiting_unknown",
)
# Whose act is awaited in the county: never two at a time, so the four add up.
IN_COUNTY = ("waiting_county", "waiting_applicant", "waiting_unit", "waiting_paper")
OWN_ACTS = ("waiting_county", "waiting_applicant", "waiting_unit")


@dataclass(frozen=True)
class Reports:
    """What the county has sent: rows of the whole version, and the last report of each kind."""

    total: Row
    tally: tuple[Row, ...]
    through: Mapping[str, Mapping[str, date]]
    findings: tuple[Row, ...]
    sheets: tuple[Row, ...]


@dataclass(frozen=True)
class Desk:
    """One county on one day; `counts` and lists are of the chosen series, reports of the whole county."""

    county: str
    season: int
    day: date
    opens: date
    paper_opens: date
    is_past_day: bool
    total: Figures
    series: tuple[Figures, ...]
    lists: Mapping[str, tuple[Row, ...]]
    to_begin: tuple[Row, ...]
    starts: Mapping[date, Start]
    stops: tuple[Row, ...]
    events: tuple[Event, ...]
    allotted: frozenset[str]
    review_days: int
    through: date | None
    reports: Reports
    names: Mapping[str, str]

    @property
    def has_begun(self) -> bool:
        return bool(self.day >= self.opens)

    @property
    def is_over(self) -> bool:
        """The last day of the year closes it."""
        return bool(self.stop("year_end")["days_left"] <= 0)

    @property
    def is_reported(self) -> bool:
        return self.through is not None

    def stop(self, name: str) -> Row:
        return next(row for row in self.stops if row["stop"] == name)

    def next_stop(self) -> Row | None:
        return next((row for row in self.stops if row["days_left"] >= 0), None)

    @property
    def urgent(self) -> list[Row]:
        """Who has one try left and waits for an act in this county."""
        return [row for row in self.lists["last_chance"] if row["waits"] in OWN_ACTS]


def read(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    whole: Scope,
    season: int,
    day: date,
    county: str,
    is_past_day: bool,  # noqa: FBT001
) -> Desk:
    """Ask for all of it; `scope` has the chosen series, `whole` all that may be seen."""
    of_county = whole.narrowed(county)
    found = queries_workbench.cases(con, scope, season, day, LISTS)
    to_begin = queries_workbench.to_begin(con, scope, season, day)
    stops = queries.stops(con, season, day)
    known = load_season(season)
    calendar = working_days(data_folder().reference)
    extensions = [
        row
        for row in queries_progress.extensions(con, of_county, season, day)
        if row["application_no"] is None or whole.sees_persons
    ]
    starts = starts_of(known, calendar, extensions, {row["paper_ends_on"] for row in to_begin})
    return Desk(
        county=county,
        season=season,
        day=day,
        opens=min(known.windows.applications.starts_on, known.windows.online_review.starts_on),
        paper_opens=known.windows.paper.starts_on,
        is_past_day=is_past_day,
        total=counting.figures(con, scope, season, day)[0],
        series=tuple(counting.figures(con, scope, season, day, "series")),
        lists={count: tuple(row for row in found if row["count_id"] == count) for count in LISTS},
        to_begin=tuple(to_begin),
        starts=starts,
        stops=tuple(stops),
        events=events(stops, extensions, starts, known.windows.paper.starts_on, (day, calendar)),
        allotted=frozenset(queries.allotted(con, scope, season, day)),
        review_days=known.review_wait_days.value,
        through=queries.last_reports(con, of_county, season, day).get(county, {}).get("through"),
        reports=reports(con, of_county, season),
        names=queries.names(con),
    )


def reports(con: duckdb.DuckDBPyConnection, of_county: Scope, season: int) -> Reports:
    """Ask what became of the county's files; `of_county` holds no other office."""
    return Reports(
        total=queries_data.total(con, of_county, season, None),
        tally=tuple(queries_data.tally(con, of_county, season, None)),
        through=queries_data.through(con, of_county, season),
        findings=tuple(queries_data.findings(con, of_county, season)),
        sheets=tuple(queries_data.balances(con, of_county, season, None)),
    )


def first_report_day(desk: Desk) -> date:
    """The day from which a county's silence is told of: the season's first stop."""
    day: date = desk.stops[0]["day"]
    return day


def kinds(desk: Desk) -> list[tuple[str, date | None]]:
    """The county's kinds of sheets with the last day each is loaded through."""
    mine = desk.reports.through.get(desk.county, {})
    return [(kind, mine.get(kind)) for kind in timeliness.COUNTY_KINDS]


def to_mend(desk: Desk) -> int:
    """Count the rows and cells that are still to be mended in the county's newest reports."""
    return sum(row["open"] for row in desk.reports.tally if row["severity"] in ("row", "cell"))


@dataclass(frozen=True)
class Choice:
    """All counties of a scope, one of which is to be chosen."""

    counties: tuple[Figures, ...]
    unreported: frozenset[str]
    names: Mapping[str, str]


def choice(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> Choice:
    """Ask how much there is to do in each county."""
    return Choice(
        tuple(counting.figures(con, scope, season, day, "county")),
        frozenset(
            code
            for code, found in queries.last_reports(con, scope, season, day).items()
            if found["through"] is None
        ),
        queries.names(con),
    )


def in_county(each: Figures) -> int:
    """Count the files that wait for an act of the county, its units or its applicants."""
    return sum(each.counts[count] or 0 for count in IN_COUNTY)
