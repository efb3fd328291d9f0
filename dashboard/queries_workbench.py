"""What the page 县市工作台 asks: the cases behind its counts with what an officer needs to act on each."""

from datetime import date
from typing import Any

import duckdb

from etl.queries import rows
from etl.scope import Scope

Row = dict[str, Any]

_MEMBER = """
    with member as (
        select * from results.membership
        where list_contains($count_ids, count_id) and season = $season
            and from_day <= $day and (to_day is null or to_day > $day)
            and list_contains($counties, county_code) and list_contains($series, series_code)
    )
"""
_WHO = """
    member.count_id, member.case_id, member.application_no, member.county_code, member.series_code,
    case when $sees_persons then roster.name end as name,
    case when $sees_persons then member.unit end as unit
"""
_CASES = (
    _MEMBER
    + """
    , latest as (
        select application_no, row_id from core.counted_return
        where from_day <= $day and (to_day is null or to_day > $day)
        qualify row_number() over (
            partition by application_no order by submission_no desc, from_day desc, level
        ) = 1
    )
    select
        {who}, now.count_id as waits,
        began.day as since,
        seen.workday_no - began.workday_no as workdays,
        review.level, review.reason, review.problem, review.reviewed_at::date as returned_on,
        review.row_id in (select row_id from latest) as is_counted,
        season.submission_limit - coalesce(returned.returned_submissions, 0) as tries_left,
        publicity.starts_on, publicity.ends_on, publicity.working_days, season.publicity_days,
        deadline.ends_on as paper_ends_on, deadline.borderline_day,
        paper.received_on, paper.missing,
        case when paper.completed_on <= $day then paper.completed_on end as completed_on
    from member
    inner join rule.season as season on season.season = member.season
    left join core.position as position
        on position.application_no = member.application_no
        and position.from_day <= $day and (position.to_day is null or position.to_day > $day)
    left join results.membership as now
        on starts_with(now.count_id, 'waiting_') and now.application_no = member.application_no
        and now.from_day <= $day and (now.to_day is null or now.to_day > $day)
    left join rule.calendar as began on began.day = greatest(position.from_day,
        case member.count_id when 'waiting_paper' then least(season.w3_starts, $day) end)
    left join rule.calendar as seen
        on seen.day = greatest(least($day, position.known_through), began.day)
    left join latest on latest.application_no = member.application_no
    left join accepted.reviews as review on review.row_id = case member.count_id
        when 'last_chance' then latest.row_id when 'waiting_applicant' then position.row_id end
    left join core.return_count as returned
        on returned.application_no = member.application_no
        and returned.from_day <= $day and (returned.to_day is null or returned.to_day > $day)
    left join core.publicity as publicity on publicity.case_id = member.case_id
    left join core.deadline as deadline
        on deadline.application_no = member.application_no and deadline.milestone = '纸质材料受理'
        and deadline.known_from <= $day and (deadline.known_to is null or deadline.known_to > $day)
    left join accepted.paper as paper on paper.application_no = member.application_no
    left join accepted.roster as roster on roster.application_no = member.application_no
    order by member.count_id, now.count_id is null, workdays desc, member.unit, member.case_id
"""
).format(who=_WHO)
_TO_BEGIN = (
    _MEMBER
    + """
    select
        {who}, deadline.ends_on as paper_ends_on,
        list(required.level order by required.level) as levels
    from member
    inner join rule.required_publicity as required on required.season = member.season
    inner join core.known as known
        on known.application_no = member.application_no
        and known.kind = 'publicity' and known.office = '县(市)'
    inner join core.deadline as deadline
        on deadline.application_no = member.application_no and deadline.milestone = '纸质材料受理'
        and deadline.known_from <= $day and (deadline.known_to is null or deadline.known_to > $day)
    left join core.publicity as publicity
        on publicity.application_no = member.application_no
        and publicity.level = required.level and publicity.starts_on <= $day
    left join accepted.roster as roster on roster.application_no = member.application_no
    where publicity.application_no is null and deadline.ends_on >= $day
    group by all
    order by paper_ends_on, unit, member.application_no
"""
).format(who=_WHO)


def cases(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date, count_ids: tuple[str, ...]
) -> list[Row]:
    """List the cases of each count: whose act is awaited since when, the return that brought it there.

    The longest wait first; names and units only for who may see persons.
    """
    return rows(con, _CASES, **_asked(scope, season, day, count_ids))


def to_begin(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """List who is in process and lacks a required publicity of which no beginning is on record.

    Only while paper is still accepted, and only where the county has told its publicities at all.
    """
    return rows(con, _TO_BEGIN, **_asked(scope, season, day, ("in_process",)))


def _asked(scope: Scope, season: int, day: date, count_ids: tuple[str, ...]) -> Row:
    return {
        "season": season,
        "day": day,
        "count_ids": list(count_ids),
        "sees_persons": scope.sees_persons,
        **scope.parameters(),
    }
