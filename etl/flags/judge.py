"""Flags of a season on a day: every rule, one season and pooled, for every place that may be judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import duckdb

from etl.flags import readiness, tallies
from etl.flags.changes import changes
from etl.flags.decision_days import decision_days
from etl.flags.exact import ratio_interval
from etl.flags.levels import can_tell, judged
from etl.flags.readiness import Ready
from etl.flags.tables import Table, pooled, table_of
from etl.scope import Scope
from etl.seasons import load_season
from etl.seasons.flag_rule import FlagRule

Level = Literal["red", "amber", "grey", "none", "not_evaluated"]
LEVELS: tuple[Level, ...] = ("none", "amber", "red")


@dataclass(frozen=True)
class Flag:
    """One place under one rule. `to_clear` and `to_trigger` are cases less or more, None if none do.

    `decision_day` is the last one up to the day, else the first to come; on other days than a decision
    day the level is a hint of the process (过程提示).
    """

    season: int
    day: date
    rule_id: str
    rule_version: int
    ground: str
    title: str
    grain: str
    county_code: str
    unit: str | None
    pooled: int
    level: Level
    is_decision_day: bool
    decision_day: date
    measure: str
    observed: int | None = None
    n: int | None = None
    expected: float | None = None
    excess: float | None = None
    p: float | None = None
    p_overdispersed: float | None = None
    q: float | None = None
    lower: float | None = None
    upper: float | None = None
    to_clear: int | None = None
    to_trigger: int | None = None
    clause: str = ""
    basis: str = ""
    reason_not_evaluated: str | None = None
    evidence: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Question:
    """What is asked of a version: which season, as of which day, with which rules."""

    con: duckdb.DuckDBPyConnection
    season: int
    day: date
    counties: list[str]
    series: list[str]


def flags_at(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    rules: Sequence[FlagRule] | None = None,
) -> list[Flag]:
    """Judge all counties together and give back those of the scope; `rules` tries other thresholds."""
    counties, series = tallies.places(con)
    if not scope.counties or not scope.sees_all_series:  # a flag is of a county over all series
        return []
    question = Question(con, season, day, counties, series)
    asked = load_season(season).flags if rules is None else rules
    needed = sorted({count for rule in asked for count in (rule.numerator, rule.denominator)})
    cells = tallies.cells(con, season, day, needed)
    ends = readiness.ends_of_earlier(con, season, asked)
    earlier = {year: tallies.cells(con, year, end, needed) for year, end in ends.items()}
    days = decision_days(con, season, day)
    found: list[Flag] = []
    for rule in asked:
        ready = readiness.ready(con, rule, season, day, days.of(rule), counties)
        now = table_of(cells, rule, ready.counties, series)
        past = [
            table_of(
                earlier[year], rule, readiness.whole_counties(con, rule, year, counties), series
            )
            for year in sorted(earlier)[-(rule.pooled_seasons - 1) :]
            if rule.pooled_seasons > 1
        ]
        past = [table for table in past if table.places]
        tables = [now, pooled(now, past)] if past and now.places else [now]
        for table in tables:
            found += _flags(question, rule, ready, table)
    return [flag for flag in found if flag.county_code in scope.counties]


def _flags(question: Question, rule: FlagRule, ready: Ready, table: Table) -> Iterator[Flag]:
    """Give the flags of one table in administrative order, those not evaluated among them."""
    made = _judged_flags(question, rule, ready, table) if table.places else {}
    for county in question.counties:
        if county in ready.missing:
            yield _flag(
                question, rule, ready, (county, None), table.seasons,
                level="not_evaluated", reason_not_evaluated=ready.missing[county],
            )  # fmt: skip
        for place in table.places:
            if place[0] == county:
                yield made[place]


def _judged_flags(
    question: Question, rule: FlagRule, ready: Ready, table: Table
) -> dict[tuple[str, str | None], Flag]:
    result = judged(table.x[None], table.n, rule, table.current)
    telling = can_tell(table.x[None], table.n, rule)
    change = changes(table, rule, result.level[0])
    made = {}
    for number, place in enumerate(table.places):
        size, level = int(table.n[number].sum()), int(result.level[0, number])
        observed, due = int(result.observed[0, number]), float(result.due[0, number])
        lower, upper = ratio_interval(observed, size, due)
        made[place] = _flag(
            question, rule, ready, place, table.seasons,
            level=LEVELS[level] if level or telling[number] else "grey",
            observed=observed, n=size, expected=due, excess=observed - due,
            p=float(result.p[0, number]), q=float(result.q[0, number]),
            p_overdispersed=float(result.p_overdispersed[0, number]),
            lower=lower, upper=upper,
            to_clear=change[number].to_clear, to_trigger=change[number].to_trigger,
        )  # fmt: skip
    return made


def _flag(
    question: Question,
    rule: FlagRule,
    ready: Ready,
    place: tuple[str, str | None],
    seasons: int,
    **judgement: object,
) -> Flag:
    stated: dict[str, object] = {
        "season": question.season, "day": question.day,
        "rule_id": rule.id, "rule_version": rule.version, "ground": rule.ground,
        "title": rule.title, "grain": rule.grain, "measure": rule.measure,
        "county_code": place[0], "unit": place[1], "pooled": seasons,
        "is_decision_day": ready.is_decision_day, "decision_day": ready.decision_day,
        "clause": rule.clause, "basis": rule.basis,
        "evidence": (rule.numerator, rule.denominator),
    }  # fmt: skip
    return Flag(**(stated | judgement))  # type: ignore[arg-type]
