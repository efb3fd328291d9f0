"""What a data folder holds, in a few words that a restored one can be compared with."""

import contextlib
import hashlib
import json
from pathlib import Path

import duckdb
import msgspec

from etl import pipeline, warehouse
from etl.errors import UserError
from etl.paths import DataFolder
from etl.reading.known_key import key_at_hand, key_of
from etl.register import register_of
from etl.register_chain import Anchor

__all__ = ["State", "figures_of", "key_at_hand", "key_of", "pointer", "state_of", "written"]


class State(msgspec.Struct, frozen=True, kw_only=True):
    """`figures`: a hash of all results; `key`: which key the hashes of ID numbers were made with.

    `faults` tells what is wrong with the folder itself, in Chinese.
    """

    version: str | None
    figures: str | None
    last_entry: str | None
    key: str | None
    is_sample: bool
    faults: list[str]


def state_of(data: DataFolder) -> State:
    """Open the current version, verify the register, compare both with what is noted of them."""
    faults: list[str] = []
    version, figures = _version(data, faults)
    return State(
        version=version,
        figures=figures,
        last_entry=_last_entry(data, faults),
        key=key_of(data),
        is_sample=pipeline.is_sample(data),
        faults=faults,
    )


def _version(data: DataFolder, faults: list[str]) -> tuple[str | None, str | None]:
    version = warehouse.published_last(data.warehouse)
    if version is None:
        return None, None
    try:
        with warehouse.open_version(version) as con:
            return version.name, figures_of(con)
    except warehouse.DamagedError:
        faults.append(f"当前版本 {version.short} {warehouse.fault_of(version)}")
    except duckdb.Error:
        faults.append(f"当前版本 {version.short} 读不出")
    return version.name, None


def pointer(folder: Path) -> dict[str, str]:
    """Read what the pointer notes of the current version; empty where there is none to read."""
    with contextlib.suppress(OSError, ValueError):
        noted: dict[str, str] = json.loads((folder / "current").read_text("utf-8"))
        return noted
    return {}


def figures_of(con: duckdb.DuckDBPyConnection) -> str:
    """Hash every row of every table of results, whatever order and file they lie in."""
    tables = con.execute(
        "select table_name from information_schema.tables"
        " where table_schema = 'results' and table_type = 'BASE TABLE' order by table_name"
    ).fetchall()
    whole = hashlib.sha256()
    for (table,) in tables:
        found = con.execute(
            "select count(*), sha256(string_agg(line, chr(10) order by line))"
            f" from (select t::varchar as line from results.{table} as t)"
        ).fetchone()
        whole.update(f"{table} {found}".encode())
    return whole.hexdigest()


def _last_entry(data: DataFolder, faults: list[str]) -> str | None:
    register = register_of(data)
    try:
        found = register.verify()
        last = register.anchor()
    except UserError as error:
        faults.append(error.what)
        return None
    if found:
        faults.append(f"登记簿有 {len(found)} 处不符：{found[0].what}")
    return written(last) if last else None


def written(anchor: Anchor) -> str:
    """Write an entry of the register as `register verify` prints it."""
    return f"{anchor.act_no}:{anchor.hash[:16]}"
