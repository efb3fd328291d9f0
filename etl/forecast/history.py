"""All that a forecast may look at: counts by day of this season and earlier ones, windows, data through."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

import duckdb
import numpy as np

from etl.forecast.window import NOTHING, Path, Steps, Window, added, path
from etl.queries import rows
from etl.scope import PREFECTURE, Scope

FOLDER = FilePath(__file__).parent
# Whose sheets tell that a milestone is reached: (kind, sent by the prefecture's office).
TOLD_BY = {
    "applications": (("roster", False),),
    "online_review": (("reviews", False),),
    "paper": (("paper", True),),
    "year_end": (("reviews", False), ("panel", True), ("publicity", True)),
}


@dataclass(frozen=True)
class Milestone:
    """One season's milestone: its window for everybody, and the two counts of its progress."""

    season: int
    milestone_id: str
    title: str
    numerator_id: str
    denominator_id: str
    clause: str
    starts_on: date
    ends_on: date
    w1_ends: date


@dataclass(frozen=True)
class History:
    """Seasons through the one that is asked about, over the counties and series of one scope."""

    counties: tuple[str, ...]
    milestones: dict[tuple[int, str], Milestone]
    steps: dict[tuple[int, str, str], Steps]
    extensions: tuple[dict[str, Any], ...]
    through: dict[tuple[int, str, str], date]
    workdays: tuple[date, ...]

    def window(self, of: Milestone, county: str | None, known_on: date) -> Window:
        """Take the county's own window as recorded by a day; the whole scope has no extension."""
        ends = [
            row["extended_to"]
            for row in self.extensions
            if (row["season"], row["county_code"]) == (of.season, county)
            and row["milestone"] == of.title
            and row["recorded_on"] <= known_on
        ]
        last = max([of.ends_on, *ends])
        return Window(
            of.starts_on,
            last,
            tuple(day for day in self.workdays if of.starts_on <= day <= last),
        )

    def count(self, season: int, counties: Iterable[str], count_id: str) -> Steps:
        """Add a count up over counties."""
        known = [self.steps.get((season, county, count_id), NOTHING) for county in counties]
        return known[0] if len(known) == 1 else added(known)

    def known_through(self, of: Milestone, county: str) -> date | None:
        """Find the last day of which all sheets tell that decide here; None when nothing was sent."""
        told = {
            (kind, central): self.through.get((of.season, kind, PREFECTURE if central else county))
            for kind, central in TOLD_BY[of.milestone_id]
        }
        own = next(iter(told.values()))
        return own and min(day for day in told.values() if day)

    def past_path(self, of: Milestone, county: str) -> Path | None:
        """Follow a county through a window that is over; None while sheets do not reach its end."""
        window = self.window(of, county, date.max)
        known = self.known_through(of, county)
        if not window.total or known is None or known < window.ends_on:
            return None
        walked = path(self.count(of.season, [county], of.numerator_id), window)
        return walked if walked.final > 0 else None


def read(con: duckdb.DuckDBPyConnection, scope: Scope, season: int) -> History:
    """Ask for everything in five short questions."""
    found = [Milestone(**row) for row in _ask(con, "milestones", season=season)]
    count_ids = {each.numerator_id for each in found} | {each.denominator_id for each in found}
    asked = {"season": season, "count_ids": sorted(count_ids), **scope.parameters()}
    return History(
        counties=tuple(scope.parameters()["counties"]),
        milestones={(each.season, each.milestone_id): each for each in found},
        steps=_steps(_ask(con, "steps", **asked)),
        extensions=tuple(_ask(con, "extensions", season=season)),
        through={
            (row["season"], row["kind"], row["office"]): row["through"]
            for row in _ask(con, "through", season=season)
        },
        workdays=tuple(row["day"] for row in _ask(con, "workdays")),
    )


def divided(con: duckdb.DuckDBPyConnection, pairs: list[tuple[int, int]]) -> list[float | None]:
    """Spread what remains over the working days left, by the one division; None when none is left."""
    if not pairs:
        return []
    remaining, left = (list(each) for each in zip(*pairs, strict=True))
    places = list(range(len(pairs)))
    found = _ask(con, "needed", places=places, remaining=remaining, workdays_left=left)
    return [row["per_day"] for row in found]


def _ask(con: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> list[dict[str, Any]]:
    return rows(con, (FOLDER / f"{name}.sql").read_text("utf-8"), **parameters)


def _steps(found: list[dict[str, Any]]) -> dict[tuple[int, str, str], Steps]:
    rises: dict[tuple[int, str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in found:
        place = (row["season"], row["county_code"], row["count_id"])
        rises[place].append((row["from_day"].toordinal(), row["rise"]))
    return {
        place: Steps(days, np.cumsum(changes))
        for place, listed in rises.items()
        for days, changes in [np.array(listed, dtype=np.int64).T]
    }
