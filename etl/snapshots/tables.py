"""The tables of a version as Parquet, the same bytes every time, and a version made of them again."""

import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from etl import warehouse
from etl.snapshots.columns import NUMBERED, OMITTED, treatment
from etl.snapshots.manifest import DATA, Table
from etl.warehouse import Version

_ENDING = ".parquet"
_PERSONS = """
    create temp table person as
    select name from published.accepted.roster where length(name) > 1
    union
    select name from published.accepted.doubt where length(name) > 1
"""
_CONTENT = """
    select count(*), coalesce(sha256(string_agg(line, chr(10) order by line)), '')
    from (select t::varchar as line from {source} as t)
"""


def exported(version: Version) -> dict[str, bytes]:
    """Write every table of a version, without names of persons, each sorted by all its columns."""
    with _published(version.path) as con, tempfile.TemporaryDirectory() as folder:
        con.execute(_PERSONS)
        return {
            f"{DATA}{schema}.{table}{_ENDING}": _parquet(
                con, _selected(schema, table, columns), Path(folder)
            )
            for schema, table, columns in _tables(con)
        }


def persons(version: Version) -> list[str]:
    """List the names of all persons of a version."""
    with _published(version.path) as con:
        con.execute(_PERSONS)
        return [name for (name,) in con.execute("from person order by name").fetchall()]


def _tables(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, list[tuple[str, str]]]]:
    found = con.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns()"
        " where database_name = 'published' order by schema_name, table_name, column_index"
    ).fetchall()
    tables: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for schema, table, column, kind in found:
        tables.setdefault((schema, table), []).append((column, kind))
    return [(*name, columns) for name, columns in tables.items()]


def _selected(schema: str, table: str, columns: Sequence[tuple[str, str]]) -> str:
    """Put what is shown beside the columns that it is made of."""
    shown = ", ".join(_shown(schema, table, column, kind) for column, kind in columns)
    return f"select {shown} from published.{schema}.{table}"


def _shown(schema: str, table: str, column: str, kind: str) -> str:
    what = treatment(schema, table, column)
    if what == "hidden":
        return f"case when {column} is not null then '{OMITTED}' end as {column}"
    if what == "searched":
        return (
            f"case when {column} is null then null when regexp_matches({column}, '[0-9]{{11}}')"
            f" or exists (select 1 from person where contains({column}, person.name))"
            f" then '{OMITTED}' else {column} end as {column}"
        )
    if what == "numbered":
        return f"'第 ' || {NUMBERED[column]} || ' 号' as {column}"
    if what == "left out" or (what == "unknown" and kind == "VARCHAR"):
        return f"null::{kind} as {column}"
    # Parquet would hold a HUGEINT as a fraction.
    return f"{column}::bigint as {column}" if kind == "HUGEINT" else column


def _parquet(con: duckdb.DuckDBPyConnection, query: str, folder: Path) -> bytes:
    file = folder / "table.parquet"
    quoted = str(file).replace("'", "''")
    con.execute(
        f"copy (select * from ({query}) order by all) to '{quoted}'"
        " (format parquet, compression zstd, overwrite_or_ignore true)"
    )
    return file.read_bytes()


@contextlib.contextmanager
def _memory() -> Iterator[duckdb.DuckDBPyConnection]:
    """One thread, so that groups of rows never fall differently; no time zone of the machine."""
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute("set timezone = 'UTC'")
        yield con


@contextlib.contextmanager
def _published(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with _memory() as con:
        quoted = str(path).replace("'", "''")
        con.execute(f"attach '{quoted}' as published (read_only)")
        yield con


def contents_of(tables: Mapping[str, bytes]) -> dict[str, Table]:
    """Count and hash the rows of each Parquet file."""
    names = {f"t{number}": path for number, path in enumerate(sorted(tables))}
    with reading({name: tables[path] for name, path in names.items()}) as con:
        found = {}
        for name, path in names.items():
            rows, content = con.execute(_CONTENT.format(source=name)).fetchone() or (0, "")
            found[path] = Table(rows, content)
        return found


@contextlib.contextmanager
def reading(tables: Mapping[str, bytes]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open Parquet files as tables of these names, in memory; only of snapshots whose hashes agree."""
    with _memory() as con, tempfile.TemporaryDirectory() as folder:
        for number, (name, content) in enumerate(tables.items()):
            file = Path(folder, f"{number}{_ENDING}")
            file.write_bytes(content)
            quoted = str(file).replace("'", "''")
            con.execute(f"create table {name} as from read_parquet('{quoted}')")
        yield con


def written(columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> bytes:
    """Write rows, with the columns' types in DuckDB given by name, sorted."""
    with _memory() as con, tempfile.TemporaryDirectory() as folder:
        described = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        con.execute(f"create table made ({described})")
        if rows:
            values = [list(each) for each in zip(*rows, strict=True)]
            kinds = enumerate(columns.values(), 1)
            unnested = ", ".join(f"unnest(${number}::{kind}[])" for number, kind in kinds)
            con.execute(f"insert into made select {unnested}", values)
        return _parquet(con, "from made", Path(folder))


def remade(tables: Mapping[str, bytes], macros: str, path: Path) -> None:
    """Make a version's file of a snapshot's tables; it answers as the version did, without names.

    `macros` are the questions that a version answers by itself, as they were then.
    """
    whole = {
        name.removeprefix(DATA).removesuffix(_ENDING): content
        for name, content in tables.items()
        if name.startswith(DATA)
    }
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(str(path)) as con:
        for schema in sorted(
            {name.split(".")[0] for name in whole} | {*warehouse.PUBLISHED_SCHEMAS}
        ):
            con.execute(f"create schema {schema}")
        for name, content in whole.items():
            file = Path(folder, "table.parquet")
            file.write_bytes(content)
            quoted = str(file).replace("'", "''")
            con.execute(f"create table {name} as from read_parquet('{quoted}')")
        con.execute(macros)
        con.execute("checkpoint")


@contextlib.contextmanager
def answering(
    tables: Mapping[str, bytes], macros: str, name: str
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a snapshot's tables as the version that they were, read-only."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "version.duckdb")
        remade(tables, macros, path)
        with warehouse.open_version(Version(name, path)) as con:
            yield con
