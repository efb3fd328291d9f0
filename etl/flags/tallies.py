"""What the flags ask of a published version: counts by place and series, days, data through, causes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from etl.queries import rows

_WINDOWS = """
    with extension as (
        select milestone, extended_to, recorded_on from accepted.adjustments
        where season = $season and kind = '延期' and recorded_on <= $day
    ),
    known as (
        select season.year_end,
            greatest(season.w2_ends, coalesce(max(extended_to) filter (milestone = '网上形式审核'),
                season.w2_ends)) as online_ends,
            max(recorded_on) filter (milestone = '网上形式审核') as online_recorded,
            greatest(season.w3_ends, coalesce(max(extended_to) filter (milestone = '纸质材料受理'),
                season.w3_ends)) as paper_ends,
            max(recorded_on) filter (milestone = '纸质材料受理') as paper_recorded
        from rule.season as season left join extension on true
        where season.season = $season
        group by season.season, season.year_end, season.w2_ends, season.w3_ends
    )
    select year_end,
        (select min(day) from rule.calendar where is_workday
            and day > greatest(online_ends, coalesce(online_recorded, online_ends))
        ) as online_review_decided_on,
        (select min(day) from rule.calendar where is_workday and day > greatest(
            (select min(day) from rule.calendar where is_workday and day >= paper_ends),
            coalesce(paper_recorded, paper_ends))
        ) as paper_decided_on
    from known
"""
_CELLS = """
    select county_code, series_code, count_id, value
    from results.counts_at($season, $day)
    where grain = 'county_series' and list_contains($counts, count_id)
"""
_UNITS = """
    select county_code, series_code, unit, count_id, sum(weight)::bigint as value
    from results.membership
    where season = $season and unit is not null and list_contains($counts, count_id)
        and from_day <= $day and (to_day is null or to_day > $day)
    group by county_code, series_code, unit, count_id
"""
_CAUSES = """
    select row_id, reason as cause from accepted.reviews where reason is not null
    union all select row_id, cause from accepted.panel where cause is not null
    union all select row_id, kind from accepted.sanctions where kind is not null
    union all select row_id, missing from accepted.paper where missing is not null
    union all select row_id, '公示异议属实' from accepted.publicity where finding = '属实'
"""


@dataclass(frozen=True)
class Cells:
    """The counts of one season on one day, by (county, series) and by (county, series, unit)."""

    by_county: dict[tuple[str, str, str], int]
    by_unit: dict[tuple[str, str, str], dict[str, int]]


def window_ends(con: duckdb.DuckDBPyConnection, season: int, day: date) -> dict[str, date]:
    """Give the days of decision as known on a day."""
    return rows(con, _WINDOWS, season=season, day=day)[0]


def cells(con: duckdb.DuckDBPyConnection, season: int, day: date, counts: list[str]) -> Cells:
    """Read every count needed at once."""
    asked = {"season": season, "day": day, "counts": counts}
    by_county = {
        (row["count_id"], row["county_code"], row["series_code"]): row["value"]
        for row in rows(con, _CELLS, **asked)
    }
    by_unit: dict[tuple[str, str, str], dict[str, int]] = {}
    for row in rows(con, _UNITS, **asked):
        key = (row["county_code"], row["unit"], row["series_code"])
        by_unit.setdefault(key, {})[row["count_id"]] = row["value"]
    return Cells(by_county, by_unit)


def loaded_through(con: duckdb.DuckDBPyConnection, season: int) -> dict[tuple[str, str], date]:
    """Map kind and office to the last day loaded."""
    found = rows(
        con, "select kind, office, through from accepted.data_through where season = $s", s=season
    )
    return {(row["kind"], row["office"]): row["through"] for row in found}


def places(con: duckdb.DuckDBPyConnection) -> tuple[list[str], list[str]]:
    """List the codes of counties and series in administrative order."""
    counties = rows(con, "select county_code from rule.county order by sort")
    series = rows(con, "select series_code from rule.series order by sort")
    return [row["county_code"] for row in counties], [row["series_code"] for row in series]


def known_seasons(con: duckdb.DuckDBPyConnection) -> dict[int, date]:
    """Map each season with rules to its last day."""
    found = rows(con, "select season, year_end from rule.season")
    return {row["season"]: row["year_end"] for row in found}


def causes(con: duckdb.DuckDBPyConnection) -> dict[int, str]:
    """Map evidence rows to the reason that the sheet states."""
    return {row["row_id"]: row["cause"] for row in rows(con, _CAUSES)}


def members(
    con: duckdb.DuckDBPyConnection, season: int, day: date, count: str
) -> list[dict[str, Any]]:
    """List the cases of a count on a day with their units and first days, for the simulation."""
    return rows(
        con,
        "select application_no, county_code, series_code, unit, from_day from results.membership"
        " where season = $season and count_id = $count and from_day <= $day"
        " and (to_day is null or to_day > $day) order by county_code, series_code, unit, case_id",
        season=season,
        count=count,
        day=day,
    )
