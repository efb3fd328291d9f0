"""No ID number and no phone number behind the landing store, on screen, in an export or in a log."""

import subprocess
import sys
import zipfile

import duckdb
import pytest

from etl import evidence, warehouse
from etl.paths import ROOT
from etl.scope import office
from tests.golden.published import SENT
from tests.privacy.numbers import numbers_in


def test_the_search_would_find_the_numbers_that_the_offices_sent():
    sent = "".join(path.read_bytes().decode("gb18030", "replace") for path in SENT.glob("*.csv"))
    assert len(set(numbers_in(sent))) > 50


def test_no_table_of_the_warehouse_holds_a_number_of_a_person(season_2022):
    tables = season_2022.execute(
        "select table_schema || '.' || table_name from information_schema.tables"
    ).fetchall()
    assert len(tables) > 20
    for (table,) in tables:
        text = "\n".join(str(row) for row in season_2022.execute(f"from {table}").fetchall())
        assert not numbers_in(text), table


def test_no_file_of_the_data_folder_but_landing_holds_a_number_of_a_person(season_2022_folder):
    searched = 0
    for path in season_2022_folder.root.rglob("*"):
        if not path.is_file() or season_2022_folder.landing in path.parents:
            continue
        searched += 1
        if path.suffix == ".duckdb":
            continue  # its tables are searched above; its bytes hold codes and packed numbers side by side
        if path.suffix == ".parquet":
            text = str(duckdb.sql(f"from '{path}'").fetchall())
        else:
            text = path.read_bytes().decode("latin-1")
        assert not numbers_in(text), path.name
    assert searched > 50


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_finding_shows_a_number_of_a_person(season_2022_folder, form, tmp_path):
    workbook = tmp_path / "修改清单.xlsx"
    command = [sys.executable, "-m", "etl", "findings", "--format", form]
    command += ["--workbook", str(workbook), "--data", str(season_2022_folder.root)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert ("已隐去" in run.stdout) == (form != "table")
    with zipfile.ZipFile(workbook) as book:
        inside = "".join(book.read(name).decode("utf-8") for name in book.namelist())
    assert not numbers_in(run.stdout + run.stderr + inside)


def test_a_load_tells_no_number_of_a_person(tmp_path):
    named = tmp_path / "花名册13812345678.csv"
    named.write_bytes(next(SENT.glob("尉犁_申报人员花名册_20221231.csv")).read_bytes())
    command = [
        sys.executable,
        "-m",
        "etl",
        "load",
        str(named),
        "--quick",
        "--data",
        str(tmp_path / "data"),
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode in {0, 1}
    assert not numbers_in(run.stdout + run.stderr)
    with warehouse.open_version(warehouse.find(tmp_path / "data" / "warehouse", None)) as con:
        assert not numbers_in(str(evidence.balances(con, office())))


def test_the_key_never_lies_in_the_data_folder(season_2022_folder):
    from etl.reading.secret import id_key

    key = id_key()
    for path in season_2022_folder.root.rglob("*"):
        if path.is_file():
            assert key not in path.read_bytes(), path.name
