"""What carries a flag: its units, the reasons stated in the sheets, and the very rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from etl.evidence import cases
from etl.flags import tallies
from etl.flags.judge import Flag
from etl.flags.tables import is_counted
from etl.scope import Scope
from etl.seasons import clauses

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Explanation:
    """The clause in plain words; units and reasons, most cases first; the rows behind the count."""

    clause: str
    told: str
    units: Counted
    reasons: Counted
    rows: list[dict[str, Any]]


def explain(con: duckdb.DuckDBPyConnection, scope: Scope, flag: Flag) -> Explanation:
    """Gather what stands behind a flag's count on its day; names only for who may see persons."""
    within = scope.narrowed(flag.county_code)
    found = cases(con, within, flag.evidence[0], flag.season, flag.day, flag.unit)
    units: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    stated = tallies.causes(con, flag.season, flag.evidence[0], flag.day)
    for case in found:
        case["reason"] = stated.get(case["case_id"])
        units[case["unit"] or "（未写单位）"] += case["weight"]
        if case["reason"]:
            reasons[case["reason"]] += case["weight"]
    return Explanation(
        flag.clause,
        clauses()[flag.clause].told,
        _most_first(units),
        _most_first(reasons),
        [_row(case) for case in found],
    )


def _most_first(counted: Counter[str]) -> Counted:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _row(case: dict[str, Any]) -> dict[str, Any]:
    """Keep name and unit of what is known of a person, and where the row stands."""
    kept = ("application_no", "name", "county_code", "series_code", "unit", "reason")
    return {key: case[key] for key in (*kept, "from_day", "file", "sheet", "row_no")}


@dataclass(frozen=True)
class Unit:
    """A submitting unit of a season: its persons under both counts, and whether it is one of a flag's k."""

    season: int
    unit: str
    k: int
    n: int
    counts: bool


def units(rows: Iterable[Mapping[str, Any]], flag: Flag) -> list[Unit]:
    """List the units that a rule by units counts, as the test lays them out; they are n in number."""
    tally: dict[tuple[int, str], dict[str, list[int]]] = {}
    for row in rows:
        if row["unit"]:
            series = tally.setdefault((row["season"], row["unit"]), {})
            pair = series.setdefault(row["series_code"], [0, 0])
            pair[flag.evidence.index(row["count_id"])] += row["weight"]
    found = []
    for (season, unit), by_series in sorted(tally.items()):
        pairs = [pair for pair in by_series.values() if pair[1]]
        k, n = (sum(pair[side] for pair in pairs) for side in (0, 1))
        if n:
            found.append(Unit(season, unit, k, n, is_counted(k, n)))
    return found
