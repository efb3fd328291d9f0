"""What the notice, the calendar and the reference files say, as the tables `rule.*` that the SQL joins."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from etl.contract.model import contract, fold
from etl.many_rows import write_many
from etl.reference import places
from etl.seasons import rule_rows

_TABLES = {
    "season": "season integer, w1_starts date, w1_ends date, w2_starts date, w2_ends date, w3_starts date,"
    " w3_ends date, year_end date, publicity_days integer, submission_limit integer,"
    " review_wait_days integer, blacklist_years integer",
    "required_publicity": "season integer, level varchar",
    "material_reason": "reason varchar",
    "scope_unit_kind": "unit_kind varchar",
    "county": "county_code varchar, county varchar, sort integer",
    "county_name": "county_code varchar, name varchar",
    "series": "series_code varchar, series varchar, sort integer",
    "calendar": "day date, is_workday boolean, workday_no integer, source varchar",
}


def write_rules(con: duckdb.DuckDBPyConnection, reference: Path) -> None:
    """Fill rule.*; unit kinds are folded so that brackets of either width are one."""
    rows: dict[str, Sequence[Sequence[object]]] = {
        "season": rule_rows.season_rows(),
        "required_publicity": rule_rows.required_publicity_rows(),
        "material_reason": rule_rows.material_reason_rows(),
        "scope_unit_kind": [[fold(kind)] for kind in contract().scope.unit_kinds],
        "county": [[p.code, p.name, n] for n, p in enumerate(places("counties", reference))],
        "county_name": [
            [p.code, name] for p in places("counties", reference) for name in (p.name, *p.variants)
        ],
        "series": [[p.code, p.name, n] for n, p in enumerate(places("series", reference))],
        "calendar": rule_rows.calendar_rows(reference),
    }
    for table, columns in _TABLES.items():
        con.execute(f"create table rule.{table} ({columns})")
        write_many(con, f"rule.{table}", rows[table])
