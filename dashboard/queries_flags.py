"""What the page 预警 asks of a version: the flags, their days of decision, and the rows behind one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb

from etl import evidence, queries
from etl.flags import readiness, tallies
from etl.flags.decision_days import decision_days
from etl.flags.facts import Fact, cases_of, facts_at
from etl.flags.judge import Flag, flags_at
from etl.lifecycle.frozen import Case, case_of
from etl.queries import rows
from etl.scope import Scope
from etl.seasons import load_season
from etl.seasons.flag_rule import FlagRule
from etl.warehouse import Version

Row = dict[str, Any]


def flags(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    rules: Sequence[FlagRule] | None = None,
) -> tuple[Flag, ...]:
    """Judge the day; `rules` tries other thresholds."""
    return tuple(flags_at(con, scope, season, day, rules))


def days_of(
    con: duckdb.DuckDBPyConnection, season: int, day: date, rules: Sequence[FlagRule]
) -> tuple[date, ...]:
    """List the days on which any of the rules decides, as known on a day."""
    known = decision_days(con, season, day)
    return tuple(sorted({each for rule in rules for each in known.of(rule)}))


def course(
    con: duckdb.DuckDBPyConnection, scope: Scope, flag: Flag, rules: Sequence[FlagRule]
) -> tuple[Flag, ...]:
    """Judge the same place under the same rule on every day of decision up to the flag's."""
    own = [rule for rule in rules if (rule.id, rule.version) == (flag.rule_id, flag.rule_version)]
    place = (flag.county_code, flag.unit, flag.pooled)
    return tuple(
        each
        for day in days_of(con, flag.season, flag.day, own)
        if day <= flag.day
        for each in flags_at(con, scope, flag.season, day, own)
        if (each.county_code, each.unit, each.pooled) == place
    )


def facts(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> tuple[Fact, ...]:
    """List the breaches that are counted, not tested."""
    return tuple(facts_at(con, scope, season, day))


def fact_lines(con: duckdb.DuckDBPyConnection, scope: Scope, fact: Fact) -> tuple[Row, ...]:
    """List the rows behind a breach."""
    return tuple(cases_of(con, scope, fact))


def case(con: duckdb.DuckDBPyConnection, version: Version, flag: Flag) -> Case:
    """Take the flag with its rows as an act on it would freeze them."""
    return case_of(con, version, flag)


def lines(con: duckdb.DuckDBPyConnection, scope: Scope, flag: Flag) -> tuple[Row, ...]:
    """List the rows of a flag's two counts with causes, earlier seasons as they ended.

    Names only for who may see persons.
    """
    place = scope.narrowed(flag.county_code)
    unit = flag.unit if flag.grain == "unit" else None
    found: list[Row] = []
    for season, day in [*_earlier(con, flag), (flag.season, flag.day)]:
        for count in flag.evidence:
            causes = tallies.causes(con, season, count, day)
            found += [
                {**row, "season": season, "count_id": count, "cause": causes.get(row["case_id"])}
                for row in evidence.cases(con, place, count, season, day, unit)
            ]
    return tuple(found)


def _earlier(con: duckdb.DuckDBPyConnection, flag: Flag) -> list[tuple[int, date]]:
    """List the earlier seasons that a pooled flag counts in its county, with their last days."""
    rules = [rule for rule in load_season(flag.season).flags if rule.id == flag.rule_id][:1]
    ends = readiness.ends_of_earlier(con, flag.season, rules) if flag.pooled > 1 else {}
    return [
        (season, ends[season])
        for season in sorted(ends)[1 - flag.pooled :]
        for rule in rules
        if readiness.whole_counties(con, rule, season, [flag.county_code])
    ]


def counted(con: duckdb.DuckDBPyConnection) -> dict[str, Row]:
    """Map each count to its title and unit."""
    found = rows(con, "select count_id, title, unit, counts from results.catalog")
    return {row["count_id"]: row for row in found}


def allotted(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date, county: str
) -> dict[str, int]:
    """Map each series to the places allotted to a county on a day."""
    found = queries.figures(con, scope.narrowed(county), season, day, "county,series")
    return {each.series_code or "": each.counts["allocated"] or 0 for each in found}
