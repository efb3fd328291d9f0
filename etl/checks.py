"""What must hold before a build is published; each check is a select that finds nothing."""

import duckdb

from etl.paths import SQL


class BuildError(Exception):
    """A promise of the warehouse is broken: a defect of the program, never of an office's file."""


def check_build(con: duckdb.DuckDBPyConnection) -> None:
    """Run every check of sql/4_checks; raise BuildError with the first rows that break one."""
    for path in sorted((SQL / "4_checks").glob("*.sql")):
        found = con.execute(path.read_text("utf-8")).fetchmany(3)
        if found:
            raise BuildError(f"{path.stem}: {found}")
