"""What the year-end report asks that no page does: who was in time, what was sanctioned, who signed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb

from etl.queries import Rate, rows
from etl.scope import Scope

Row = dict[str, Any]

# Each application once per milestone, by the very memberships that the counts are made of. Paper that came
# between a rest-day end and the working day after it is borderline, never late (clause 三).
_PUNCTUALITY = """
    with member as (
        select count_id, application_no, county_code, min(from_day) as from_day
        from results.membership
        where season = $season and from_day <= $day and (to_day is null or to_day > $day)
            and list_contains($counties, county_code) and list_contains($series, series_code)
            and list_contains(['applied', 'applied_late', 'review_closed', 'accepted', 'late_files',
                'borderline_files', 'accepted_with_paper', 'closed'], count_id)
        group by count_id, application_no, county_code
    ),
    deadline as (
        select deadline.*, season.year_end,
            case deadline.milestone when '个人申报' then season.w1_ends
                when '网上形式审核' then season.w2_ends else season.w3_ends end as window_ends
        from core.deadline as deadline
        inner join rule.season as season on season.season = $season
        where deadline.known_from <= $day and (deadline.known_to is null or deadline.known_to > $day)
    ),
    step as (
        select 'applications' as milestone_id, member.application_no, member.county_code,
            application.applied_on as done_on, due.ends_on, due.ends_on > due.window_ends as is_extended,
            late.application_no is not null as is_late, false as is_borderline
        from member
        inner join core.application as application
            on application.application_no = member.application_no
        inner join deadline as due
            on due.application_no = member.application_no and due.milestone = '个人申报'
        left join member as late
            on late.application_no = member.application_no and late.count_id = 'applied_late'
        where member.count_id = 'applied'
        union all
        select 'online_review', member.application_no, member.county_code,
            done.from_day, due.ends_on, due.ends_on > due.window_ends,
            coalesce(done.from_day > due.ends_on, false), false
        from member
        inner join deadline as due
            on due.application_no = member.application_no and due.milestone = '网上形式审核'
        left join member as done
            on done.application_no = member.application_no and done.count_id = 'review_closed'
        where member.count_id = 'applied'
        union all
        select 'paper', member.application_no, member.county_code,
            paper.received_on, due.ends_on, due.ends_on > due.window_ends,
            late.application_no is not null, borderline.application_no is not null
        from member
        inner join deadline as due
            on due.application_no = member.application_no and due.milestone = '纸质材料受理'
        left join member as came
            on came.application_no = member.application_no and came.count_id = 'accepted_with_paper'
        left join accepted.paper as paper on paper.application_no = came.application_no
        left join member as late
            on late.application_no = member.application_no and late.count_id = 'late_files'
        left join member as borderline
            on borderline.application_no = member.application_no
            and borderline.count_id = 'borderline_files'
        where member.count_id = 'accepted'
        union all
        select 'year_end', member.application_no, member.county_code,
            done.from_day, season.year_end, false,
            coalesce(done.from_day > season.year_end, false), false
        from member
        inner join rule.season as season on season.season = $season
        left join member as done
            on done.application_no = member.application_no and done.count_id = 'closed'
        where member.count_id = 'applied'
    )
    select
        step.milestone_id,
        step.county_code,
        count(*) as due,
        count(*) filter (where step.done_on is not null and not is_late and not is_borderline) as on_time,
        count(*) filter (where is_borderline) as borderline,
        count(*) filter (where step.done_on is not null and is_late) as late,
        count(*) filter (where step.done_on is null) as undone,
        count(*) filter (where step.done_on is null and is_late) as overdue,
        count(*) filter (where is_extended) as extended,
        max(step.done_on - step.ends_on) filter (where is_late) as longest_days,
        max(done.workday_no - ending.workday_no) filter (where is_late) as longest_workdays,
        results.ratio(on_time, due) as share
    from step
    left join rule.calendar as done on done.day = step.done_on
    left join rule.calendar as ending on ending.day = step.ends_on
    group by grouping sets ((step.milestone_id, step.county_code), (step.milestone_id))
"""
_SANCTIONS = """
    with stated as (
        select application_no, measure, decided_on as day from accepted.sanctions
        union all
        select application_no, outcome, reviewed_on from core.review where outcome = '不予通过'
    )
    select application.county_code, stated.measure,
        count(distinct stated.application_no) as persons
    from stated
    inner join core.application as application
        on application.application_no = stated.application_no
    where application.season = $season and stated.day <= $day
        and list_contains($counties, application.county_code)
        and list_contains($series, application.series_code)
    group by application.county_code, stated.measure
"""
_SIGNING = """
    with counted as (
        select member.count_id, member.county_code, member.unit, review.level
        from results.membership as member
        inner join accepted.reviews as review on review.row_id = member.row_id
        where list_contains(['unsigned', 'unexplained'], member.count_id) and member.season = $season
            and member.from_day <= $day and (member.to_day is null or member.to_day > $day)
            and list_contains($counties, member.county_code)
            and list_contains($series, member.series_code)
        union all
        select unnest(if(review.outcome = '退回', ['reviews', 'returns'], ['reviews'])),
            application.county_code, application.unit, review.level
        from core.review as review
        inner join core.application as application
            on application.application_no = review.application_no
        where application.season = $season and review.reviewed_on <= $day
            and review.level <> '申报人'
            and list_contains($counties, application.county_code)
            and list_contains($series, application.series_code)
    )
    select county_code, coalesce(unit, '') as unit, level, count_id, count(*) as number
    from counted group by all
"""


def punctuality(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """Count per milestone and county (None: all) who was in time, borderline, late, and not done yet.

    The longest delays are of what was done late, in days and working days after the end that held for the
    application. `overdue` is paper that never came although its end and the borderline day have passed.
    """
    return rows(con, _PUNCTUALITY, season=season, day=day, **scope.parameters())


def sanctions(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """Count persons per county and measure, 不予通过 among them; one person may stand under several."""
    return rows(con, _SANCTIONS, season=season, day=day, **scope.parameters())


def signing(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """Count per county, unit and level: reviews, returns, those unsigned and returns unexplained.

    `count_id` is 'reviews', 'returns', or a count of the catalogue.
    """
    return rows(con, _SIGNING, season=season, day=day, **scope.parameters())


def divided(con: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[int, int]]) -> list[Rate]:
    """Divide k by n for each pair, in the one place that divides."""
    found = rows(
        con,
        "select numerator, denominator, results.ratio(numerator, denominator) as rate from ("
        "select unnest($tops) as numerator, unnest($bottoms) as denominator,"
        " unnest(range(len($tops))) as n) order by n",
        tops=[top for top, _ in pairs],
        bottoms=[bottom for _, bottom in pairs],
    )
    return [Rate(row["numerator"], row["denominator"], row["rate"]) for row in found]


def persons(con: duckdb.DuckDBPyConnection) -> list[str]:
    """List the names of all persons, longest first, so that they can be taken out of what people wrote."""
    found = rows(con, "select distinct name from accepted.roster where length(name) > 1")
    return sorted((row["name"] for row in found), key=lambda name: (-len(name), name))
