"""Absolute breaches as facts: counted, cited, without statistics. A county that sent nothing is one too."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import duckdb
import msgspec

from etl import catalog, evidence, queries
from etl.errors import UserError
from etl.flags import readiness, tallies
from etl.flags.tallies import Cells
from etl.scope import Scope
from etl.seasons import load_season
from etl.told import mark, told

FACTS_FILE = Path(__file__).with_name("facts.toml")
NOT_REPORTED = "not_reported"


class FactRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A count that should be zero, or one that should not exceed another in any county and series."""

    id: str
    count: str
    above: str = ""
    title: str = ""
    clause: str = ""
    basis: Literal["notice", "local", ""] = ""
    only_after_year_end: bool = False
    county_kinds: tuple[str, ...] = ()
    prefecture_kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """`number` of a county's breaches on a day; None where what is loaded cannot tell."""

    season: int
    day: date
    fact_id: str
    title: str
    county_code: str
    number: int | None
    measure: str
    clause: str
    basis: str
    evidence: tuple[str, ...]
    reason_not_evaluated: str | None = None


@cache
def fact_rules() -> tuple[FactRule, ...]:
    """Read the list of facts; an unknown key is refused."""
    try:
        stated = tomllib.loads(FACTS_FILE.read_text("utf-8"))["facts"]
        return tuple(msgspec.convert(stated, list[FactRule]))
    except msgspec.ValidationError as error:
        raise UserError(f"{FACTS_FILE.name}：{error}", "对照其他条目改正。") from error


def facts_at(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Fact]:
    """List the breaches of the scope's counties: those above zero and those that cannot be told yet."""
    counties, series = tallies.places(con)
    rules = [rule for rule in fact_rules() if _is_due(rule, season, day)]
    needed = sorted({each for rule in rules for each in (rule.count, rule.above) if each})
    cells = tallies.cells(con, season, day, needed)
    found = [_silent(season, day, county) for county in _silent_counties(con, season, day, scope)]
    for rule in rules:
        whole = readiness.whole_counties(con, rule, season, counties)
        for county in counties:
            if rule.only_after_year_end and county not in whole:
                found.append(_fact(rule, season, day, county, None))
            elif number := _number(cells, rule, county, series):
                found.append(_fact(rule, season, day, county, number))
    visible = scope.counties if scope.sees_all_series else frozenset()
    return [fact for fact in found if fact.county_code in visible]


def cases_of(con: duckdb.DuckDBPyConnection, scope: Scope, fact: Fact) -> list[dict[str, Any]]:
    """List the rows behind a fact; their weights add up to its number."""
    within = scope.narrowed(fact.county_code)
    found: list[dict[str, Any]] = []
    for count, sign in zip(fact.evidence, (1, -1), strict=False):
        cases = evidence.cases(con, within, count, fact.season, fact.day)
        found += [{**case, "weight": sign * case["weight"]} for case in cases]
    if len(fact.evidence) == 1:
        return found
    over: dict[str, int] = {}
    for case in found:
        over[case["series_code"]] = over.get(case["series_code"], 0) + case["weight"]
    return [case for case in found if over[case["series_code"]] > 0]


def _is_due(rule: FactRule, season: int, day: date) -> bool:
    return not rule.only_after_year_end or day >= load_season(season).year_end.on


def _number(cells: Cells, rule: FactRule, county: str, series: list[str]) -> int:
    """Add over the series; where one count may not exceed another, each series stands for itself."""
    total = 0
    for code in series:
        value = cells.by_county.get((rule.count, county, code), 0)
        if rule.above:
            value = max(0, value - cells.by_county.get((rule.above, county, code), 0))
        total += value
    return total


def _fact(rule: FactRule, season: int, day: date, county: str, number: int | None) -> Fact:
    count = next(each for each in catalog.counts() if each.id == rule.count)
    return Fact(
        season, day, rule.id, rule.title or count.title, county, number, count.unit,
        rule.clause or count.clause, rule.basis or count.basis,
        tuple(each for each in (rule.count, rule.above) if each),
        None if number is not None else told("年底数据尚未载入，暂不评价。"),
    )  # fmt: skip


def _silent_counties(
    con: duckdb.DuckDBPyConnection, season: int, day: date, scope: Scope
) -> list[str]:
    """List the counties that should have sent something since the season began, and did not."""
    if day < load_season(season).first_day:
        return []
    reported = queries.reported(con, scope, season)
    return [county for county in tallies.places(con)[0] if county not in reported]


def _silent(season: int, day: date, county: str) -> Fact:
    return Fact(season, day, NOT_REPORTED, mark("未报送"), county, 1, "县", "五(二)", "local", ())
