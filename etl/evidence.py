"""The rows behind a figure, and what was found in the files; each question under a scope."""

from datetime import date
from typing import Any

import duckdb

from etl.queries import rows
from etl.scope import Scope

_CASES = """
    select member.case_id, member.application_no, roster.name, member.county_code, member.series_code,
        member.unit, member.weight * $sign as weight, member.from_day, member.to_day,
        line.file, line.sheet, line.row_no
    from results.membership as member
    left join accepted.roster as roster on member.application_no = roster.application_no
    left join quality.row as line on member.row_id = line.row_id
    where member.count_id = $count_id and member.season = $season
        and member.from_day <= $day and (member.to_day is null or member.to_day > $day)
        and list_contains($counties, member.county_code) and list_contains($series, member.series_code)
        and ($unit is null or member.unit = $unit)
        and not ($after_paper_window and $day <= (
            select season.w3_ends from rule.season as season where season.season = $season))
        and (not $only_positive or exists (
            select 1 from results.count_value as cell
            where cell.count_id = $of_count and cell.grain = 'county_series' and cell.season = member.season
                and cell.county_code = member.county_code and cell.series_code = member.series_code
                and cell.from_day <= $day and (cell.to_day is null or cell.to_day > $day) and cell.value > 0))
    order by member.county_code, member.series_code, member.unit, member.case_id
"""


def cases(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    count_id: str,
    season: int,
    day: date,
    unit: str | None = None,
) -> list[dict[str, Any]]:
    """List what stands behind a figure; the weights add up to it. Names only for who may see persons."""
    found = []
    derived = rows(con, "select * from definition.difference where count_id = $id", id=count_id)
    parts = (
        [(derived[0]["plus_id"], 1), (derived[0]["minus_id"], -1)] if derived else [(count_id, 1)]
    )
    for part_id, sign in parts:
        found += rows(
            con,
            _CASES,
            count_id=part_id,
            of_count=count_id,
            sign=sign,
            only_positive=bool(derived and derived[0]["is_never_negative"]),
            after_paper_window=bool(derived and derived[0]["is_after_paper_window"]),
            season=season,
            day=day,
            unit=unit,
            **scope.parameters(),
        )
    if not scope.sees_persons:
        for row in found:
            row["name"] = None
    return found


def case_changes(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    count_id: str,
    season: int,
    since: date,
    day: date,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """List who came and who went between two days; Σ came − Σ went is the figures' difference."""
    then = cases(con, scope, count_id, season, since)
    now = cases(con, scope, count_id, season, day)

    def identity(row: dict[str, Any]) -> tuple[Any, ...]:
        return row["case_id"], row["weight"]

    before, after = {identity(row) for row in then}, {identity(row) for row in now}
    came = [row for row in now if identity(row) not in before]
    went = [row for row in then if identity(row) not in after]
    return came, went


def findings(
    con: duckdb.DuckDBPyConnection, scope: Scope, file: str | None = None
) -> list[dict[str, Any]]:
    """List what was found in the offices' files; of other offices' sheets a county sees nothing."""
    return rows(
        con,
        "select finding.* from quality.finding as finding"
        " inner join rule.contract_rule as registry on finding.rule = registry.rule"
        " where ($file is null or finding.file = $file)"
        " and ($all_counties or list_contains($counties, finding.office))"
        " order by finding.receipt_no, finding.sheet_no nulls first, finding.row_no nulls first,"
        " registry.precedence, finding.col_no",
        file=file,
        all_counties=sees_all(con, scope),
        counties=scope.parameters()["counties"],
    )


def balances(
    con: duckdb.DuckDBPyConnection, scope: Scope, file: str | None = None
) -> list[dict[str, Any]]:
    """Give rows read = loaded + unchanged + superseded + quarantined per sheet."""
    return rows(
        con,
        "select * from quality.sheet where ($file is null or file = $file)"
        " and ($all_counties or list_contains($counties, office)) order by receipt_no, sheet_no",
        file=file,
        all_counties=sees_all(con, scope),
        counties=scope.parameters()["counties"],
    )


def sees_all(con: duckdb.DuckDBPyConnection, scope: Scope) -> bool:
    """Tell whether a scope covers every county, and so also what names no county."""
    return {
        row["code"] for row in rows(con, "select county_code as code from rule.county")
    } <= scope.counties


def loaded_through(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int
) -> list[dict[str, Any]]:
    """List through which day each kind of each responsible office is loaded."""
    return rows(
        con,
        "select kind, office, through from accepted.data_through where season = $season"
        " and ($all_counties or list_contains($counties, office)) order by office, kind",
        season=season,
        all_counties=sees_all(con, scope),
        counties=scope.parameters()["counties"],
    )


def counties_of(con: duckdb.DuckDBPyConnection, receipt_no: int) -> list[dict[str, Any]]:
    """List whose rows a judged file holds: the county that a row states, and that of its application.

    The latter as another file's roster holds it. Only beside the judging itself, before publication.
    """
    return rows(
        con,
        "with mine as (from judged.outline where receipt_no = $receipt_no),"
        " held as (select application_no, county_code from judged.outline where kind = 'roster'"
        " and receipt_no <> $receipt_no and county_code is not null"
        " and row_id not in (select row_id from judged.row_fault)"
        " qualify row_number() over (partition by application_no order by line_id desc) = 1),"
        " told as (select sheet_no, row_no, county_code, false as is_held from mine"
        " union all select mine.sheet_no, mine.row_no, held.county_code, true from mine"
        " inner join held on mine.application_no = held.application_no)"
        " select sheet_no, county_code, is_held, count(distinct row_no) as rows, min(row_no) as first_row"
        " from told where county_code is not null group by all order by all",
        receipt_no=receipt_no,
    )
