"""What every version holds: tables and columns by name, counts and rates. An earlier program's may lack some.

`etl/sql/published.txt` lists the columns; a test holds it against a build. It is part of a build's
fingerprint, so the first load after an upgrade that changes it computes a new version.
"""

from functools import cache

import duckdb

from etl import catalog, warehouse
from etl.errors import UserError
from etl.paths import SQL
from etl.told import told

LISTED = SQL / "published.txt"
_COLUMNS = """
    select table_schema || '.' || table_name || '.' || column_name
    from information_schema.columns where table_schema in ?
    order by all
"""


def columns_in(con: duckdb.DuckDBPyConnection) -> list[str]:
    """List what an open version holds, as schema.table.column."""
    schemas = list(warehouse.PUBLISHED_SCHEMAS)
    return [name for (name,) in con.execute(_COLUMNS, [schemas]).fetchall()]


@cache
def lacking(version: warehouse.Version) -> tuple[str, ...]:
    """Name what this program asks of a version and the version does not have; empty for a whole one."""
    with warehouse.asking(version), warehouse.open_version(version) as con:
        there = set(columns_in(con))
        named = {"results.catalog.count_id", "results.rate.rate_id"}
        if named <= there:
            con.execute(
                "select count_id from results.catalog union all select rate_id from results.rate"
            )
            there |= {name for (name,) in con.fetchall()}
    wanted = [*LISTED.read_text("utf-8").split(), *(count.id for count in catalog.counts())]
    wanted += [rate.id for rate in catalog.rates()]
    return tuple(name for name in wanted if name not in there)


def is_readable(version: warehouse.Version) -> bool:
    """Tell whether pages can show a version: it opens, and it lacks nothing."""
    try:
        return not lacking(version)
    except (duckdb.Error, warehouse.DamagedError):
        return False


def require_whole(version: warehouse.Version) -> None:
    """Refuse to show pages of a version that lacks what they ask; the command line still has its figures."""
    missing = lacking(version)
    if missing:
        raise UserError(
            told(
                "版本 {version} 是由较早的程序计算的，没有现在的页面要用的内容（缺 {n} 项，如 {example}）。",
                version=version.short,
                n=len(missing),
                example=missing[0],
            ),
            told(
                "请管理员运行 python -m etl load 重新计算，不用重新报送；原来的数字用 etl metrics 查看。"
            ),
        )
