"""The facts of the page 总览: places with their figures, what one must know of each, what moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb

from dashboard import queries
from dashboard.pieces import Word
from dashboard.place_facts import NOT_REPORTED, NOT_THIS_WEEK, facts_of
from dashboard.raised import Raised
from dashboard.selection import WEEK
from dashboard.words import say
from etl.queries import Figures, figures
from etl.scope import Scope

Row = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A county, or a series where one county is looked at: its figures and what one must know."""

    code: str
    name: str
    figures: Figures
    last_year: Figures | None
    is_allotted: bool
    has_reported: bool
    facts: tuple[Word, ...]
    flags: tuple[Word, ...] = ()

    @property
    def counts(self) -> dict[str, int | None]:
        return self.figures.counts

    @property
    def share(self) -> float | None:
        """Occupied over allocated, as the warehouse divided it."""
        return self.figures.rates["usage_before_panel"].rate

    @property
    def is_grave(self) -> bool:
        """Tell whether a limit or a deadline is broken, not only something missing."""
        return any(fact.state == "red" for fact in self.facts)

    @property
    def is_silent(self) -> bool:
        """Tell whether a report is missing: all of them, or this week's."""
        return any(fact.short in (say(NOT_REPORTED), say(NOT_THIS_WEEK)) for fact in self.facts)


@dataclass(frozen=True)
class Move:
    """How a count changed between two days, over the scope and place by place."""

    before: int
    now: int
    change: int
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Overview:
    """Everything the page shows of one scope and day; nothing in it is computed twice."""

    season: int
    day: date
    since: date
    place: str | None
    total: Figures
    places: tuple[Place, ...]
    grave_before: int
    moves: Mapping[str, Move]
    milestones: Mapping[str, Row]
    stops: Mapping[str, Row]
    extensions: tuple[Row, ...]
    names: Mapping[str, str]
    raised: Raised | None = None
    red_before: int | None = None

    @property
    def counts(self) -> dict[str, int | None]:
        return self.total.counts

    @property
    def grave(self) -> list[Place]:
        """The places where a limit or a deadline is broken."""
        return [place for place in self.places if place.is_grave]

    @property
    def is_known(self) -> bool:
        """Tell whether anybody has sent a roster; else nothing is known of persons, not zero."""
        return any(place.has_reported for place in self.places)

    @property
    def has_last_year(self) -> bool:
        return any(place.last_year for place in self.places)


def read(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date, county: str | None
) -> Overview:
    """Ask for all of it. With one county chosen the places are its series."""
    by = "series" if county else "county"
    since = day - WEEK
    names = queries.names(con)
    places = _places(con, scope, season, day, by)
    before = _places(con, scope, season, since, by)
    return Overview(
        season=season,
        day=day,
        since=since,
        place=names[county] if county else None,
        total=figures(con, scope, season, day)[0],
        places=places,
        grave_before=sum(place.is_grave for place in before),
        moves=_moves(queries.moves(con, scope, season, since, day, by), names),
        milestones={
            row["milestone_id"]: row for row in queries.milestones(con, scope, season, day)
        },
        stops={row["stop"]: row for row in queries.stops(con, season, day)},
        extensions=tuple(queries.extensions(con, scope, season, day)),
        names=names,
    )


def with_flags(
    seen: Overview, raised: Raised, county: str | None, before: Raised | None = None
) -> Overview:
    """Add what the flags say, and said a week before.

    They judge whole counties: with one county chosen its series get none.
    """
    seen = replace(seen, raised=raised, red_before=len(before.at("red")) if before else None)
    if county:
        return seen
    places = tuple(replace(place, flags=raised.words(place.code)) for place in seen.places)
    return replace(seen, places=places)


def _places(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date, by: str
) -> tuple[Place, ...]:
    names = queries.names(con)
    allotted = queries.allotted(con, scope, season, day)
    reported = queries.last_reports(con, scope, season, day)
    reports = reported if by == "county" else {}
    anybody = any(row["through"] for row in reported.values())
    extended = queries.extensions(con, scope, season, day)
    [paper] = [row for row in queries.stops(con, season, day) if row["stop"] == "paper"]
    last_year = {
        _code(each): each
        for each in figures(con, scope, season - 1, same_day_last_year(day), by)
        if any(each.counts.values())
    }
    return tuple(
        Place(
            code=_code(each),
            name=names[_code(each)],
            figures=each,
            last_year=last_year.get(_code(each)),
            is_allotted=_code(each) in allotted,
            has_reported=bool(reports[_code(each)]["through"]) if reports else anybody,
            facts=tuple(
                facts_of(
                    each,
                    reports.get(_code(each)),
                    [row for row in extended if row["county_code"] == each.county_code],
                    paper,
                )
            ),
        )
        for each in figures(con, scope, season, day, by)
    )


def _code(each: Figures) -> str:
    """The county, or the series where figures are by series."""
    return each.county_code or each.series_code or ""


def _moves(found: Sequence[Row], names: Mapping[str, str]) -> dict[str, Move]:
    """Gather the rows of every count; places that did not move stay out."""
    order = list(names)
    moved = sorted(
        (row for row in found if row["place"] and row["change"]),
        key=lambda row: order.index(row["place"]),
    )
    return {
        row["count_id"]: Move(
            row["before"],
            row["now"],
            row["change"],
            tuple(
                (names[each["place"]], each["change"])
                for each in moved
                if each["count_id"] == row["count_id"]
            ),
        )
        for row in found
        if row["place"] is None
    }


def same_day_last_year(day: date) -> date:
    """The same month and day; for 29 February the day before."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
