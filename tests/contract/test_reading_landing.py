"""The landing store keeps a file as it came, once; the ledger survives every kind of end."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

from etl.errors import UserError
from etl.paths import ROOT, DataFolder
from etl.reading.landing import files_in, land, receipts

NOW = datetime(2022, 11, 25, 18, 0, 0, tzinfo=timezone(timedelta(hours=8)))
LATER = NOW + timedelta(days=1)


@pytest.fixture
def data(tmp_path):
    return DataFolder(tmp_path / "data")


@pytest.fixture
def sent(tmp_path):
    folder = tmp_path / "sent"
    (folder / "二").mkdir(parents=True)
    (folder / "一.xlsx").write_bytes(b"one")
    (folder / "二" / "二.CSV").write_bytes(b"two")
    return folder


def test_a_file_is_kept_as_it_came_and_entered_in_the_ledger(data, sent):
    first, second = land([sent], data, NOW)
    assert (first.receipt_no, first.name, first.size) == (1, "一.xlsx", 3)
    assert first.received_at == "2022-11-25T18:00:00+08:00"
    kept = data.landing / f"{second.sha256}.csv"
    assert kept.read_bytes() == b"two"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert receipts(data) == [first, second]


def test_the_same_content_again_changes_nothing_and_is_told(data, sent):
    land([sent], data, NOW)
    ledger = (data.landing / "receipts.jsonl").read_bytes()
    (sent / "改名.xlsx").write_bytes(b"one")
    again = land([sent / "改名.xlsx", sent], data, LATER)
    assert [(receipt.receipt_no, receipt.known) for receipt in again] == [
        (1, True),
        (1, True),
        (2, True),
    ]
    assert again[0].name == "一.xlsx"
    assert (data.landing / "receipts.jsonl").read_bytes() == ledger


def test_an_original_that_was_purged_comes_back_without_a_new_receipt(data, sent):
    (first, _) = land([sent], data, NOW)
    (data.landing / first.stored_as).unlink()
    land([sent], data, LATER)
    assert (data.landing / first.stored_as).read_bytes() == b"one"
    assert len(receipts(data)) == 2


def test_folders_are_walked_in_order_without_lock_files_and_droppings(sent):
    for name in ("~$一.xlsx", ".隐.xlsx", ".DS_Store", "Thumbs.db", "二/desktop.ini"):
        (sent / name).write_bytes(b"x")
    (sent / ".git").mkdir()
    (sent / ".git" / "x.csv").write_bytes(b"x")
    assert [path.name for path in files_in([sent])] == ["一.xlsx", "二.CSV"]


def test_a_path_that_is_not_there_is_a_users_mistake_and_nothing_lands(data, sent):
    with pytest.raises(UserError, match="找不到"):
        land([sent, sent / "没有.xlsx"], data, NOW)
    assert receipts(data) == []


def test_a_half_written_last_line_does_not_count_and_is_written_over(data, sent):
    land([sent / "一.xlsx"], data, NOW)
    ledger = data.landing / "receipts.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + b'{"receipt_no":2,"sha256":"ab')
    assert len(receipts(data)) == 1
    assert [receipt.receipt_no for receipt in land([sent], data, NOW)] == [1, 2]
    assert ledger.read_bytes().startswith(whole)
    assert len(receipts(data)) == 2


def test_a_broken_line_inside_the_ledger_is_never_passed_over(data, sent):
    land([sent], data, NOW)
    ledger = data.landing / "receipts.jsonl"
    ledger.write_bytes(b"{}\n" + ledger.read_bytes())
    with pytest.raises(UserError, match="已损坏"):
        receipts(data)


def test_unfinished_copies_are_swept(data, sent):
    land([sent / "一.xlsx"], data, NOW)
    (data.landing / ".coming-abc.xlsx").write_bytes(b"half")
    land([sent], data, NOW)
    assert sorted(path.name[0] for path in data.landing.iterdir() if path.name[0] == ".") == []


def test_a_time_without_a_zone_is_refused(data, sent):
    with pytest.raises(ValueError, match="zone"):
        land([sent], data, NOW.replace(tzinfo=None))


def test_numbers_of_people_in_a_file_name_are_hidden_and_dates_are_not(data, tmp_path):
    path = tmp_path / "李四650102196703041455_13812345678_20221205183000.xlsx"
    path.write_bytes(b"x")
    (receipt,) = land([path], data, NOW.astimezone(UTC))
    assert receipt.name == path.name
    assert receipt.shown_name == "李四已隐去(18 位)_已隐去(11 位)_20221205183000.xlsx"


@pytest.mark.parametrize("name", ["名册.xls x", "名册." + "x" * 40, "CON", "..xlsx", "名册.中文"])
def test_only_a_plain_ending_of_the_senders_name_is_used(data, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"x")
    (receipt,) = land([path], data, NOW)
    assert receipt.stored_as in (receipt.sha256, f"{receipt.sha256}.xlsx")


KILLED = """
import os, sys
from datetime import datetime, timezone
from etl.paths import data_folder
from etl.reading import landing
def die(*_): os._exit(9)
setattr(landing, sys.argv[1], die)
landing.land([sys.argv[2]], data_folder(sys.argv[3]), datetime.now(timezone.utc))
"""


@pytest.mark.parametrize("stage", ["_keep", "_enter", "_sync_folder"])
def test_a_kill_at_any_stage_leaves_a_store_that_takes_the_file_next_time(data, sent, stage):
    script = [sys.executable, "-c", KILLED, stage, str(sent), str(data.root)]
    assert subprocess.run(script, cwd=ROOT, check=False).returncode == 9
    assert receipts(data) == []
    assert [receipt.known for receipt in land([sent], data, NOW)] == [False, False]
    assert len(list(data.landing.iterdir())) == 3
