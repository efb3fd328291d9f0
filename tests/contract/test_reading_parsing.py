"""Landed files become parsed files once; results are whole or not there."""

import json
import zipfile
from datetime import datetime, timedelta, timezone

import pyarrow.parquet as pq
import pytest

from etl.paths import REFERENCE, DataFolder
from etl.reading import workbook
from etl.reading.landing import land, receipts
from etl.reading.parsing import parse_new, parse_one_off, parsed_folder
from etl.reading.store import CELL_SCHEMA, read_parsed
from tests.contract.office_files import GOOD, REVIEW, REVIEWS, archive, text_table, xlsx
from tests.contract.read_back import ReadBack
from tests.golden.published import SENT

NOW = datetime(2022, 11, 25, 18, 0, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def data(tmp_path):
    return DataFolder(tmp_path / "data")


def test_cells_and_description_are_kept_by_content_and_contract_version(data, tmp_path):
    (receipt,) = land([xlsx(tmp_path / "一.xlsx", {"审核": GOOD})], data, NOW)
    parse_new(data, REFERENCE)
    folder = parsed_folder(data, REFERENCE)
    cells = pq.read_table(folder / f"{receipt.sha256}.parquet")
    assert cells.schema.equals(CELL_SCHEMA)
    assert {row["kind"] for row in cells.to_pylist()} == {"reviews"}
    assert cells.num_rows == len(REVIEWS)
    assert read_parsed(folder, receipt.sha256).sheets[0].rows == 1


def test_only_what_is_new_is_parsed_and_each_file_is_announced(data, tmp_path):
    said = []
    for name in ("一", "二"):
        rows = [REVIEWS, [*REVIEW[:2], name, *REVIEW[3:]]]
        land([text_table(tmp_path / f"{name}.csv", rows)], data, NOW)
        parse_new(data, REFERENCE, lambda *event: said.append(event))
    parse_new(data, REFERENCE, lambda *event: said.append(event))
    assert said == [(1, 1, "一.csv"), (1, 1, "二.csv")]


def test_another_key_parses_everything_anew(data, tmp_path, monkeypatch):
    roster = ["申报编号", "单位", "姓名", "系列", "申报时间", "身份证号"]
    row = ["1", "一中", "李四", "中小学", "2022-11-18", "650102196703041455"]
    land([xlsx(tmp_path / "一.xlsx", {"名册": [roster, row]})], data, NOW)
    hashes = set()
    for key in ("one", "one", "another"):
        monkeypatch.setenv("BZ_ID_KEY", key)
        parse_new(data, REFERENCE)
        (cells,) = parsed_folder(data, REFERENCE).glob("*.parquet")
        rows = pq.read_table(cells).to_pylist()
        hashes |= {row["value"] for row in rows if row["column_id"] == "id_number"}
    assert len(hashes) == 2


def test_a_purged_original_keeps_its_cells_through_a_new_contract_version(data, tmp_path):
    kept, never = (text_table(tmp_path / f"{n}.csv", [*GOOD, [n]]) for n in "一二")
    (receipt,) = land([kept], data, NOW)
    parse_new(data, REFERENCE)
    (other,) = land([never], data, NOW)
    own = tmp_path / "reference"
    own.mkdir()
    for name in ("counties.csv", "series.csv"):
        (own / name).write_text((REFERENCE / name).read_text("utf-8") + "\n", "utf-8")
    for gone in (receipt, other):
        (data.landing / gone.stored_as).unlink()
    parse_new(data, own)
    folder = parsed_folder(data, own)
    assert folder != parsed_folder(data, REFERENCE)
    assert read_parsed(folder, receipt.sha256).sheets[0].rows == 2
    assert "重新报送" in read_parsed(folder, other.sha256).refusal.detail


def test_a_refused_file_has_an_empty_table_and_its_reason(data, tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"PK bad")
    (receipt,) = land([tmp_path / "坏.xlsx"], data, NOW)
    parse_new(data, REFERENCE)
    folder = parsed_folder(data, REFERENCE)
    assert read_parsed(folder, receipt.sha256).refusal.rule == "unreadable"
    assert pq.read_table(folder / f"{receipt.sha256}.parquet").num_rows == 0


def test_half_a_result_is_parsed_again_and_leftovers_are_swept(data, tmp_path):
    (receipt,) = land([xlsx(tmp_path / "一.xlsx", {"审核": GOOD})], data, NOW)
    folder = parsed_folder(data, REFERENCE)
    folder.mkdir(parents=True)
    (folder / f"{receipt.sha256}.parquet").write_bytes(b"half")
    (folder / ".x.cells").write_bytes(b"half")
    parse_new(data, REFERENCE)
    assert read_parsed(folder, receipt.sha256).refusal is None
    assert sorted(path.suffix for path in folder.iterdir()) == ["", ".json", ".parquet"]


def test_another_list_of_series_is_another_contract_version_and_parses_anew(data, tmp_path):
    land([xlsx(tmp_path / "一.xlsx", {"审核": GOOD})], data, NOW)
    for added in ("", "ENG,工程,工程师\n"):
        reference = tmp_path / f"reference {len(added)}"
        reference.mkdir()
        for name in ("counties.csv", "series.csv"):
            (reference / name).write_text((REFERENCE / name).read_text("utf-8") + added, "utf-8")
        parse_new(data, reference)
    assert len(list(data.parsed.glob("*/*.json"))) == 2


def test_files_can_be_parsed_where_they_lie_without_landing(data, tmp_path):
    sent = [xlsx(tmp_path / f"{name}.xlsx", {"审核": GOOD}) for name in "一二"]
    sent[1].write_bytes(sent[0].read_bytes())
    (receipt,) = parse_one_off(sent, data, REFERENCE, NOW)
    assert receipt.name == "一.xlsx"
    assert read_parsed(parsed_folder(data, REFERENCE), receipt.sha256).sheets[0].rows == 1
    assert not data.landing.exists()


@pytest.fixture
def calamine_panics(monkeypatch):
    def panic(*_):
        raise BaseException("panic")  # noqa: TRY002 (as calamine panics)

    monkeypatch.setattr(workbook.CalamineWorkbook, "__init__", panic)


@pytest.mark.usefixtures("calamine_panics")
def test_openpyxl_does_not_believe_what_a_sheet_says_about_its_size(tmp_path):
    path = xlsx(tmp_path / "一.xlsx", {"审核": GOOD})
    with zipfile.ZipFile(path) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b'ref="A1:G2"', b'ref="A1:C1"')
    assert members["xl/worksheets/sheet1.xml"] != sheet
    assert ReadBack(archive(path, members)).sheet.rows == 1


@pytest.mark.usefixtures("calamine_panics")
def test_openpyxl_reads_what_calamine_cannot_open(tmp_path):
    found = ReadBack(xlsx(tmp_path / "一.xlsx", {"审核": GOOD, "旧": [["x"]]}, hidden={"旧"}))
    assert found.parsed.reader == "openpyxl"
    assert found.cell("reviewed_at") == ("2022-11-25 10:45:00", "ok", None)
    assert found.notes == ["hidden_sheet"]


def test_openpyxl_is_asked_again_where_calamine_finds_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook.CalamineWorkbook, "rows", lambda *_: iter(()))
    found = ReadBack(xlsx(tmp_path / "一.xlsx", {"审核": GOOD}))
    assert (found.parsed.reader, found.sheet.rows) == ("openpyxl", 1)


def test_every_sheet_of_a_whole_season_yields_its_rows(data):
    answers = json.loads((SENT.parent / "expected.json").read_text("utf-8"))
    known_rows = {(entry["file"], entry["kind"]): entry["rows"] for entry in answers["files"]}
    land([SENT], data, NOW)
    parse_new(data, REFERENCE)
    folder = parsed_folder(data, REFERENCE)
    found = {
        (receipt.name, sheet.kind): sheet.rows
        for receipt in receipts(data)
        for sheet in read_parsed(folder, receipt.sha256).sheets
        if sheet.kind
    }
    assert found == known_rows
