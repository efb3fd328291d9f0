"""修改清单 of every county of a scope: what is still to be mended in its newest reports of a season."""

import io
from collections.abc import Iterator
from datetime import date

import duckdb

from dashboard import queries_data
from dashboard.queries import chinese_names
from dashboard.reports.origin import origin
from etl.contract.fixlist import Heading, write_fix_list
from etl.reference import places
from etl.scope import Scope


def fix_lists(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date
) -> Iterator[tuple[str, bytes]]:
    """Write one workbook a county with anything to mend, as its page 县市工作台 gives it, by file name."""
    names, about = chinese_names(con), origin(con, season, day)
    source = f"数据版本 {about.version}，{about.built_at:%Y-%m-%d %H:%M} 生成"
    if about.is_sample:
        source = f"示例数据，{source}"
    for place in places("counties"):
        own = scope.narrowed(place.code)
        found = queries_data.findings(con, own, season) if own.counties else []
        if found:
            made = io.BytesIO()
            sheets = queries_data.balances(con, own, season, None)
            heading = Heading(names[place.code], source, about.built_at)
            write_fix_list(made, found, sheets, heading)
            yield f"{names[place.code]}_修改清单_{day:%Y%m%d}.xlsx", made.getvalue()
