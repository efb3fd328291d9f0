"""What the weekly brief rests on: what 总览, 周报, 进度 and 预警 show of the same day, asked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from dashboard import digest, headline, overview, queries, queries_progress, queries_workbench
from dashboard import raised as raising
from dashboard.digest import Digest
from dashboard.overview import Overview
from dashboard.selection import WEEK
from dashboard.workbench_dates import Start, starts_of
from etl.calendar_days import WorkingDays, working_days
from etl.flags.decision_days import decision_days
from etl.flags.judge import Flag
from etl.forecast.predict import Forecast, forecasts_at
from etl.lifecycle.records import Life
from etl.paths import data_folder
from etl.queries import Figures, Rate, figures
from etl.scope import Scope
from etl.seasons import load_season
from etl.seasons.season import Season

Row = dict[str, Any]


@dataclass(frozen=True)
class Milestone:
    """A milestone with its k of n over all (county None) and in each county, and how far its window is."""

    row: Row
    done: Mapping[str | None, Rate]
    ahead: Mapping[str | None, Forecast]

    @property
    def is_done(self) -> bool:
        whole = self.done[None]
        return whole.numerator >= whole.denominator


@dataclass(frozen=True)
class Week:
    """Everything that a brief tells of; `compared` is None before the season begins."""

    season: Season
    day: date
    seen: Overview
    compared: Digest | None
    milestones: tuple[Milestone, ...]
    by_series: Mapping[tuple[str, str], Figures]
    waiting: tuple[Row, ...]
    to_begin: tuple[Row, ...]
    starts: Mapping[str, Mapping[date, Start]]
    lives: Mapping[str, Life]
    calendar: WorkingDays

    @property
    def names(self) -> Mapping[str, str]:
        return self.seen.names

    @property
    def flags(self) -> tuple[Flag, ...]:
        return self.seen.raised.flags if self.seen.raised else ()

    @property
    def is_under_way(self) -> bool:
        return headline.is_under_way(self.seen)

    @property
    def due(self) -> list[Milestone]:
        """What is due next: the last day still belongs to a window; at the year's end there are two."""
        coming = [each for each in self.milestones if each.row["days_left"] >= 0]
        return [each for each in coming if each.row["ends_on"] == coming[0].row["ends_on"]]

    @property
    def missed(self) -> Milestone | None:
        """The window that ended last, where not all of it was done."""
        over = [each for each in self.milestones if each.row["days_left"] < 0]
        return over[-1] if over and not over[-1].is_done else None


def read(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    lives: Mapping[str, Life] | None = None,
) -> Week:
    """Ask for all of it; `lives` is what the register knows of the season's flags."""
    seen = overview.read(con, scope, season, day, None)
    compared = _compared(con, scope, season, day)
    if compared and headline.is_under_way(seen) and scope.sees_all_series:
        now, before = (
            raising.of(side.day, side.flags, decision_days(con, season, side.day))
            for side in (compared.now, compared.base)
        )
        seen = overview.with_flags(seen, now, None, before)
    rules, calendar = load_season(season), working_days(data_folder().reference)
    to_begin = queries_workbench.to_begin(con, scope, season, day)
    extensions = queries_progress.extensions(con, scope, season, day)
    return Week(
        season=rules,
        day=day,
        seen=seen,
        compared=compared,
        milestones=_milestones(con, scope, season, day),
        by_series={
            (each.county_code or "", each.series_code or ""): each
            for each in figures(con, scope, season, day, "county,series")
        },
        waiting=tuple(queries_progress.waiting(con, scope, season, day)),
        to_begin=tuple(to_begin),
        starts={
            place.code: starts_of(
                rules,
                calendar,
                [row for row in extensions if row["county_code"] == place.code],
                {row["paper_ends_on"] for row in to_begin if row["county_code"] == place.code},
            )
            for place in seen.places
        },
        lives=lives or {},
        calendar=calendar,
    )


def _compared(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date
) -> Digest | None:
    """The day against a week before, as 周报 compares them unasked."""
    if not digest.has_begun(con, season, day):
        return None
    since = day - WEEK
    base = digest.side(con, scope, season, since, "county")
    return Digest(
        season=season,
        county=None,
        series=None,
        then=base,
        base=base,
        now=digest.side(con, scope, season, day, "county"),
        ended=digest.ended(con, scope, season, since, day, "county"),
        names=queries.names(con),
        titles=digest.titles(con),
    )


def _milestones(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date
) -> tuple[Milestone, ...]:
    """Lay out each milestone with the k/n of 进度 and the windows that extensions have moved."""
    done = queries_progress.milestone_progress(con, scope, season, day)
    ahead = forecasts_at(con, scope, season, day)
    return tuple(
        Milestone(
            row,
            {
                each["county_code"]: Rate(each["numerator"], each["denominator"], each["rate"])
                for each in done
                if each["milestone_id"] == row["milestone_id"]
            },
            {each.county_code: each for each in ahead if each.milestone_id == row["milestone_id"]},
        )
        for row in queries_progress.deadlines(con, season, day)
    )
