"""What the frame and the page 总览 ask of a version; every question about places takes a scope."""

from datetime import date
from typing import Any

import duckdb

from etl import queries
from etl.queries import rows
from etl.scope import Scope

Row = dict[str, Any]

_STOPS = """
    with stop as (
        select
            case when season.w1_starts < season.w2_starts then 'opening' else 'openings' end as stop,
            least(season.w1_starts, season.w2_starts) as day
        from rule.season as season where season.season = $season
        union all
        select milestone_id, ends_on from results.milestone
        where season = $season and milestone_id <> 'panel'
        union all
        select 'borderline', min(calendar.day)
        from rule.season as season
        inner join rule.calendar as paper_end on paper_end.day = season.w3_ends
        inner join rule.calendar as calendar
            on calendar.day > season.w3_ends and calendar.is_workday
        where season.season = $season and not paper_end.is_workday
    )
    select
        stop.stop,
        stop.day,
        calendar.is_workday,
        (select max(each.day) from rule.calendar as each
            where each.is_workday and each.day <= stop.day) as last_workday,
        stop.day - $day as days_left,
        calendar.workday_no - today.workday_no as workdays_left,
        calendar.source = '暂按周末推算' as is_provisional
    from stop
    inner join rule.calendar as calendar on calendar.day = stop.day
    inner join rule.calendar as today on today.day = $day
    where stop.day is not null
    order by stop.day, stop.stop
"""


def about(con: duckdb.DuckDBPyConnection) -> Row:
    """Tell what a version was built from: rules, contract, and whether it holds invented data."""
    return rows(con, "select * from meta.version")[0]


def seasons(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """List the seasons that hold any report, newest first; with none, the season of the build."""
    if loaded := queries.seasons(con):
        return loaded
    return rows(
        con,
        "select season.*, null::date as last_report_on from rule.season as season, meta.version as version"
        " order by abs(season.season - year(version.built_at)), season.season limit 1",
    )


def names(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Map the codes of counties and series to their names, in administrative order."""
    found = rows(
        con,
        "select county_code as code, county as name, 1 as part, sort from rule.county union all"
        " select series_code, series, 2, sort from rule.series order by part, sort",
    )
    return {row["code"]: row["name"] for row in found}


def stops(con: duckdb.DuckDBPyConnection, season: int, day: date) -> list[Row]:
    """List the dates a season runs by, with natural and working days from the day to each."""
    return rows(con, _STOPS, season=season, day=day)


def reporting(con: duckdb.DuckDBPyConnection, scope: Scope, season: int) -> Row:
    """Count the counties of a scope that have sent their rosters, and all of them."""
    return rows(
        con,
        "select count(through) as reported, count(*) as counties from results.reported"
        " where season = $season and kind = 'roster' and list_contains($counties, county_code)",
        season=season,
        counties=scope.parameters()["counties"],
    )[0]
