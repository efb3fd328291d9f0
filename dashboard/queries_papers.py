"""What papers ask that no page does."""

import duckdb

from etl.queries import rows


def calendar_version(con: duckdb.DuckDBPyConnection) -> str:
    """Tell by a hash which calendar a version was counted with: any other day off gives another one."""
    sql = "select md5(string_agg(day::text, chr(10) order by day::text)) as hash from rule.calendar as day"
    return str(rows(con, sql)[0]["hash"])
