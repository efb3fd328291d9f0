"""From a build in memory to a published version: written whole, sealed, named once, then pointed to."""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from etl import private, sealed, warehouse
from etl.build_lock import BEIJING


def write(built: duckdb.DuckDBPyConnection, folder: Path, macros: str) -> Path:
    """Copy the published schemas of a build, sorted, into one new file; checkpointed and synced."""
    path = folder / f".build-{os.getpid()}.duckdb"
    path.unlink(missing_ok=True)
    quoted = str(path).replace("'", "''")
    built.execute(f"attach '{quoted}' as published (block_size 16384)")
    path.chmod(private.FILE)  # names of persons will lie in it
    try:
        for schema in warehouse.PUBLISHED_SCHEMAS:
            built.execute(f"create schema if not exists published.{schema}")
        for schema, table, columns in _tables(built):
            lead = [c for c in ("season", "county_code", "series_code") if c in columns]
            order = ", ".join(lead + [c for c in columns if c not in lead])
            built.execute(
                f"create table published.{schema}.{table} as from {schema}.{table} order by {order}"
            )
        built.execute("checkpoint published")
    finally:
        built.execute("detach published")
    with duckdb.connect(str(path)) as con:
        con.execute(macros)
        con.execute("checkpoint")
    _sync(path)
    return path


def _tables(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, list[str]]]:
    return con.execute(
        "select table_schema, table_name, list(column_name order by ordinal_position)"
        " from information_schema.columns where table_catalog = 'memory' and table_schema in ?"
        " group by table_schema, table_name order by table_schema, table_name",
        [list(warehouse.PUBLISHED_SCHEMAS)],
    ).fetchall()


def publish(
    built_file: Path, folder: Path, built_at: datetime, fingerprint: str
) -> warehouse.Version:
    """Give the file its name, then move the pointer; a reader sees the old version or the new, never less.

    The name is later than every other, whatever the clock says: names sort as versions follow each other.
    """
    moment = (built_at.astimezone(BEIJING) if built_at.tzinfo else built_at).replace(tzinfo=None)
    if there := warehouse.versions(folder):
        moment = max(moment, there[-1].built_at + timedelta(seconds=1))
    path = folder / f"{moment:%Y%m%dT%H%M%S}-{fingerprint[:8]}.duckdb"
    sha256 = sealed.put(built_file, path)
    _sync(folder)
    built_file.replace(path)
    _sync(folder)
    pointer = folder / f".current-{os.getpid()}"
    private.write(pointer, json.dumps({"version": path.stem, "sha256": sha256}).encode())
    pointer.replace(folder / "current")
    _sync(folder)
    return warehouse.Version(path.stem, path)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open a folder for syncing
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
