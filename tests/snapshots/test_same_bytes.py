"""The same question gives the same bytes: whatever zone, locale, hash seed, clock or place it is asked in."""

import os
import shutil
import subprocess
import sys
from datetime import datetime

import duckdb
import pytest

from etl import warehouse
from etl.paths import ROOT, DataFolder
from etl.register import BEIJING
from etl.snapshots import make as making
from etl.snapshots import program, rebuild, shelf, tables
from etl.warehouse import Version
from tests.snapshots.changing import members
from tests.snapshots.papers import WEEK, Plain

PLACES = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/New_York", "LC_ALL": "zh_CN.GB18030", "PYTHONHASHSEED": "77"},
)
EXPORT = """
import hashlib, pathlib, sys
from etl.snapshots import tables
from etl.warehouse import Version
made = tables.exported(Version("v", pathlib.Path(sys.argv[1])))
print(hashlib.sha256(b"".join(name.encode() + made[name] for name in sorted(made))).hexdigest())
"""


def python(*words, where, cwd=ROOT):
    environment = {**os.environ, **where, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_tables_come_out_the_same_in_another_zone_locale_and_hash_seed(office):
    path = warehouse.find(office.warehouse, None).path
    assert len({python("-c", EXPORT, path, where=where) for where in PLACES}) == 1


@pytest.mark.slow
def test_tables_come_out_the_same_in_whatever_order_their_rows_lie(office, tmp_path):
    version = warehouse.find(office.warehouse, None)
    other = Version(version.name, tmp_path / "other.duckdb")
    with duckdb.connect(str(other.path)) as con:
        con.execute(f"attach '{version.path}' as was (read_only)")
        for schema, table in con.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'was'"
        ).fetchall():
            con.execute(f"create schema if not exists {schema}")
            con.execute(
                f"create table {schema}.{table} as from was.{schema}.{table} order by random()"
            )
    assert tables.exported(other) == tables.exported(version)


def test_a_snapshot_made_at_another_time_in_another_folder_is_the_same(office, empty):
    made = making.make(empty, WEEK, Plain(), datetime(2031, 7, 1, 3, tzinfo=BEIJING))
    assert made.kept.content() == shelf.find(office, made.kept.id).content()


@pytest.mark.slow
def test_made_again_of_its_own_tables_every_byte_is_the_same(office):
    found = rebuild.again(office, shelf.find(office, "2022-year-end"), Plain())
    assert found == rebuild.Again(is_same=True, has_version=True)


@pytest.mark.slow
def test_another_tool_that_writes_other_bytes_of_the_same_tables_is_told(office, monkeypatch):
    tools = rebuild.program.tools()
    monkeypatch.setattr("etl.snapshots.program.tools", lambda: {**tools, "typst": "99.0"})
    found = rebuild.again(office, shelf.find(office, "2022-year-end"), Plain("另一种"))
    assert not found.is_same
    assert found.tables == ()
    assert set(found.bytes_only) >= {
        "documents/通报.json",
        "documents/另一种.json",
        "manifest.json",
    }
    assert found.changed == (f"typst {tools['typst']} → 99.0",)


def test_the_program_is_named_by_what_it_consists_of(tmp_path, monkeypatch):
    file = tmp_path / "etl" / "one.py"
    file.parent.mkdir()
    file.write_text("1", "utf-8")
    monkeypatch.setattr("etl.snapshots.program.ROOT", tmp_path)
    before = program.contents()
    assert before == program.contents()
    file.write_text("2", "utf-8")
    assert program.contents() != before


def test_a_table_that_comes_out_otherwise_is_named(data, year_end, monkeypatch):
    from etl.snapshots import figures

    made = figures.made

    def one_more(asked):
        found = made(asked)
        rates = [("county", "652801", None, None, "return_rate", 1, 2)]
        return {**found, figures.RATES_FILE: tables.written(figures._RATES, rates)}

    monkeypatch.setattr("etl.snapshots.figures.made", one_more)
    found = rebuild.again(data, year_end, Plain())
    assert found.tables == (figures.RATES_FILE,)


@pytest.mark.slow
def test_whole_snapshots_with_their_papers_are_the_same_byte_for_byte(small_data, tmp_path):
    """The command itself, twice, in two folders; the papers are the real ones."""
    made = []
    for number, where in enumerate(PLACES):
        data = DataFolder(shutil.copytree(small_data.root, tmp_path / f"{number} 处"))
        for kind, season, day in (
            ("year-end", 2024, "2024-12-31"),
            ("week", 2025, "2025-12-03"),
        ):
            python(
                "-m", "etl", "snapshot", "--season", season, "--as-of", day, "--kind", kind,
                "--data", data.root, where=where,
            )  # fmt: skip
        made.append(shelf.kept(data))
    for one, two in zip(*made, strict=True):
        before, after = members(one), members(two)
        assert len(one.manifest().documents) >= 4
        assert [name for name in before | after if before.get(name) != after.get(name)] == []
        assert one.content() == two.content()
