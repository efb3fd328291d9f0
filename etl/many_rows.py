"""Rows from Python into a table in one statement: `executemany` takes half a millisecond for each."""

from collections.abc import Sequence

import duckdb


def write_many(
    con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]
) -> None:
    """Insert rows whose values stand in the order of the table's columns; none is fine."""
    if not rows:
        return
    columns = list(map(list, zip(*rows, strict=True)))
    unnested = ", ".join(f"unnest(${n + 1})" for n in range(len(columns)))
    con.execute(f"insert into {table} select {unnested}", columns)
