"""What the page 质量 asks beyond the figures: why files came back, and who has how many tries left."""

from datetime import date
from typing import Any

import duckdb

from etl.queries import rows
from etl.scope import Scope

Row = dict[str, Any]

_REASONS = """
    with reason as (
        select review.reason, count(*) as number, count(distinct member.application_no) as persons
        from results.membership as member
        inner join accepted.reviews as review on review.row_id = member.row_id
        where member.count_id = 'counted_returns' and member.season = $season
            and member.from_day <= $day and (member.to_day is null or member.to_day > $day)
            and list_contains($counties, member.county_code)
            and list_contains($series, member.series_code)
        group by review.reason
    )
    select
        reason, number, persons,
        sum(number) over in_order as so_far, sum(number) over () as total,
        results.ratio(sum(number) over in_order, sum(number) over ()) as share_so_far
    from reason
    window in_order as (order by number desc, reason rows unbounded preceding)
    order by number desc, reason
"""
_TRIES = """
    select
        member.count_id, member.application_no,
        case when $sees_persons then roster.name end as name,
        member.county_code, member.series_code, member.unit,
        returned.from_day as returned_on, returned.level, review.reason, review.problem,
        line.file, line.sheet, line.row_no
    from results.membership as member
    inner join core.counted_return as returned
        on returned.application_no = member.application_no
        and returned.from_day <= $day and (returned.to_day is null or returned.to_day > $day)
    inner join accepted.reviews as review on review.row_id = returned.row_id
    left join accepted.roster as roster on roster.application_no = member.application_no
    left join quality.row as line on line.row_id = returned.row_id
    inner join rule.county as county on county.county_code = member.county_code
    where list_contains(['last_chance', 'locked'], member.count_id) and member.season = $season
        and member.from_day <= $day and (member.to_day is null or member.to_day > $day)
        and list_contains($counties, member.county_code)
        and list_contains($series, member.series_code)
    qualify row_number() over (
        partition by member.count_id, member.application_no
        order by returned.submission_no desc, returned.from_day desc, returned.level
    ) = 1
    order by member.count_id, county.sort, member.unit, member.application_no
"""
_RETURNS = """
    select
        member.case_id, member.application_no,
        case when $sees_persons then roster.name end as name,
        member.county_code, member.series_code, member.unit, member.weight, member.from_day,
        review.reason, review.problem, line.file, line.sheet, line.row_no
    from results.membership as member
    inner join accepted.reviews as review on review.row_id = member.row_id
    left join accepted.roster as roster on roster.application_no = member.application_no
    left join quality.row as line on line.row_id = member.row_id
    inner join rule.county as county on county.county_code = member.county_code
    where member.count_id = 'counted_returns' and member.season = $season
        and member.from_day <= $day and (member.to_day is null or member.to_day > $day)
        and list_contains($counties, member.county_code)
        and list_contains($series, member.series_code)
        and review.reason = $reason
    order by county.sort, member.series_code, member.unit, member.case_id
"""


def reasons(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """Count the counted returns by the notice's own reasons, most frequent first."""
    return rows(con, _REASONS, season=season, day=day, **scope.parameters())


def tries(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """List who is on the last chance or locked, with the return that brought it about."""
    persons = {"sees_persons": scope.sees_persons}
    return rows(con, _TRIES, season=season, day=day, **persons, **scope.parameters())


def returns(
    con: duckdb.DuckDBPyConnection, scope: Scope, reason: str, season: int, day: date
) -> list[Row]:
    """List the counted returns for one reason, each with what the reviewer wrote."""
    asked = {"reason": reason, "sees_persons": scope.sees_persons}
    return rows(con, _RETURNS, season=season, day=day, **asked, **scope.parameters())
