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
_SERIES = """
    select series_code, count_id, value from results.counts_at($season, $day)
    where grain = 'series' and list_contains($counts, count_id)
"""
_CAUSES = """
    with stated as (
        select row_id, reason as cause from accepted.reviews
        union all select row_id, cause from accepted.panel
        union all select row_id, kind as cause from accepted.sanctions
        union all select row_id, missing as cause from accepted.paper
        union all select row_id, '公示异议属实' as cause from accepted.publicity where finding = '属实'
    )
    select member.case_id, stated.cause
    from results.membership as member inner join stated on member.row_id = stated.row_id
    where member.count_id = $count and member.season = $season and coalesce(stated.cause, '') <> ''
        and member.from_day <= $day and (member.to_day is null or member.to_day > $day)
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


def causes(con: duckdb.DuckDBPyConnection, season: int, count: str, day: date) -> dict[str, str]:
    """Map a count's cases to the reason that the row behind each states."""
    found = rows(con, _CAUSES, season=season, count=count, day=day)
    return {row["case_id"]: row["cause"] for row in found}


def members(
    con: duckdb.DuckDBPyConnection, season: int, day: date, count: str
) -> list[dict[str, Any]]:
    """List the cases of a count on a day with units, weights and first days, for the simulation."""
    return rows(
        con,
        "select county_code, series_code, unit, weight, from_day from results.membership"
        " where season = $season and count_id = $count and from_day <= $day"
        " and (to_day is null or to_day > $day) order by county_code, series_code, unit, case_id",
        season=season,
        count=count,
        day=day,
    )


def by_series(
    con: duckdb.DuckDBPyConnection, season: int, day: date, counts: list[str]
) -> dict[tuple[str, str], int]:
    """Map count and series to the prefecture's value."""
    found = rows(con, _SERIES, season=season, day=day, counts=counts)
    return {(row["count_id"], row["series_code"]): row["value"] for row in found}


def file_of(con: duckdb.DuckDBPyConnection) -> str | None:
    """Tell in which file the open version lies."""
    return next(
        (
            row["path"]
            for row in rows(con, "select path from duckdb_databases() where path is not null")
        ),
        None,
    )
