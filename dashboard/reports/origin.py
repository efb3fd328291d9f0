"""Where a paper's numbers come from, as the version itself and the program tell it."""

from datetime import date
from functools import cache

import duckdb

from dashboard import queries
from dashboard.reports.paper import Origin
from etl.snapshots import figures, program

SHOWN = 8


def origin(con: duckdb.DuckDBPyConnection, season: int, day: date, seal: str = "") -> Origin:
    """Take rules and build from the version asked; `seal` is that of the snapshot it is made for."""
    about = queries.about(con)
    return Origin(
        season=season,
        day=day,
        version=about["fingerprint"][:SHOWN],
        built_at=about["built_at"].replace(microsecond=0),
        rules_version=about["rules_version"],
        calendar_version=figures.calendar_version(con),
        code_version=_program(),
        is_sample=about["is_sample"],
        seal=seal,
    )


@cache
def _program() -> str:
    return program.code().content[:SHOWN]
