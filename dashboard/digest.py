"""The facts of the page 周报: two days side by side, or two versions, place by place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from dashboard import queries, queries_digest, queries_flags
from dashboard.selection import WEEK, Selection
from etl import catalog, layout, warehouse
from etl.flags.judge import Flag
from etl.paths import data_folder
from etl.queries import figures, known_counts, reported
from etl.scope import Scope
from etl.warehouse import Version

Row = dict[str, Any]
Counts = Mapping[str, int | None]


@dataclass(frozen=True)
class Share:
    """A milestone's k of n in one place, with the quotient as the warehouse divided it."""

    numerator: int
    denominator: int
    rate: float | None


@dataclass(frozen=True)
class Side:
    """All that one version says of one day. Places are counties, or one county's series."""

    day: date
    total: Counts
    places: Mapping[str, Counts]
    shares: Mapping[tuple[str, str | None], Share]
    flags: tuple[Flag, ...]
    recorded: tuple[Row, ...]
    reports: Mapping[str, Row]
    reached: Mapping[str, date]
    papers_reach: date | None
    rules_version: str

    def count(self, count: str, place: str | None = None) -> int:
        """A count of a place, or of all; what a version does not know of is none."""
        return (self.places.get(place, {}) if place else self.total).get(count) or 0


@dataclass(frozen=True)
class Ended:
    """A window that ended between the two days, as it stood on its last day."""

    milestone_id: str
    title: str
    ends_on: date
    numerator_id: str
    denominator_id: str
    total: Share
    places: Mapping[str, Share]


@dataclass(frozen=True)
class Digest:
    """`then` is what was read at first, `base` the same day as it is known today, `now` the later day.

    Without another version to compare with, `then` is `base`.
    """

    season: int
    county: str | None
    series: str | None
    then: Side
    base: Side
    now: Side
    ended: tuple[Ended, ...]
    names: Mapping[str, str]
    titles: Mapping[str, str]
    against: Version | None = None

    @property
    def places(self) -> list[str]:
        """The places in administrative order."""
        return [code for code in self.names if code in self.now.places]

    @property
    def is_restated(self) -> bool:
        """Tell whether two versions are compared."""
        return self.against is not None


def side(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    by: str,
    series: str | None = None,
) -> Side:
    """Ask for one day; flags judge whole counties, so not where one series is looked at."""
    known = () if series else queries_flags.flags(con, scope, season, day)
    totals = figures(con, scope, season, day)
    return Side(
        day=day,
        total=totals[0].counts if totals else {},
        places={
            each.county_code or each.series_code or "": each.counts
            for each in figures(con, scope, season, day, by)
        },
        shares={
            (row["milestone_id"], row["place"]): _share(row)
            for row in queries_digest.shares(con, scope, season, day, by)
        },
        flags=known,
        recorded=tuple(queries_digest.recorded(con, scope, season, day)),
        reports=queries.last_reports(con, scope, season, day),
        reached=reported(con, scope, season),
        papers_reach=queries_digest.papers_reach(con, season),
        rules_version=queries.about(con)["rules_version"],
    )


def _share(row: Row) -> Share:
    return Share(row["numerator"], row["denominator"], row["rate"])


def ended(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, since: date, day: date, by: str
) -> tuple[Ended, ...]:
    """Take every window that ended in between as it stood on its own last day."""
    made = []
    for window in queries_digest.ended(con, season, since, day):
        found = [
            row
            for row in queries_digest.shares(con, scope, season, window["ends_on"], by)
            if row["milestone_id"] == window["milestone_id"]
        ]
        if found:
            first = found[0]
            made.append(
                Ended(
                    first["milestone_id"],
                    first["title"],
                    first["ends_on"],
                    first["numerator_id"],
                    first["denominator_id"],
                    _share(first),
                    {row["place"]: _share(row) for row in found if row["place"]},
                )
            )
    return tuple(made)


def titles(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Map every count to its title, in the order of metrics."""
    return {row["count_id"]: row["title"] for row in known_counts(con)}


def counts_of_cases(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The counts behind which cases stand, each weighing one: places and differences are not among them."""
    return [row["count_id"] for row in known_counts(con) if row["finest"] == "unit"]


def milestones() -> dict[str, str]:
    """Map the milestones to their titles, in the order of their windows."""
    return {each.id: each.title for each in catalog.milestones()}


def most_moved(seen: Digest) -> str:
    """The milestone of which most was done in between; the first one if none moved."""

    def done(milestone: str) -> int:
        pair = (side.shares.get((milestone, None)) for side in (seen.now, seen.base))
        now, before = (share.numerator if share else 0 for share in pair)
        return now - before

    return max(milestones(), key=done)


def has_begun(con: duckdb.DuckDBPyConnection, season: int, day: date) -> bool:
    """Tell whether applications are open or over on a day."""
    stops = {row["stop"]: row for row in queries.stops(con, season, day)}
    opening: int = (stops.get("opening") or stops["openings"])["days_left"]
    return opening <= 0


def earlier(shown: Version) -> dict[str, Version]:
    """The versions published before the one on the page that pages can still show, newest first."""
    kept = [each for each in warehouse.versions(data_folder().warehouse) if each.name < shown.name]
    return {each.short: each for each in reversed(kept) if layout.is_readable(each)}


def first_day(chosen: Selection, reaches: date | None) -> date:
    """The earlier day unless one is asked for: a week before; of another version, how far it reaches."""
    return max(min(reaches or chosen.day - WEEK, chosen.day), chosen.span.first)


@dataclass(frozen=True)
class Moved:
    """A case that came to a count or went; `is_restated`: because history was corrected."""

    row: Row
    has_come: bool
    is_restated: bool


def moved(then: Sequence[Row], base: Sequence[Row], now: Sequence[Row]) -> list[Moved]:
    """Compare three lists of one count: came − went is the figures' difference."""
    return [
        *_steps(then, base, is_restated=True),
        *_steps(base, now, is_restated=False),
    ]


def _steps(first: Sequence[Row], last: Sequence[Row], *, is_restated: bool) -> list[Moved]:
    before, after = ({row["case_id"] for row in rows} for rows in (first, last))
    came = [Moved(row, True, is_restated) for row in last if row["case_id"] not in before]
    went = [Moved(row, False, is_restated) for row in first if row["case_id"] not in after]
    return came + went
