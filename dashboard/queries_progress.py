"""What the page 进度 asks: curves by day, milestones by county, who waits where and since when."""

from datetime import date
from typing import Any

import duckdb

from etl.queries import rows
from etl.scope import Scope

Row = dict[str, Any]

_CURVES = """
    with cell as (
        select county_code, count_id, from_day, coalesce(to_day, $last + 1) as to_day, value
        from results.count_value
        where season = $season and grain = 'county_series'
            and list_contains($counties, county_code) and list_contains($series, series_code)
    ),
    places as (
        select county_code, sum(value)::integer as allocated from cell
        where count_id = 'allocated' and from_day <= $last and to_day > $last
        group by county_code
    )
    select
        cell.county_code, cell.count_id, calendar.day,
        sum(cell.value)::integer as value, places.allocated,
        results.ratio(sum(cell.value), places.allocated) as rate
    from cell
    inner join rule.calendar as calendar
        on calendar.day between $first and $last
        and calendar.day >= cell.from_day and calendar.day < cell.to_day
    inner join places on places.county_code = cell.county_code
    where list_contains($count_ids, cell.count_id)
    group by cell.county_code, cell.count_id, calendar.day, places.allocated
    order by cell.county_code, cell.count_id, calendar.day
"""
_MILESTONES = """
    select
        milestone.milestone_id, milestone.title, milestone.clause,
        milestone.starts_on, milestone.ends_on,
        (select max(each.day) from rule.calendar as each
            where each.is_workday and each.day <= milestone.ends_on) as last_workday,
        milestone.ends_on - $day as days_left,
        ending.workday_no - today.workday_no as workdays_left,
        ending.source = '暂按周末推算' as is_provisional
    from results.milestone as milestone
    inner join rule.calendar as ending on ending.day = milestone.ends_on
    inner join rule.calendar as today on today.day = $day
    where milestone.season = $season
    order by milestone.sort
"""
_PROGRESS = """
    with figure as (
        select county_code, count_id, sum(value)::integer as value
        from results.count_value
        where season = $season and grain = 'county_series'
            and from_day <= $day and (to_day is null or to_day > $day)
            and list_contains($counties, county_code) and list_contains($series, series_code)
        group by grouping sets ((county_code, count_id), (count_id))
    )
    select
        milestone.milestone_id, done.county_code,
        done.value as numerator, due.value as denominator,
        results.ratio(done.value, due.value) as rate
    from results.milestone as milestone
    inner join figure as done on done.count_id = milestone.numerator_id
    inner join figure as due on due.count_id = milestone.denominator_id
        and due.county_code is not distinct from done.county_code
    where milestone.season = $season
    order by milestone.sort, done.county_code nulls first
"""
_EXTENSIONS = """
    select county_code, milestone, application_no, extended_to, recorded_on, reason, document_no
    from accepted.adjustments
    where kind = '延期' and season = $season and recorded_on <= $day
        and list_contains($counties, county_code)
    order by county_code, milestone, extended_to
"""
_WAITING = """
    select
        member.count_id, member.application_no,
        case when $sees_persons then roster.name end as name,
        member.county_code, member.series_code, member.unit,
        began.day as since,
        seen.workday_no - began.workday_no as workdays,
        line.file, line.sheet, line.row_no
    from results.membership as member
    inner join core.position as position
        on position.application_no = member.application_no
        and position.from_day <= $day and (position.to_day is null or position.to_day > $day)
    inner join rule.season as season on season.season = member.season
    inner join rule.calendar as began on began.day = greatest(position.from_day,
        case member.count_id when 'waiting_paper' then least(season.w3_starts, $day) end)
    inner join rule.calendar as seen
        on seen.day = greatest(least($day, position.known_through), began.day)
    left join accepted.roster as roster on roster.application_no = member.application_no
    left join quality.row as line on line.row_id = member.row_id
    where starts_with(member.count_id, 'waiting_') and member.season = $season
        and member.from_day <= $day and (member.to_day is null or member.to_day > $day)
        and list_contains($counties, member.county_code)
        and list_contains($series, member.series_code)
    order by workdays desc, member.county_code, member.unit, member.application_no
"""
_AGES = f"""
    with waiting as ({_WAITING})
    select
        count_id, max(workdays) as oldest, quantile_disc(workdays, 0.5) as median,
        count(*) filter (where workdays <= 2) as up_to_2,
        count(*) filter (where workdays between 3 and 5) as up_to_5,
        count(*) filter (where workdays between 6 and 10) as up_to_10,
        count(*) filter (where workdays > 10) as over_10
    from waiting group by count_id order by count_id
"""


def curves(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    first: date,
    last: date,
    count_ids: tuple[str, ...],
) -> list[Row]:
    """Give each county's counts for every day, beside its own places on the last of them."""
    return rows(
        con,
        _CURVES,
        season=season,
        first=first,
        last=last,
        count_ids=list(count_ids),
        **scope.parameters(),
    )


def deadlines(con: duckdb.DuckDBPyConnection, season: int, day: date) -> list[Row]:
    """List the season's milestones, with natural and working days left (negative once past)."""
    return rows(con, _MILESTONES, season=season, day=day)


def milestone_progress(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date
) -> list[Row]:
    """Give k/n of every milestone for the whole scope (county_code None) and for each county."""
    return rows(con, _PROGRESS, season=season, day=day, **scope.parameters())


def extensions(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """List the extensions recorded by a day; without a number they hold for the whole county."""
    counties = scope.parameters()["counties"]
    return rows(con, _EXTENSIONS, season=season, day=day, counties=counties)


def waiting(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """List who waits where, longest first, in working days up to what the sheets tell.

    The day on which the wait began does not count; nobody waits for paper before its window opens.
    Names only for who may see persons.
    """
    persons = {"sees_persons": scope.sees_persons}
    return rows(con, _WAITING, season=season, day=day, **persons, **scope.parameters())


def ages(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """Count the waiting per place by working days waited; a place where nobody waits has no row."""
    return rows(con, _AGES, season=season, day=day, sees_persons=False, **scope.parameters())
