"""What the year-end report has before it: one day of a season, and the same day of the season before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from dashboard.reports.flag_lines import Register
from etl.flags.facts import Fact
from etl.flags.judge import Flag
from etl.forecast.predict import Forecast
from etl.lifecycle.records import Life
from etl.queries import Figures, Rate
from etl.scope import Scope
from etl.seasons.season import Season

Row = Mapping[str, Any]
NOBODY_IN_TIME = {"due": 0, "on_time": 0, "borderline": 0, "late": 0, "undone": 0, "overdue": 0,
                  "extended": 0, "longest_days": None, "longest_workdays": None, "share": None}  # fmt: skip


@dataclass(frozen=True)
class Before:
    """The season before on the same day of its year; `ways` parts its applications by what became of them."""

    day: date
    total: Figures
    counties: Mapping[str, Figures]
    ways: Mapping[str, int]


@dataclass(frozen=True)
class Restated:
    """What an earlier version said of a day, and what this one says of the same day."""

    label: str
    day: date
    then: Mapping[str, Figures]
    now: Mapping[str, Figures]


@dataclass(frozen=True)
class Against:
    """An earlier version to compare with: open, named as readers know it, with the day it stood for."""

    con: duckdb.DuckDBPyConnection
    label: str
    day: date


@dataclass(frozen=True)
class YearEnd:
    """Everything the report tells. Codes name places; `None` as a county means all of the scope.

    `whole` are the counties of which everything is loaded through the end of the year.
    """

    season: Season
    day: date
    scope: Scope
    names: Mapping[str, str]
    known_to: date
    total: Figures
    counties: tuple[Figures, ...]
    series: tuple[Figures, ...]
    cells: tuple[Figures, ...]
    units: tuple[Figures, ...]
    allotted: frozenset[tuple[str, str]]
    silent: frozenset[str]
    whole: frozenset[str]
    before: Before | None
    ways: Mapping[str | None, Mapping[str, int]]
    punctual: Mapping[tuple[str, str | None], Row]
    ahead: Mapping[str, Forecast]
    extensions: tuple[Row, ...]
    recorded: tuple[Row, ...]
    reasons: tuple[Row, ...]
    sanctions: Mapping[tuple[str, str], int]
    signing: tuple[Row, ...]
    ages: Mapping[str, Row]
    listed: Mapping[str, tuple[Row, ...]]
    flags: tuple[Flag, ...]
    facts: tuple[Fact, ...]
    lives: tuple[Life, ...]
    register: Register
    restated: Restated | None
    through: Mapping[str, Mapping[str, date]]
    balances: tuple[Row, ...]
    rows_read: Row
    definitions: tuple[Row, ...]
    is_provisional: bool

    @property
    def has_begun(self) -> bool:
        return self.day >= self.season.first_day

    @property
    def is_over(self) -> bool:
        """On the last day of the year the season is closed."""
        return self.day >= self.season.year_end.on

    @property
    def is_closed(self) -> bool:
        """Tell whether it is known what the year ended with: our lag ends nobody's application."""
        return self.is_over and all(each.county_code in self.whole for each in self.counties)

    def open_word(self, each: Figures) -> str:
        """What an application is that is not done with."""
        if not self.is_over:
            return "在办"
        codes = [each.county_code] if each.county_code else [c.county_code for c in self.counties]
        return "年底未办结" if all(code in self.whole for code in codes) else "未见办结"

    @property
    def is_one_place(self) -> bool:
        return len(self.counties) == 1

    @property
    def is_known(self) -> bool:
        """Tell whether any county has sent a roster; else nothing is known of persons, not zero."""
        return self.has_begun and any(not self.is_silent(each) for each in self.counties)

    def is_silent(self, each: Figures) -> bool:
        return each.county_code in self.silent

    def is_allotted(self, each: Figures) -> bool:
        """Tell whether any document has given a county, a series or a cell its places."""
        return any(
            (each.county_code or county, each.series_code or series) == (county, series)
            for county, series in self.allotted
        )

    def name(self, code: str | None) -> str:
        return self.names[code or ""]


def in_time(seen: YearEnd, milestone: str, county: str | None) -> Row:
    """Who was in time for a milestone; where nobody is due, nobody was."""
    return seen.punctual.get((milestone, county), NOBODY_IN_TIME)


def share(row: Row) -> Rate:
    """What was in time of what was due, as the warehouse divided it."""
    return Rate(row["on_time"], row["due"], row["share"])
