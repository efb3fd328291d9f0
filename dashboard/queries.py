"""What the frame and the page 总览 ask of a version; every question about places takes a scope."""

from datetime import date
from typing import Any

import duckdb

from dashboard.words import say
from etl import queries
from etl.queries import GRAINS, rows
from etl.scope import Scope

Row = dict[str, Any]

_MILESTONES = """
    with figure as (
        select count_id, sum(value) as value
        from results.count_value
        where season = $season and grain = 'county_series'
            and from_day <= $day and (to_day is null or to_day > $day)
            and list_contains($counties, county_code) and list_contains($series, series_code)
        group by count_id
    )
    select
        milestone.milestone_id,
        milestone.title,
        coalesce(milestone.starts_on, season.w3_ends + 1) as starts_on,
        milestone.ends_on,
        milestone.numerator_id,
        milestone.denominator_id,
        numerator.value::bigint as numerator,
        denominator.value::bigint as denominator,
        results.ratio(numerator.value, denominator.value) as share,
        coalesce(milestone.starts_on, season.w3_ends + 1) - season.w1_starts as from_offset,
        milestone.ends_on - season.w1_starts + 1 as to_offset,
        season.year_end - season.w1_starts + 1 as span,
        $day - season.w1_starts as day_offset
    from results.milestone as milestone
    inner join rule.season as season on season.season = milestone.season
    inner join figure as numerator on numerator.count_id = milestone.numerator_id
    inner join figure as denominator on denominator.count_id = milestone.denominator_id
    where milestone.season = $season
    order by milestone.sort
"""
_MOVES = """
    select
        {place} as place,
        count_id,
        coalesce(sum(value) filter (where from_day <= $since and (to_day is null or to_day > $since)),
            0)::bigint as before,
        coalesce(sum(value) filter (where from_day <= $day and (to_day is null or to_day > $day)),
            0)::bigint as now,
        now - before as change
    from results.count_value
    where season = $season and grain = 'county_series'
        and list_contains($counties, county_code) and list_contains($series, series_code)
    group by grouping sets (({place}, count_id), (count_id))
"""
_STOPS = """
    with stop as (
        select
            case when season.w1_starts < season.w2_starts then 'opening' else 'openings' end as stop,
            null::date as starts_on,
            least(season.w1_starts, season.w2_starts) as day
        from rule.season as season where season.season = $season
        union all
        select milestone_id, starts_on, ends_on from results.milestone
        where season = $season and milestone_id <> 'panel'
        union all
        select 'borderline', null, min(calendar.day)
        from rule.season as season
        inner join rule.calendar as paper_end on paper_end.day = season.w3_ends
        inner join rule.calendar as calendar
            on calendar.day > season.w3_ends and calendar.is_workday
        where season.season = $season and not paper_end.is_workday
    )
    select
        stop.stop,
        coalesce(stop.starts_on <= $day, true) as has_opened,
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
    """Map the codes of counties and series to their names in the reader's language."""
    return {code: say(name) for code, name in chinese_names(con).items()}


def chinese_names(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Map the codes of counties and series to their names in files, in administrative order."""
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


def milestones(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """Give each milestone its window, its k of n and share, and its days since the first window."""
    return rows(con, _MILESTONES, season=season, day=day, **scope.parameters())


def moves(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, since: date, day: date, by: str
) -> list[Row]:
    """Compare every count of two days, per place and over the scope (place empty)."""
    place = GRAINS[by][0]
    sql = _MOVES.format(place=place)
    return rows(con, sql, season=season, since=since, day=day, **scope.parameters())


def allotted(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> set[str]:
    """Name the counties and series of the scope that any quota document has reached by the day."""
    found = rows(
        con,
        "select distinct unnest([county_code, series_code]) as code from results.place"
        " where season = $season and is_allotted_from <= $day"
        " and list_contains($counties, county_code) and list_contains($series, series_code)",
        season=season,
        day=day,
        **scope.parameters(),
    )
    return {row["code"] for row in found}


def last_reports(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date
) -> dict[str, Row]:
    """Map each county to the last day its roster is loaded through, and whether that is this week."""
    found = rows(
        con,
        "select county_code, through, through >= date_trunc('week', $day) as is_this_week"
        " from results.reported where season = $season and kind = 'roster'"
        " and list_contains($counties, county_code)",
        season=season,
        day=day,
        counties=scope.parameters()["counties"],
    )
    return {row["county_code"]: row for row in found}


def extensions(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """List extensions of whole counties on record, latest first; those of one person stay out."""
    return rows(
        con,
        "select county_code, milestone, extended_to, reason, recorded_on, extended_to >= $day as is_open"
        " from accepted.adjustments where season = $season and kind = '延期'"
        " and application_no is null and recorded_on <= $day"
        " and list_contains($counties, county_code) order by extended_to desc, county_code",
        season=season,
        day=day,
        counties=scope.parameters()["counties"],
    )
