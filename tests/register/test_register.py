"""The file: made on the first act, safe for two processes, told in Chinese when it cannot be used."""

import json
import os
import re
import sqlite3
import stat
import subprocess
import sys

import pytest

from etl.__main__ import main
from etl.actor import ANONYMOUS, acting_account, demo_accounts
from etl.errors import UserError
from etl.lifecycle.records import lives
from etl.lifecycle.states import State, Step
from etl.paths import ROOT, DataFolder
from etl.register import Act, register_of
from etl.register_file import SCHEMA_VERSION
from tests.register.flags import HEJING, MONDAY, OFFICE, office_in

WRITER = """
import sys
from pathlib import Path
from tests.register.flags import MONDAY, OFFICE
from etl.register import Act, Register
register = Register(Path(sys.argv[1]))
for number in range(20):
    with register.writing() as writing:
        writing.append(OFFICE, MONDAY, Act("test", f"{sys.argv[2]} {number}"))
"""
HINTER = """
import sys
from pathlib import Path
from etl.calendar_days import working_days
from etl.errors import UserError
from etl.lifecycle.acts import Desk
from etl.lifecycle.states import Step
from etl.register import Register
from tests.register.flags import Office
folder = Path(sys.argv[1]).parent
office = Office(Desk(Register(Path(sys.argv[1])), folder / "warehouse", working_days()))
try:
    office.step(Step.HINT)
except UserError:
    sys.exit(2)
"""


def start(code, register, name="", **environment):
    return subprocess.Popen(
        [sys.executable, "-c", code, register.path, name],
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def test_two_processes_writing_at_once_from_the_first_entry_continue_one_chain(office):
    register = office.desk.register
    started = [start(WRITER, register, name) for name in "ab"]
    assert [process.wait(60) for process in started] == [0, 0]
    entries = register.entries()
    assert [entry.act_no for entry in entries] == list(range(1, 41))
    for name in "ab":
        own = [entry.subject for entry in entries if entry.subject.startswith(name)]
        assert own == [f"{name} {number}" for number in range(20)]
    assert register.verify() == []


def test_of_two_processes_that_take_the_same_step_one_is_refused(office):
    started = [start(HINTER, office.desk.register) for _ in range(2)]
    assert sorted(process.wait(60) for process in started) == [0, 2]
    (life,) = lives(office.desk.register).values()
    assert len(life.acts) == 1


def test_reading_makes_no_file_and_the_first_act_makes_one_for_its_owner_only(office):
    register = office.desk.register
    assert (register.entries(), register.verify(), register.anchor()) == ([], [], None)
    assert not register.path.exists()
    office.step(Step.HINT)
    assert stat.S_IMODE(register.path.stat().st_mode) == 0o600
    assert register_of(DataFolder(register.path.parent)) == register


def test_an_act_that_fails_half_way_leaves_neither_entry_nor_anchor(office):
    register = office.desk.register
    office.step(Step.HINT)

    empty = Act("test", contents={"replies": {"text": None}})
    with pytest.raises(sqlite3.IntegrityError), register.writing() as writing:
        writing.append(OFFICE, MONDAY, empty)
    assert len(register.entries()) == 1
    assert register.verify() == []


def test_a_damaged_newer_or_locked_register_is_told_in_two_lines(office, monkeypatch):
    register = office.desk.register
    office.step(Step.HINT)
    with sqlite3.connect(register.path) as con:
        con.execute("pragma user_version = 9")
    with pytest.raises(UserError, match="第 9 版"):
        register.entries()
    with sqlite3.connect(register.path) as con:
        con.execute(f"pragma user_version = {SCHEMA_VERSION}")
    monkeypatch.setattr("etl.register_file.BUSY_SECONDS", 0)
    with register.writing(), pytest.raises(UserError, match="现在不能读写"):
        office.step(Step.CHECK)
    register.path.write_bytes(b"not a database" * 99)
    with pytest.raises(UserError, match="损坏") as told:
        register.entries()
    assert "各项数字不受影响" in told.value.cure


def test_a_full_disk_is_told_and_nothing_is_recorded(office, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    office.step(Step.HINT)
    monkeypatch.setattr("etl.register.os.fsync", full)
    with pytest.raises(UserError, match="磁盘已满"):
        office.step(Step.WITHDRAW, office.case())
    monkeypatch.undo()
    assert len(office.desk.register.entries()) == 1


def test_the_demo_chooser_works_on_this_machine_only_and_knows_nobody_else():
    accounts = demo_accounts()
    assert [account.role for account in accounts] == ["office", "leader", *["county"] * 9]
    for account in accounts:
        assert acting_account(account.id, is_loopback=True) == account
        assert acting_account(account.id, is_loopback=False) == ANONYMOUS
    assert acting_account(None, is_loopback=True) == ANONYMOUS
    assert acting_account("demo-admin", is_loopback=True) == ANONYMOUS
    assert ANONYMOUS.scope.counties == frozenset()
    assert acting_account(f"demo-{HEJING}", is_loopback=True).scope.counties == {HEJING}


def test_the_command_verifies_and_lists_and_names_what_was_changed(tmp_path, capsys):
    office = office_in(tmp_path)

    def run(*words):
        code = main(["register", *words, "--data", str(tmp_path)])
        told = capsys.readouterr()
        return code, told.out + told.err

    assert run("verify") == (0, "登记簿里还没有登记。\n")
    office.until(State.CONFIRMED)
    code, out = run("verify")
    last = re.search(r"末条 (6:[0-9a-f]{16})$", out.strip())
    assert (code, bool(last)) == (0, True)
    assert run("verify", "--expect", last[1])[0] == 0
    assert run("verify", "--expect", "6:0000000000000000")[0] == 1
    assert run("verify", "--expect", "six")[0] == 2
    code, out = run("log", "--format", "json")
    assert [line["事"] for line in json.loads(out)][:2] == ["预警·提示", "预警·核数"]
    office.case().version.path.unlink()
    office.desk.versions.joinpath("20221213T080000-cccccccc.duckdb").touch()
    code, out = run("verify")
    assert (code, out.splitlines()[-1][:17]) == (1, "登记中提到的版本 20221212")
    with sqlite3.connect(office.desk.register.path) as con:
        con.execute("drop trigger replies_no_update")
        con.execute("update replies set text = ''")
    code, out = run("verify")
    assert (code, out.splitlines()[0]) == (1, "第 4 条：所附的内容被改过、删去或添加")


def test_no_other_module_opens_the_register():
    for path in [*ROOT.glob("etl/**/*.py"), *ROOT.glob("dashboard/**/*.py")]:
        if path != ROOT / "etl" / "register_file.py":
            assert "sqlite3.connect" not in path.read_text("utf-8"), path


def test_a_build_knows_nothing_of_the_register():
    for name in ("pipeline", "warehouse", "counting", "rules", "evidence", "queries"):
        text = (ROOT / "etl" / f"{name}.py").read_text("utf-8")
        assert not re.search(r"register(_of|_chain)?\b.*import|import.*\bregister\b", text), name
