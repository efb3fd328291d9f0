"""doctor on what the data folder holds: versions, leftovers, locks, what waits, logs."""

import json
from datetime import timedelta

import pytest

from etl import audit, warehouse
from etl.doctor import holdings
from etl.doctor.told import Asked, State
from etl.hand_in import Offer, hand_in
from etl.inbox import HandedSheet
from etl.scope import PREFECTURE
from etl.seasons import load_season
from tests.operations.saving import flip
from tests.operations.test_doctor_machine import NOW, one

FINE, REMINDER, PROBLEM = State.FINE, State.REMINDER, State.PROBLEM


def test_the_current_version_is_what_was_published(data):
    assert one(holdings.version, data)[0] is FINE
    flip(warehouse.current(data.warehouse).path, 300_000)
    assert "与发布时不同" in one(holdings.version, data)[1]


def test_a_missing_pointer_a_missing_pin_and_no_data_are_told(data):
    version = warehouse.current(data.warehouse)
    warehouse.pin(data.warehouse, version, "x")
    (data.warehouse / "pins.json").write_text(json.dumps({"20200101T000000-gone": "x"}))
    state, told = one(holdings.version, data)
    assert state is PROBLEM
    assert "20200101T000000-gone" in told
    (data.warehouse / "current").unlink()
    assert one(holdings.version, data)[0] is PROBLEM
    version.path.unlink()
    assert one(holdings.version, data) == (REMINDER, "还没有数据")


def test_a_version_that_cannot_be_opened_is_told_whether_current_or_not(data):
    (data.warehouse / "20200101T000000-old.duckdb").write_text("no database")
    state, told = one(holdings.version, data)
    assert state is REMINDER
    assert "以前的 old 打不开" in told
    version = warehouse.current(data.warehouse)
    version.path.write_text("no database")
    state, told = one(holdings.version, data)
    assert state is PROBLEM
    assert told == f"{version.short} 内容与发布时不同；没有别的版本可显示"


@pytest.mark.parametrize(
    ("path", "state", "told"),
    [
        ("warehouse/.build-7.duckdb", REMINDER, "没有写完"),
        ("warehouse/.current-7", REMINDER, "没有写完"),
        ("landing/.coming-x", REMINDER, "没有写完"),
        ("landing/stranger.xlsx", REMINDER, "来历不明"),
        ("warehouse/x.duckdb.wal", PROBLEM, "x.duckdb.wal"),
        (".restoring/.ready", PROBLEM, "恢复没有完成"),
    ],
)
def test_leftovers_are_told(data, path, state, told):
    assert one(holdings.leftovers, data) == (FINE, "没有")
    (data.root / path).parent.mkdir(exist_ok=True)
    (data.root / path).write_text("x")
    found = one(holdings.leftovers, data)
    assert found[0] is state
    assert told in found[1]


def test_drafts_of_a_load_that_runs_are_no_leftovers(data):
    with warehouse.build_lock(data.warehouse, NOW):
        (data.warehouse / ".build-7.duckdb").write_text("x")
        assert one(holdings.leftovers, data)[0] is FINE


def test_a_lock_says_who_holds_it_for_how_long_or_who_died_with_it(data):
    assert one(holdings.lock, data)[0] is FINE
    with warehouse.build_lock(data.warehouse, NOW, doing="备份"):
        state, told = one(holdings.lock, data, NOW + timedelta(hours=2))
        assert state is FINE
        assert "正在进行：备份" in told
        assert one(holdings.lock, data, NOW + timedelta(hours=2, minutes=1))[0] is PROBLEM
    note = {"pid": 1, "since": "2023-01-01 08:00:00"}
    (data.warehouse / "build.json").write_text(json.dumps(note))
    state, told = one(holdings.lock, data)
    assert state is REMINDER
    assert "进程 1" in told


def test_files_that_wait_too_long_or_were_changed_are_told(data):
    assert one(holdings.waiting, data)[0] is FINE
    office = audit.COMMAND_LINE
    offer = Offer(b"x", "a.csv", PREFECTURE, [HandedSheet("a", "b", 1)], practice=False)
    hand_in(data, offer, office, NOW)
    assert one(holdings.waiting, data, NOW + timedelta(days=3))[0] is FINE
    state, told = one(holdings.waiting, data, NOW + timedelta(days=3, minutes=1))
    assert state is REMINDER
    assert "1 份等待载入，最早的自 2023-01-04 10:00" in told
    next(path for path in data.inbox.glob("*/*.csv")).write_text("y")
    assert one(holdings.waiting, data)[0] is PROBLEM


def test_no_file_for_long_is_told_while_windows_are_open_only(data):
    assert one(holdings.loads, data)[0] is FINE
    season = load_season(2023)
    first = NOW.replace(month=season.first_day.month, day=season.first_day.day)
    assert one(holdings.loads, data, first)[0] is REMINDER
    assert one(holdings.loads, data, first - timedelta(days=1))[0] is FINE
    (data.landing / "receipts.jsonl").write_text("")
    assert one(holdings.loads, data)[0] is REMINDER


def test_a_scheduled_load_that_failed_last_is_a_problem(data):
    data.logs.mkdir()
    log = data.logs / "load-2023-01-03.log"
    log.write_text("t ERROR etl.load 没有载入：磁盘满\n    | more\n", "utf-8")
    states = [line.state for line in holdings.loads(Asked(data, NOW))]
    assert states == [PROBLEM, FINE]
    with log.open("a", encoding="utf-8") as file:
        file.write("t INFO etl.load 没有变化\n")
    assert one(holdings.loads, data)[0] is FINE


def test_logs_that_grow_too_large_are_told(data, monkeypatch):
    assert one(holdings.logs, data)[0] is FINE
    data.logs.mkdir()
    (data.logs / "dashboard-2023-01-01.log").write_text("x" * 50)
    monkeypatch.setattr(holdings, "LOG_BYTES", 49)
    state, told = one(holdings.logs, data)
    assert state is REMINDER
    assert "2023-01-01" in told
