"""What the page 名额 asks beyond the figures: the documents behind the places."""

from datetime import date
from typing import Any

import duckdb

from etl.queries import rows
from etl.scope import Scope

Row = dict[str, Any]

_ALLOTTED = """
    select county_code, series_code
    from results.place
    where season = $season and is_allotted_from <= $day
        and list_contains($counties, county_code) and list_contains($series, series_code)
"""
_DOCUMENTS = """
    select
        quota.document_no, quota.issued_on, quota.nature, quota.county_code, quota.series_code,
        case quota.nature when '调减' then -quota.approved_posts else quota.approved_posts end
            as approved_posts,
        case quota.nature when '调减' then -quota.allocated else quota.allocated end as allocated,
        document.row_id is not null as is_in_force,
        line.file, line.sheet, line.row_no
    from accepted.quota as quota
    left join core.quota_document as document
        on document.row_id = quota.row_id
        and document.county_code = quota.county_code
        and document.series_code = quota.series_code
        and document.from_day <= $day and (document.to_day is null or document.to_day > $day)
    left join quality.row as line on line.row_id = quota.row_id
    inner join rule.county as county on county.county_code = quota.county_code
    inner join rule.series as series on series.series_code = quota.series_code
    where quota.season = $season and quota.issued_on <= $day
        and list_contains($counties, quota.county_code)
        and list_contains($series, quota.series_code)
    order by quota.issued_on, quota.document_no, county.sort, series.sort
"""
_BY_DOCUMENT = f"""
    with document as ({_DOCUMENTS})
    select
        document_no, issued_on, nature, is_in_force,
        count(distinct county_code) as counties, count(*) as cells,
        sum(approved_posts)::integer as approved_posts, sum(allocated)::integer as allocated,
        string_agg(distinct file, '、' order by file) as files
    from document
    group by document_no, issued_on, nature, is_in_force
    order by issued_on, document_no, nature, is_in_force
"""


def allotted(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date
) -> frozenset[tuple[str, str]]:
    """Give the counties and series that have any quota document by a day; the rest are 未下达."""
    found = rows(con, _ALLOTTED, season=season, day=day, **scope.parameters())
    return frozenset((row["county_code"], row["series_code"]) for row in found)


def documents(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date) -> list[Row]:
    """List every row of a quota document by a day, with its place in a file."""
    return rows(con, _DOCUMENTS, season=season, day=day, **scope.parameters())


def documents_summed(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date
) -> list[Row]:
    """Add up the figures that each document states; a 调减 takes away."""
    return rows(con, _BY_DOCUMENT, season=season, day=day, **scope.parameters())


def season_row(con: duckdb.DuckDBPyConnection, season: int) -> Row:
    """Give the windows and limits of a season."""
    return rows(con, "select * from rule.season where season = $season", season=season)[0]
