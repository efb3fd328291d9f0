"""From what an earlier program left to what this one shows: told, computed anew, nothing lost."""

import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from datetime import datetime

import pytest

from dashboard import asked_version, digest, signed_in
from etl import account_acts, audit, layout, log_in, pipeline, register_file, warehouse
from etl.account_acts import Wish
from etl.doctor import holdings
from etl.doctor.told import State
from etl.errors import UserError
from etl.paths import ROOT, DataFolder
from etl.register import BEIJING, register_of
from tests.app_test import AppTest
from tests.operations.conftest import PASSWORD
from tests.operations.test_doctor_machine import one

OLD = ROOT / "tests" / "fixtures" / "upgrade"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=BEIJING)


def unpacked(name, folder):
    with tarfile.open(OLD / f"{name}.tar.xz") as packed:
        packed.extractall(folder, filter="data")
    return DataFolder(folder)


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A data folder as commit f154a90 left it."""
    return unpacked("data-f154a90", tmp_path_factory.mktemp("old") / "data")


@pytest.fixture(scope="module")
def upgraded(old, tmp_path_factory):
    """The same after the first load of this program, without any file."""
    data = DataFolder(shutil.copytree(old.root, tmp_path_factory.mktemp("new") / "data"))
    return data, pipeline.load(data, [], NOW)


@pytest.fixture
def register(tmp_path):
    return register_of(unpacked("register-1", tmp_path / "data"))


def told_then():
    return json.loads((OLD / "figures-f154a90.json").read_text("utf-8"))[0]


def figures(run, data, *more):
    code, told, _ = run("metrics", "--as-of", "2025-12-03", "--format", "json", *more, data=data)
    assert code == 0
    return json.loads(told)[0]


def page(data, monkeypatch, name="progress", **asked):
    monkeypatch.setenv("BZ_DATA", str(data.root))
    monkeypatch.setattr(signed_in, "_is_local", lambda: True)
    app = AppTest.from_file(ROOT / "dashboard" / "main.py", default_timeout=30)
    for key, value in asked.items():
        app.query_params[key] = value
    return app.switch_page(f"views/{name}.py").run()


def test_the_list_of_columns_is_that_of_a_build(season_2022_folder):
    version = warehouse.current(season_2022_folder.warehouse)
    with warehouse.open_version(version) as con:
        there = layout.columns_in(con)
    renew = (
        "write them into etl/sql/published.txt, in this order: pages ask for what is listed there"
    )
    assert layout.LISTED.read_text("utf-8").split() == there, renew
    assert layout.lacking(version) == ()


def test_an_earlier_version_lacks_columns_and_counts_by_name(old):
    missing = layout.lacking(warehouse.current(old.warehouse))
    assert len(missing) == 32
    assert {"core.position.waits_for", "waiting_paper"} <= set(missing)


def test_pages_say_what_to_do_until_it_is_computed_anew(old, monkeypatch):
    assert len(page(old, monkeypatch).exception) == 1  # the server shows it as a user's mistake
    with pytest.raises(UserError, match="由较早的程序计算") as error:
        asked_version.found(old.warehouse, None)
    assert "python -m etl load" in error.value.cure


def test_the_command_line_still_gives_the_figures_of_the_time(run, old):
    assert figures(run, old) == told_then()


def test_doctor_says_that_a_load_is_needed(old, upgraded):
    state, told = one(holdings.version, old, NOW)
    assert state is State.PROBLEM
    assert "由较早的程序计算" in told
    assert one(holdings.version, upgraded[0], NOW)[0] is State.FINE


def test_a_load_without_files_computes_anew_and_every_figure_of_the_time_is_the_same(run, upgraded):
    data, loaded = upgraded
    assert loaded.is_new
    assert layout.lacking(loaded.version) == ()
    now, then = figures(run, data), told_then()
    assert {key: now[key] for key in then if key != "rates"} == {
        key: value for key, value in then.items() if key != "rates"
    }
    assert then["rates"].items() <= now["rates"].items()
    assert set(now) > set(then)
    assert figures(run, data, "--version", "c75123bf") == then


def test_a_second_load_finds_nothing_new(upgraded):
    assert not pipeline.load(upgraded[0], [], NOW).is_new


def test_a_link_to_the_earlier_version_shows_the_current_one_and_says_so(upgraded, monkeypatch):
    data, loaded = upgraded
    app = page(data, monkeypatch, v="c75123bf")
    assert not app.exception
    assert not app.error
    text = " ".join(element.proto.body for element in app.get("html")).replace("\u2009", " ")
    assert (
        f"版本 c75123bf 由较早的程序计算，页面看不了，现显示当前版本 {loaded.version.short}" in text
    )
    assert app.query_params["v"] in (loaded.version.short, [loaded.version.short])


def test_the_digest_offers_no_version_that_it_cannot_read(upgraded, monkeypatch):
    data, loaded = upgraded
    monkeypatch.setenv("BZ_DATA", str(data.root))
    assert len(warehouse.versions(data.warehouse)) == 2
    assert digest.earlier(loaded.version) == {}
    later = warehouse.Version("20991231T000000-later", loaded.version.path)
    assert digest.earlier(later) == {loaded.version.short: loaded.version}


def test_a_program_that_asks_for_more_columns_computes_anew_by_itself(
    upgraded, monkeypatch, tmp_path
):
    before = pipeline.inputs_fingerprint(upgraded[0])
    more = tmp_path / layout.LISTED.name
    more.write_text(layout.LISTED.read_text("utf-8") + "core.more.columns\n", "utf-8")
    monkeypatch.setattr(layout, "LISTED", more)
    assert pipeline.inputs_fingerprint(upgraded[0]) != before


def test_an_older_register_verifies_and_goes_on_and_takes_log_ins(register):
    before = register.entries()
    assert len(before) == 8
    assert register.verify() == []
    account_acts.add(register, Wish("boss", "管理", "admin"), audit.COMMAND_LINE, NOW, PASSWORD)
    assert register.entries()[:8] == before
    assert register.verify() == []
    assert log_in.by_password(register, "boss", PASSWORD, NOW).id == "boss"


def version_of(path):
    with closing(sqlite3.connect(path)) as con:
        return con.execute("pragma user_version").fetchone()[0]


def test_a_register_is_copied_as_it_was_before_it_is_brought_up_to_date(register):
    written = register.path.read_bytes()
    register.entries()
    kept = register.path.with_name("register-schema-1.sqlite")
    assert version_of(register.path) == register_file.SCHEMA_VERSION
    assert version_of(kept) == 1
    with closing(sqlite3.connect(kept)) as con:
        assert con.execute("select count(*) from log").fetchone() == (8,)
    assert kept.stat().st_mode & 0o077 == 0
    assert len(kept.read_bytes()) == len(written)
    assert list(register.path.parent.glob("*.new")) == []


def test_where_no_copy_can_be_made_the_register_stays_as_it_was(register, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(register_file, "_copy", full)
    with pytest.raises(UserError, match="磁盘已满"):
        register.entries()
    assert version_of(register.path) == 1


def test_a_register_of_a_later_program_is_refused_and_not_touched(register):
    register.entries()
    with closing(sqlite3.connect(register.path)) as con:
        con.execute(f"pragma user_version = {register_file.SCHEMA_VERSION + 1}")
    with pytest.raises(UserError, match="本程序认得"):
        register.entries()
    assert version_of(register.path) == register_file.SCHEMA_VERSION + 1


def test_a_load_again_of_the_same_files_is_the_one_that_its_name_finds(data):
    again = pipeline.load(data, [], NOW, rebuild=True).version
    assert again.short == warehouse.versions(data.warehouse)[0].short
    assert warehouse.find(data.warehouse, again.short) == again
