"""What the weekly strips of 数据质量 ask: on which days each county's reports say they were made."""

from datetime import date

import duckdb

from etl.queries import rows
from etl.scope import Scope

_REPORT_DAYS = """
    with spoken_of as (
        select receipt_no, sheet_no, min(county_code) as county_code from quality.row
        group by receipt_no, sheet_no having count(distinct county_code) = 1
    )
    select coalesce(sheet.office, spoken_of.county_code) as office, sheet.kind,
        list(distinct sheet.report_date order by sheet.report_date) as days
    from quality.sheet as sheet
    left join spoken_of
        on sheet.receipt_no = spoken_of.receipt_no and sheet.sheet_no = spoken_of.sheet_no
    where list_contains(sheet.seasons, $season) and sheet.report_date is not null
        and list_contains($counties, coalesce(sheet.office, spoken_of.county_code))
    group by all
    order by all
"""


def report_days(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int
) -> dict[str, dict[str, list[date]]]:
    """Map each office of the scope to its kinds and every day that its reports of a season state.

    A sheet that does not say who sent it is of the only county its rows speak of, as in `through`.
    """
    offices: dict[str, dict[str, list[date]]] = {}
    for row in rows(con, _REPORT_DAYS, season=season, counties=scope.parameters()["counties"]):
        offices.setdefault(row["office"], {})[row["kind"]] = row["days"]
    return offices
