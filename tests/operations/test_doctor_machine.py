"""doctor on the machine and the program: each check is fine when it is, and fails when it should."""

import importlib.metadata
import shutil
import sqlite3
import sys
import tempfile
import time
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest

from etl import calendar_days
from etl.doctor import machine, safety, upkeep
from etl.doctor.told import Asked, State
from etl.paths import ROOT, DataFolder
from etl.register import BEIJING
from etl.seasons import seasons

NOW = datetime(2023, 1, 4, 10, 0, tzinfo=BEIJING)


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def program(tmp_path):
    """The files of the program that are looked at, to be spoilt."""
    folder = tmp_path / "program"
    (folder / machine.FONTS).mkdir(parents=True)
    (folder / machine.FONTS / "a.otf").write_bytes(b"OTTO" + bytes(100))
    for name in ("requirements.txt", safety.CONFIG):
        shutil.copy(ROOT / name, folder / name)
    return folder


def one(check, data, now=NOW, **more):
    (line,) = check(Asked(data, now, **more))
    assert (line.state is State.FINE) == (line.cure == "")
    return line.state, line.found


def test_versions_in_use_are_fine(house):
    state, told = one(machine.versions, house)
    assert state is State.FINE
    assert sqlite3.sqlite_version in told


@pytest.mark.parametrize(
    ("python", "sqlite", "state"),
    [
        ((3, 10, 9), (3, 40, 0), State.PROBLEM),
        ((3, 11, 0), (3, 34, 9), State.PROBLEM),
        ((3, 11, 0), (3, 35, 0), State.FINE),
        ((3, 99, 0), (3, 40, 0), State.REMINDER),
    ],
)
def test_old_versions_are_a_problem_and_untried_ones_a_reminder(
    house, monkeypatch, python, sqlite, state
):
    monkeypatch.setattr(sys, "version_info", python)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", sqlite)
    assert one(machine.versions, house)[0] is state


def test_packages_are_compared_with_what_was_tested(house, program, monkeypatch):
    assert one(machine.packages, house, program=program)[0] is State.FINE
    version = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: "0.1" if name == "duckdb" else version(name)
    )
    state, told = one(machine.packages, house, program=program)
    assert state is State.REMINDER
    assert "duckdb 0.1" in told
    with (program / "requirements.txt").open("a") as pins:
        pins.write("not-there-at-all==1.0\n")
    state, told = one(machine.packages, house, program=program)
    assert state is State.PROBLEM
    assert "not-there-at-all" in told


def test_fonts_are_there_and_are_fonts(house, program):
    assert one(machine.fonts, house, program=program)[0] is State.FINE
    (program / machine.FONTS / "b.ttf").write_text("version https://git-lfs")
    state, told = one(machine.fonts, house, program=program)
    assert state is State.PROBLEM
    assert "b.ttf" in told
    shutil.rmtree(program / machine.FONTS)
    assert one(machine.fonts, house, program=program)[0] is State.PROBLEM


@pytest.mark.parametrize(
    ("free", "state"),
    [(1, State.PROBLEM), (700 * 2**20, State.REMINDER), (9 * 2**40, State.FINE)],
)
def test_disk_space_is_held_against_what_a_load_needs(house, monkeypatch, free, state):
    monkeypatch.setattr(
        shutil,
        "disk_usage",
        lambda place: Usage(0, 0, free if place == house.root else 2**40),
    )
    found, told = one(machine.disk, house)
    assert found is state
    assert f"{free / 2**20:,.0f} MB" in told


def test_a_full_temporary_folder_is_a_problem_of_its_own(house, monkeypatch):
    temporary = tempfile.gettempdir()
    monkeypatch.setattr(
        shutil, "disk_usage", lambda place: Usage(0, 0, 1 if place == temporary else 2**50)
    )
    lines = list(machine.disk(Asked(house, NOW)))
    assert [line.state for line in lines] == [State.FINE, State.PROBLEM]


def test_a_clock_behind_the_data_is_a_problem_and_names_what_is_later(data):
    assert one(machine.clock, data)[0] is State.FINE
    state, told = one(machine.clock, data, NOW - timedelta(days=2))
    assert state is State.PROBLEM
    assert "比" in told
    version = next(data.warehouse.glob("*.duckdb"))
    version.rename(version.with_name(f"20991231T000000-{version.stem.split('-')[1]}.duckdb"))
    state, told = one(machine.clock, data)
    assert state is State.PROBLEM
    assert "最新版本" in told


def test_the_zone_of_the_machine_changes_nothing(house, monkeypatch):
    for zone in ("UTC", "Asia/Urumqi", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        state, told = one(machine.clock, house)
        assert state is State.FINE
        assert told.startswith("2023-01-04 10:00 北京时间")
    monkeypatch.undo()
    time.tzset()


def set_up(program, text):
    (program / safety.CONFIG).write_text(text, "utf-8")


LOCAL = '[server]\naddress = "127.0.0.1"\n'
OUTSIDE = '[server]\naddress = "10.1.2.3"\nallowedHosts = ["10.1.2.3"]\n'
SECURE = "[access]\nsecure_cookie = true\n"


@pytest.mark.parametrize(
    ("text", "has_accounts", "state", "told"),
    [
        (LOCAL, True, State.FINE, "要登录"),
        (LOCAL, False, State.REMINDER, "实际报送"),
        (OUTSIDE, False, State.PROBLEM, "10.1.2.3"),
        (OUTSIDE, True, State.REMINDER, "不限于加密连接"),
        (OUTSIDE + SECURE, True, State.FINE, "要登录"),
        (OUTSIDE.replace('["10.1.2.3"]', "[]") + SECURE, True, State.REMINDER, "allowedHosts"),
        ('[server]\naddress = "0.0.0.0"\n' + SECURE, True, State.FINE, "0.0.0.0"),
        ("[server", True, State.PROBLEM, "读不懂"),
    ],
)
def test_settings_say_who_could_get_in(data, program, monkeypatch, text, has_accounts, state, told):
    monkeypatch.delenv("STREAMLIT_SERVER_ADDRESS", raising=False)
    set_up(program, text)
    if not has_accounts:
        (data.root / "register.sqlite").unlink()
    found = one(safety.settings, data, program=program)
    assert found[0] is state
    assert told in found[1]


def test_the_environment_decides_what_is_listened_on(house, program, monkeypatch):
    set_up(program, LOCAL)
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "10.9.9.9")
    state, told = one(safety.settings, house, program=program)
    assert state is State.REMINDER
    assert "10.9.9.9" in told


def test_the_calendar_is_known_through_the_last_year_arranged(data):
    last = calendar_days.LAST_YEAR
    october, november, after = (
        datetime(last, 10, 31, tzinfo=BEIJING),
        datetime(last, 11, 1, tzinfo=BEIJING),
        datetime(last + 1, 1, 1, tzinfo=BEIJING),
    )
    assert one(upkeep.calendar, data, october)[0] is State.FINE
    state, told = one(upkeep.calendar, data, november)
    assert state is State.REMINDER
    assert f"{last + 1} 年" in told
    assert one(upkeep.calendar, data, after)[0] is State.PROBLEM


def test_days_written_by_hand_make_a_year_known(data):
    shutil.copytree(data.reference, data.root / "reference")
    after = datetime(calendar_days.LAST_YEAR + 1, 1, 5, tzinfo=BEIJING)
    overrides = data.root / "reference" / calendar_days.OVERRIDES
    with overrides.open("a", encoding="utf-8") as file:
        file.write(f"{after.year}-01-01,0,元旦,州政府通知\n")
    assert one(upkeep.calendar, data, after)[0] is State.FINE
    overrides.write_text("date\n", "utf-8")
    assert one(upkeep.calendar, data, after)[0] is State.PROBLEM


def test_a_year_without_rules_is_told_in_november_and_a_problem_in_january():
    none = DataFolder(ROOT / "nowhere")
    last = max(season.year for season in seasons())
    assert one(upkeep.season, none, datetime(last, 10, 31, tzinfo=BEIJING))[0] is State.FINE
    assert one(upkeep.season, none, datetime(last, 11, 1, tzinfo=BEIJING))[0] is State.REMINDER
    assert one(upkeep.season, none, datetime(last + 1, 1, 1, tzinfo=BEIJING))[0] is State.PROBLEM
