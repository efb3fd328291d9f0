"""Questions to a published version, each under a scope; commands, pages and papers ask here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from etl.scope import Scope

GRAINS = {
    "none": (),
    "county": ("county_code",),
    "series": ("series_code",),
    "county,series": ("county_code", "series_code"),
    "unit": ("county_code", "unit"),
}
_CELLS = """
    select {columns} count_id, sum(value)::bigint as value
    from results.count_value
    where season = $season and grain = 'county_series'
        and from_day <= $day and (to_day is null or to_day > $day)
        and list_contains($counties, county_code) and list_contains($series, series_code)
    group by {columns} count_id
"""
_UNITS = """
    select county_code, unit, count_id, sum(weight)::bigint as value
    from results.membership
    where season = $season and unit is not null
        and from_day <= $day and (to_day is null or to_day > $day)
        and list_contains($counties, county_code) and list_contains($series, series_code)
    group by county_code, unit, count_id
"""


@dataclass(frozen=True)
class Rate:
    """A numerator and a denominator with their quotient; `rate` is None over an empty denominator."""

    numerator: int
    denominator: int
    rate: float | None


@dataclass(frozen=True)
class Figures:
    """Every count and rate of one place on one day. Counts that a grain does not know are None."""

    county_code: str | None
    series_code: str | None
    unit: str | None
    counts: dict[str, int | None]
    rates: dict[str, Rate] = field(default_factory=dict)


def rows(con: duckdb.DuckDBPyConnection, sql: str, **parameters: Any) -> list[dict[str, Any]]:
    cursor = con.cursor().execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def figures(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date, by: str = "none"
) -> list[Figures]:
    """Sum every count over the scope's cells, then divide once; places in administrative order."""
    keys = GRAINS[by]
    columns = "".join(f"{key}, " for key in keys)
    sql = _UNITS if by == "unit" else _CELLS.format(columns=columns)
    known = rows(con, "select count_id, finest from results.catalog order by sort")
    asked = dict(season=season, day=day, **scope.parameters())
    blank = {
        row["count_id"]: 0 if by != "unit" or row["finest"] == "unit" else None for row in known
    }
    found: dict[tuple[Any, ...], dict[str, int | None]] = {}
    for row in rows(con, sql, **asked):
        counts = found.setdefault(tuple(row[key] for key in keys), dict(blank))
        counts[row["count_id"]] = row["value"]
    rates = _rates_of(con, list(found.values()))
    order = _order(con)
    made = [
        Figures(at.get("county_code"), at.get("series_code"), at.get("unit"), counts, rates[n])
        for n, (at, counts) in enumerate(
            (dict(zip(keys, place, strict=True)), counts) for place, counts in found.items()
        )
    ]
    return sorted(
        made, key=lambda f: (order.get(f.county_code, 0), f.unit or "", order.get(f.series_code, 0))
    )


def _rates_of(
    con: duckdb.DuckDBPyConnection, cells: list[dict[str, int | None]]
) -> list[dict[str, Rate]]:
    rates = rows(
        con, "select rate_id, numerator_id, denominator_id from results.rate order by sort"
    )
    asked = [
        (n, rate["rate_id"], counts[rate["numerator_id"]], counts[rate["denominator_id"]])
        for n, counts in enumerate(cells)
        for rate in rates
        if counts[rate["numerator_id"]] is not None and counts[rate["denominator_id"]] is not None
    ]
    made: list[dict[str, Rate]] = [{} for _ in cells]
    if not asked:
        return made
    divided = con.cursor().execute(
        "select place, rate_id, numerator, denominator, results.ratio(numerator, denominator)"
        " from (select unnest($places) as place, unnest($ids) as rate_id, unnest($tops) as numerator,"
        " unnest($bottoms) as denominator)",
        dict(
            zip(
                ("places", "ids", "tops", "bottoms"),
                map(list, zip(*asked, strict=True)),
                strict=True,
            )
        ),
    )
    for place, rate_id, top, bottom, quotient in divided.fetchall():
        made[place][rate_id] = Rate(top, bottom, quotient)
    return made


def _order(con: duckdb.DuckDBPyConnection) -> dict[str | None, int]:
    found = rows(
        con,
        "select county_code as code, sort from rule.county"
        " union all select series_code, sort from rule.series",
    )
    return {row["code"]: row["sort"] for row in found}


def names(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Map county and series codes to their full names."""
    found = rows(
        con,
        "select county_code as code, county as name from rule.county"
        " union all select series_code, series from rule.series",
    )
    return {row["code"]: row["name"] for row in found}


def seasons(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """List the seasons that hold any report, newest first, with the last day that a report states."""
    return rows(
        con,
        "select season.*, loaded.last_report_on from rule.season as season"
        " inner join accepted.last_report as loaded on season.season = loaded.season"
        " order by season.season desc",
    )


def reported(con: duckdb.DuckDBPyConnection, scope: Scope, season: int) -> dict[str, date]:
    """Map each county that has sent anything for a season to its latest report date."""
    found = rows(
        con,
        "select office, max(through) as through from accepted.data_through"
        " where season = $season and list_contains($counties, office) group by office",
        season=season,
        counties=scope.parameters()["counties"],
    )
    return {row["office"]: row["through"] for row in found}


def known_counts(con: duckdb.DuckDBPyConnection) -> Sequence[dict[str, Any]]:
    """List every count with its definition, in the order of metrics."""
    return rows(con, "select * from results.catalog order by sort")


def kinds(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """List the kinds of sheets in the contract's order."""
    return rows(con, "select kind, title from rule.contract_kind order by sort")
