"""doctor on rights, key, register and backups; how it answers."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from etl import audit
from etl.commands import doctor as command
from etl.doctor import safety, upkeep
from etl.doctor.examine import CHECKS, examine
from etl.doctor.told import Asked, Line, State
from etl.keeping import files
from etl.paths import ROOT
from etl.register import register_of
from tests.operations.saving import a_version, flip, make
from tests.operations.test_doctor_machine import NOW, one

FINE, REMINDER, PROBLEM = State.FINE, State.REMINDER, State.PROBLEM


def test_originals_that_others_can_read_are_a_problem(data):
    assert one(safety.rights, data)[0] is FINE
    (data.landing / "receipts.jsonl").chmod(0o640)
    state, told = one(safety.rights, data)
    assert state is PROBLEM
    assert "receipts" in told


def test_a_folder_that_others_can_write_is_a_problem(data):
    data.warehouse.chmod(0o770)
    state, told = one(safety.rights, data)
    assert state is PROBLEM
    assert "warehouse" in told


def test_a_folder_that_we_cannot_write_is_a_problem(data, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, _: path != data.parsed)
    state, told = one(safety.rights, data)
    assert state is PROBLEM
    assert "不能读写 parsed" in told


@pytest.fixture
def own_key(data, tmp_path, monkeypatch):
    """The key of the data as a file of its own."""
    folder = tmp_path / "config"
    folder.mkdir()
    file = folder / "id.key"
    file.write_text(os.environ["BZ_ID_KEY"].ljust(32, "-"))
    file.chmod(0o600)
    monkeypatch.delenv("BZ_ID_KEY")
    monkeypatch.setenv("BZ_CONFIG_DIR", str(folder))
    for mark in data.parsed.glob("*/key"):
        mark.write_text(safety.key_at_hand())
    return file


def test_a_key_is_fine_when_sound_apart_and_saved_and_each_lack_is_told(data, own_key):
    state, told = one(safety.key, data)
    assert state is REMINDER
    assert "没有另存过" in told
    mark = safety.key_at_hand()[:8]
    audit.note(register_of(data), audit.COMMAND_LINE, NOW, audit.KEY_COPIED, mark)
    assert one(safety.key, data) == (FINE, "可读，不在数据文件夹里，已另存")
    own_key.chmod(0o644)
    assert one(safety.key, data) == (PROBLEM, "别的账户也能读")
    own_key.chmod(0o600)
    own_key.write_text("another key of someone else, long enough")
    assert one(safety.key, data) == (PROBLEM, "不是这份数据用的那一把")
    own_key.write_text("short")
    assert "已损坏" in one(safety.key, data)[1]
    own_key.unlink()
    assert one(safety.key, data) == (PROBLEM, "不见了")
    assert not own_key.exists()


def test_a_key_inside_the_data_folder_is_a_problem(data, own_key, monkeypatch):
    monkeypatch.setenv("BZ_CONFIG_DIR", str(data.root))
    own_key.rename(data.root / "id.key")
    state, told = one(safety.key, data)
    assert state is PROBLEM
    assert "放在数据文件夹里" in told


def test_a_changed_entry_and_a_broken_register_are_problems(data):
    assert one(safety.register, data)[0] is FINE
    register = register_of(data)
    with closing(sqlite3.connect(register.path)) as con, con:
        con.execute("drop trigger log_no_update")
        con.execute("update log set subject = 'nobody'")
    assert one(safety.register, data)[0] is PROBLEM
    register.path.write_bytes(b"nothing of the kind" * 100)
    state, told = one(safety.register, data)
    assert state is PROBLEM
    assert "损坏" in told


def test_a_very_long_register_is_told(data, monkeypatch):
    monkeypatch.setattr(safety, "MANY_ENTRIES", 0)
    assert one(safety.register, data)[0] is REMINDER
    monkeypatch.setattr(safety, "LARGE_WAL", 10)
    register_of(data).path.with_name("register.sqlite-wal").write_bytes(bytes(4096))
    assert "没有并入" in one(safety.register, data)[1]


def test_backups_are_fine_by_age_and_by_content(data, tmp_path):
    assert one(upkeep.backups, data) == (PROBLEM, "从来没有备份过")
    made = make(data, tmp_path / "safe", NOW)
    detail = {"sums": made.digest}
    audit.note(register_of(data), audit.COMMAND_LINE, NOW, audit.BACKED_UP, made.name, detail)
    for days, state in ((8, FINE), (9, REMINDER), (31, REMINDER), (32, PROBLEM)):
        assert one(upkeep.backups, data, NOW + timedelta(days=days))[0] is state, days
    safe = tmp_path / "safe"
    state, told = one(upkeep.backups, data, backups=safe)
    assert state is REMINDER
    assert "同一块磁盘" in told
    flip(a_version(made))
    state, told = one(upkeep.backups, data, backups=safe)
    assert state is PROBLEM
    assert a_version(made).name in told
    flip(a_version(made))
    listed = (made.path / files.SUMS).read_text("utf-8").splitlines(keepends=True)
    (made.path / files.SUMS).write_text("".join(reversed(listed)), "utf-8")
    assert "校验值" in one(upkeep.backups, data, backups=safe)[1]
    made.path.rename(tmp_path / "away")
    assert "没有这一份" in one(upkeep.backups, data, backups=safe)[1]


def test_a_check_that_cannot_look_stops_no_other(data, monkeypatch):
    def broken(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setitem(CHECKS, "磁盘", broken)
    lines = list(examine(Asked(data, NOW)))
    assert [line.found for line in lines if line.matter == "磁盘"] == [
        "查不了（Permission denied）"
    ]
    assert {line.matter for line in lines} >= set(CHECKS) - {"备份"}


@pytest.mark.parametrize(
    ("states", "code"), [([0, 0], 0), ([0, 1], 1), ([1, 2], 2)], ids=["fine", "reminder", "problem"]
)
def test_the_gravest_line_is_the_exit_code(run, data, monkeypatch, states, code):
    lines = [Line("事", State(state), "情况", "做" if state else "") for state in states]
    monkeypatch.setattr(command, "examine", lambda _: iter(lines))
    found, told, _ = run("doctor", data=data)
    assert found == code
    assert f"{states.count(2)} 项有问题，{states.count(1)} 项提醒" in told


def test_doctor_answers_in_json_and_changes_nothing(run, data):
    before = {path: path.stat().st_mtime_ns for path in data.root.rglob("*") if path.is_file()}
    code, told, _ = run("doctor", "--format", "json", data=data)
    rows = json.loads(told)
    assert code in (0, 1, 2)
    assert {row["事项"] for row in rows} >= {"密钥", "备份", "时钟"}
    assert all(row["怎么办"] for row in rows if row["状态"] != "正常")
    assert before == {p: p.stat().st_mtime_ns for p in data.root.rglob("*") if p.is_file()}
    assert str(ROOT) not in told


def test_a_folder_that_does_not_exist_is_a_mistake_and_is_not_made(run, data):
    elsewhere = type(data)(data.root / "nowhere")
    code, _, told = run("doctor", data=elsewhere)
    assert code == 2
    assert "没有数据文件夹" in told
    assert not elsewhere.root.exists()
