"""What became of every application, and why places were wasted: each case in exactly one part."""

from datetime import date
from typing import Any

import duckdb

from etl.queries import rows
from etl.scope import Scope

Row = dict[str, Any]

# An application that is several things at once counts as the first of them.
_WAYS = """
    with belonging as (
        select application_no, list(distinct count_id) as counts
        from results.membership
        where season = $season and from_day <= $day and (to_day is null or to_day > $day)
            and list_contains($counties, county_code) and list_contains($series, series_code)
        group by application_no
    )
    select
        case
            when list_contains(belonging.counts, 'passed') then 'way_passed'
            when list_contains(belonging.counts, 'ineligible') then 'way_ineligible'
            when list_contains(belonging.counts, 'withdrawn') then 'way_withdrawn'
            when list_contains(belonging.counts, 'locked') then 'way_locked'
            when list_contains(belonging.counts, 'passed_by_vote') then 'way_revoked'
            when list_contains(belonging.counts, 'voted') then
                case
                    when panel.cause = '票数不足' then 'way_votes'
                    when panel.cause in ('不符合评审条件', '材料虚假') then 'way_conditions'
                    else 'way_other'
                end
            when list_contains(belonging.counts, 'accepted') then 'way_to_panel'
            when list_contains(belonging.counts, 'recommended') then 'way_to_formal'
            else 'way_to_county'
        end as way,
        member.*
    from results.membership as member
    inner join belonging on belonging.application_no = member.application_no
    left join accepted.panel as panel on panel.application_no = member.application_no
    where member.count_id = 'applied' and member.season = $season
        and member.from_day <= $day and (member.to_day is null or member.to_day > $day)
        and list_contains($counties, member.county_code)
        and list_contains($series, member.series_code)
"""
_LOSSES = """
    select
        case line.kind
            when 'sanctions' then 'lost_sanction'
            when 'panel' then 'lost_panel'
            when 'publicity' then 'lost_objection'
            when 'reviews' then if(review.outcome = '撤回', 'lost_withdrawn', 'lost_refused')
        end as way,
        member.*
    from results.membership as member
    inner join quality.row as line on line.row_id = member.row_id
    left join core.review as review on review.row_id = member.row_id
    where member.count_id = 'wasted' and member.season = $season
        and member.from_day <= $day and (member.to_day is null or member.to_day > $day)
        and list_contains($counties, member.county_code)
        and list_contains($series, member.series_code)
"""
_CASES = """
    with part as ({parts})
    select
        part.case_id, part.application_no, roster.name, part.county_code, part.series_code,
        part.unit, part.weight, part.from_day, part.to_day, line.file, line.sheet, line.row_no
    from part
    left join accepted.roster as roster on roster.application_no = part.application_no
    left join quality.row as line on line.row_id = part.row_id
    where part.way = $way
    order by part.county_code, part.series_code, part.unit, part.case_id
"""


def ways(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> dict[str, int]:
    """Count the applications, and the wasted places, of each part; a part without any is left out."""
    found: dict[str, int] = {}
    for parts in (_WAYS, _LOSSES):
        counted = rows(
            con,
            f"with part as ({parts}) select way, count(*) as cases from part group by way order by way",
            season=season,
            day=day,
            **scope.parameters(),
        )
        found |= {row["way"]: row["cases"] for row in counted}
    return found


def way_cases(
    con: duckdb.DuckDBPyConnection, scope: Scope, way: str, season: int, day: date
) -> list[Row]:
    """List the cases of one part. Names only for who may see persons."""
    parts = _LOSSES if way.startswith("lost_") else _WAYS
    found = rows(
        con,
        _CASES.format(parts=parts),
        way=way,
        season=season,
        day=day,
        **scope.parameters(),
    )
    if not scope.sees_persons:
        for row in found:
            row["name"] = None
    return found
