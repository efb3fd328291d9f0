"""What a county's weekly page rests on: its desk, its flags, and the prefecture's figures beside its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard import queries_digest, queries_flags, workbench
from dashboard.reports.flag_lines import Register
from dashboard.workbench import Desk
from etl import evidence
from etl.calendar_days import working_days
from etl.flags.judge import Flag
from etl.lifecycle.records import Life
from etl.paths import data_folder
from etl.queries import Figures, Rate, figures
from etl.scope import Scope
from etl.seasons import load_season

MILESTONES = ("online_review", "paper")
PUBLISHED = {"usage_before_panel", "acceptance_rate", *MILESTONES}


@dataclass(frozen=True)
class CountyWeek:
    """`shares` is the k/n of a milestone of a series, or of the county (None).

    `prefecture` is None where the scope may not count the other counties; of published counties only
    what stands on 总览 and 名额 is told.
    """

    desk: Desk
    shares: Mapping[tuple[str, str | None], Rate]
    prefecture: Figures | None
    prefecture_shares: Mapping[str, Rate]
    flags: tuple[Flag, ...]
    register: Register
    is_published: bool

    @property
    def told_of_all(self) -> frozenset[str]:
        """The rates and milestones that may be told of all counties together."""
        known = {*self.prefecture_shares, *(self.prefecture.rates if self.prefecture else ())}
        return frozenset(known & PUBLISHED if self.is_published else known)

    @property
    def name(self) -> str:
        return self.desk.names[self.desk.county]


def read(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    county: str,
    lives: Mapping[str, Life] | None = None,
    flags: Iterable[Flag] | None = None,
) -> CountyWeek:
    """Ask for all of it under a scope that holds the county; days are told as dates, never as today.

    `flags` are those of the scope where they are known already: judging is dear, and nine pages share it.
    """
    own, counting = scope.narrowed(county), scope.counting()
    others = evidence.sees_all(con, counting)
    shares = queries_digest.shares(con, own, season, day, "series")
    wide = queries_digest.shares(con, counting, season, day, "county") if others else []
    limits = load_season(season).flag_life
    judged = queries_flags.flags(con, own, season, day) if flags is None else flags
    return CountyWeek(
        desk=workbench.read(con, own, scope, season, day, county, is_past_day=True),
        shares={(row["milestone_id"], row["place"]): _rate(row) for row in shares},
        prefecture=figures(con, counting, season, day)[0] if others else None,
        prefecture_shares={row["milestone_id"]: _rate(row) for row in wide if not row["place"]},
        flags=tuple(flag for flag in judged if flag.county_code == county),
        register=Register(lives or {}, day, limits, working_days(data_folder().reference)),
        is_published=scope.role == "county",
    )


def _rate(row: Mapping[str, object]) -> Rate:
    return Rate(row["numerator"], row["denominator"], row["rate"])  # type: ignore[arg-type]
