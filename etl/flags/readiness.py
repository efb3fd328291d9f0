"""Who may be judged: whose sheets are loaded through the day of decision, which past seasons are whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import duckdb

from etl.flags import tallies
from etl.queries import kinds, names
from etl.scope import PREFECTURE
from etl.seasons.flag_rule import FlagRule
from etl.told import Told, joined, told


class Needs(Protocol):
    """Anything that needs sheets of each county and of the prefecture's office."""

    @property
    def county_kinds(self) -> tuple[str, ...]: ...

    @property
    def prefecture_kinds(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Ready:
    """The counties that take part, and why each of the others does not."""

    counties: list[str]
    missing: dict[str, str]
    is_decision_day: bool
    decision_day: date


def ready(
    con: duckdb.DuckDBPyConnection,
    rule: FlagRule,
    season: int,
    day: date,
    days: Sequence[date],
    counties: Sequence[str],
) -> Ready:
    """Ask for everything through the last day of decision up to `day`; before the first, through `day`."""
    past = [each for each in days if each <= day]
    needed = past[-1] if past else day
    through = tallies.loaded_through(con, season)
    missing: dict[str, str] = {}
    for county in counties:
        lacks = [
            _told(con, kind, office, through.get((kind, office)))
            for kind, office in _duties(rule, county)
            if through.get((kind, office), date.min) < needed
        ]
        if lacks:
            what = joined("{first}；{rest}", lacks)
            missing[county] = told("{what}，应载入至 {needed}。", what=what, needed=needed)
    taking_part = [county for county in counties if county not in missing]
    decision_day = past[-1] if past else days[0]
    return Ready(taking_part, missing, day in days, decision_day)


def whole_counties(
    con: duckdb.DuckDBPyConnection, rule: Needs, season: int, counties: Sequence[str]
) -> list[str]:
    """List the counties of which a past season is loaded through its end for a rule."""
    end, through = tallies.known_seasons(con)[season], tallies.loaded_through(con, season)
    return [
        county
        for county in counties
        if all(through.get(duty, date.min) >= end for duty in _duties(rule, county))
    ]


def ends_of_earlier(
    con: duckdb.DuckDBPyConnection, season: int, rules: Sequence[FlagRule]
) -> dict[int, date]:
    """Give the earlier seasons that rules may pool, each with its last day."""
    reach = max((rule.pooled_seasons for rule in rules), default=1)
    known = tallies.known_seasons(con)
    wanted = [year for year in range(season - reach + 1, season) if year in known]
    return {year: known[year] for year in wanted if tallies.loaded_through(con, year)}


def _duties(rule: Needs, county: str) -> list[tuple[str, str]]:
    return [(kind, county) for kind in rule.county_kinds] + [
        (kind, PREFECTURE) for kind in rule.prefecture_kinds
    ]


def _told(con: duckdb.DuckDBPyConnection, kind: str, office: str, through: date | None) -> Told:
    titles = {row["kind"]: row["title"] for row in kinds(con)}
    name = names(con).get(office)
    who = told(name) if name else told("州职改办")
    sheet = told(titles[kind])
    if through:
        return told("{who}的{sheet}只载入至 {through}", who=who, sheet=sheet, through=through)
    return told("{who}的{sheet}没有载入", who=who, sheet=sheet)
