"""What the page 口径与规则 asks: how a version defines its figures, and which days are working days."""

from datetime import date
from typing import Any

import duckdb

from etl.queries import rows

Row = dict[str, Any]


def unusual_days(con: duckdb.DuckDBPyConnection, first: date, last: date) -> list[Row]:
    """List rest days in the week and working days at a weekend, and every day only computed."""
    return rows(
        con,
        "select day, is_workday, source from rule.calendar where day between $first and $last"
        " and is_workday <> (isodow(day) < 6) order by day",
        first=first,
        last=last,
    )


def calendar_sources(con: duckdb.DuckDBPyConnection, first: date, last: date) -> list[Row]:
    """Count the days that each source of the calendar answers for."""
    return rows(
        con,
        "select source, count(*) as days, count(*) filter (where is_workday) as workdays,"
        " min(day) as first, max(day) as last"
        " from rule.calendar where day between $first and $last group by source order by first",
        first=first,
        last=last,
    )


def definitions(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """List counts, rates and milestones as a version defines them, in the order of screens."""
    return rows(
        con,
        "select 'count' as sort_of, count_id as id, title, unit, counts, leaves_out, clause, basis,"
        " null as numerator_id, null as denominator_id, null as ground, 1 as part, sort"
        " from results.catalog union all"
        " select 'rate', rate_id, title, null, null, null, clause, null, numerator_id,"
        " denominator_id, coalesce(nullif(ground, ''), \"use\"), 2, sort from results.rate union all"
        " select distinct 'milestone', milestone_id, title, null, null, null, clause, null,"
        " numerator_id, denominator_id, null, 3, sort from results.milestone"
        " order by part, sort",
    )
