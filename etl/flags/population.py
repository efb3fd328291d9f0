"""Who is simulated: the cases of a whole season as loaded, each with the look at which it was there."""

from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
from numpy.typing import NDArray

from etl.flags import readiness, tallies
from etl.flags.decision_days import decision_days
from etl.seasons.flag_rule import FlagRule

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Population:
    """One rule's cases: where each belongs, from which look it counts; rates and how early cases are seen.

    `rate` is per series; `seen` is the share of the year's counted cases seen by each look.
    """

    rule: FlagRule
    county: Numbers
    series: Numbers
    unit: Numbers
    entry: Numbers
    rate: NDArray[np.float64]
    seen: NDArray[np.float64]


def season_of_sizes(
    con: duckdb.DuckDBPyConnection, season: int, rules: tuple[FlagRule, ...]
) -> int:
    """Take the season itself if it is loaded through its end, else the last one before that is."""
    counties, _ = tallies.places(con)
    known = [year for year in tallies.known_seasons(con) if year <= season]
    for year in sorted(known, reverse=True):
        if all(readiness.whole_counties(con, rule, year, counties) for rule in rules):
            return year
    return season


def population(con: duckdb.DuckDBPyConnection, season: int, rule: FlagRule) -> Population:
    """Read one rule's cases at the end of a season."""
    counties, series = tallies.places(con)
    end = tallies.known_seasons(con)[season]
    looks = decision_days(con, season, end).of(rule)
    members = tallies.members(con, season, end, rule.denominator)
    cases = [
        (
            counties.index(case["county_code"]),
            series.index(case["series_code"]),
            f"{case['county_code']} {case['unit']}",
            _look(case["from_day"], looks),
        )
        for case in members
        for _ in range(case["weight"])
    ]
    units = {name: number for number, name in enumerate(sorted({case[2] for case in cases}))}
    rate, seen = _rates(con, season, rule, series, looks)
    return Population(
        rule,
        np.array([case[0] for case in cases], np.int64),
        np.array([case[1] for case in cases], np.int64),
        np.array([units[case[2]] for case in cases], np.int64),
        np.array([case[3] for case in cases], np.int64),
        rate,
        seen,
    )


def _look(day: date, looks: list[date]) -> int:
    return sum(look < day for look in looks)


def _rates(
    con: duckdb.DuckDBPyConnection,
    season: int,
    rule: FlagRule,
    series: list[str],
    looks: list[date],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    counts = [rule.numerator, rule.denominator]
    values = [tallies.by_series(con, season, look, counts) for look in looks]
    counted = np.array(
        [[by.get((rule.numerator, code), 0) for code in series] for by in values], np.float64
    )
    sizes = np.array([values[-1].get((rule.denominator, code), 0) for code in series], np.float64)
    rate = np.divide(counted[-1], sizes, out=np.zeros_like(sizes), where=sizes > 0)
    total = counted[-1].sum()
    seen = counted.sum(axis=1) / total if total else np.ones(len(looks))
    return np.minimum(rate, 1.0), np.minimum(np.maximum.accumulate(seen), 1.0)
