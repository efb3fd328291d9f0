"""What the page 周报 asks of one version: progress place by place, windows that ended, what was recorded."""

from datetime import date
from typing import Any

import duckdb

from etl.queries import GRAINS, rows
from etl.scope import Scope

Row = dict[str, Any]

_SHARES = """
    with figure as (
        select {place} as place, count_id, sum(value)::bigint as value
        from results.count_value
        where season = $season and grain = 'county_series'
            and from_day <= $day and (to_day is null or to_day > $day)
            and list_contains($counties, county_code) and list_contains($series, series_code)
        group by grouping sets (({place}, count_id), (count_id))
    )
    select
        milestone.milestone_id, milestone.title, milestone.ends_on, done.place,
        milestone.numerator_id, milestone.denominator_id,
        done.value as numerator, due.value as denominator,
        results.ratio(done.value, due.value) as rate
    from results.milestone as milestone
    inner join figure as done on done.count_id = milestone.numerator_id
    inner join figure as due
        on due.count_id = milestone.denominator_id and due.place is not distinct from done.place
    where milestone.season = $season
    order by milestone.sort, done.place nulls first
"""
_ENDED = """
    select milestone_id, ends_on from results.milestone as milestone
    inner join rule.season as season on season.season = milestone.season
    where milestone.season = $season and case
        when milestone.ends_on = season.year_end then ends_on > $since and ends_on <= $day
        else ends_on >= $since and ends_on < $day end
    order by milestone.sort
"""
_RECORDED = """
    select kind = '延期' as is_extension, milestone, county_code, application_no, submission_no,
        extended_to, recorded_on
    from accepted.adjustments
    where season = $season and recorded_on <= $day and list_contains($counties, county_code)
        and (application_no is null or application_no in (
            select roster.application_no from accepted.roster as roster
            where list_contains($series, roster.series_code)))
    order by recorded_on, county_code, application_no, milestone
"""


def shares(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date, by: str
) -> list[Row]:
    """Give every milestone's k, n and share of each place, and over the scope (place empty)."""
    sql = _SHARES.format(place=GRAINS[by][0])
    return rows(con, sql, season=season, day=day, **scope.parameters())


def ended(con: duckdb.DuckDBPyConnection, season: int, since: date, day: date) -> list[Row]:
    """List the windows still open on the earlier day and over on the later one.

    The end of a window still belongs to it; the last day of the year closes it.
    """
    return rows(con, _ENDED, season=season, since=since, day=day)


def recorded(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """List extensions and annulled returns on record by a day."""
    return rows(con, _RECORDED, season=season, day=day, **scope.parameters())


def knows(con: duckdb.DuckDBPyConnection, season: int) -> date | None:
    """The last day that a version's reports of a season state; None where it holds none."""
    found = rows(
        con, "select last_report_on from accepted.last_report where season = $season", season=season
    )
    last: date | None = found[0]["last_report_on"] if found else None
    return last


def papers_reach(con: duckdb.DuckDBPyConnection, season: int) -> date | None:
    """The day through which the register of received paper is loaded: all later steps build on it."""
    found = rows(
        con,
        "select max(through) as through from accepted.data_through"
        " where season = $season and kind = 'paper'",
        season=season,
    )
    last: date | None = found[0]["through"]
    return last
