"""The restore drill: what comes back is what was saved, and goes on from there."""

import errno
import json
import shutil
import time
from datetime import datetime
from pathlib import Path

import pytest

from etl import audit, log_in, pipeline, sessions, warehouse
from etl.errors import UserError
from etl.keeping import backup as keeping
from etl.keeping import files
from etl.keeping.restore import READY, STAGING, restore
from etl.paths import DataFolder
from etl.register import BEIJING, register_of
from etl.sessions import Limits
from tests.operations.conftest import PASSWORD
from tests.operations.saving import NOW, a_version, flip, make
from tests.sparing import sparing

FIVE_MINUTES = 300


@pytest.fixture(scope="session")
def saved(house, tmp_path_factory):
    """One backup for the tests that only read it."""
    return make(house, tmp_path_factory.mktemp("saved"))


def figures(run, data):
    asked = ("metrics", "--season", 2022, "--as-of", "2022-12-31", "--by", "county,series")
    code, told, _ = run(*asked, "--format", "json", data=data)
    assert code == 0
    return json.loads(told)


def test_after_a_total_loss_all_figures_the_log_and_the_log_ins_are_back(run, data, tmp_path):
    before = figures(run, data)
    assert any(cell["applied"] for cell in before)
    assert run("backup", tmp_path / "safe", data=data)[0] == 0
    lost = register_of(data).entries()[:-1]  # the note of the backup came after it
    shutil.rmtree(data.root)
    began = time.monotonic()
    code, told, _ = run("restore", tmp_path / "safe", data=data)
    assert time.monotonic() - began < FIVE_MINUTES
    assert code == 0, told
    assert figures(run, data) == before
    register = register_of(data)
    assert register.entries()[: len(lost)] == lost
    assert [each.kind for each in register.entries()[len(lost) :]] == [audit.RESTORED]
    assert register.verify() == []
    assert log_in.by_password(register, "boss", PASSWORD, NOW).id == "boss"


def test_only_the_current_version_lost_is_back_too(run, data, tmp_path):
    before = figures(run, data)
    run("backup", tmp_path / "safe", data=data)
    warehouse.current(data.warehouse).path.unlink()
    assert run("metrics", data=data)[0] == 2
    elsewhere = DataFolder(tmp_path / "new")
    assert run("restore", tmp_path / "safe", data=elsewhere)[0] == 0
    assert figures(run, elsewhere) == before


@pytest.mark.slow
def test_a_load_goes_on_from_what_was_restored_without_reading_anything_again(saved, tmp_path):
    data = DataFolder(tmp_path / "new")
    restore(saved, data)
    parsed = {path: path.stat().st_mtime_ns for path in data.parsed.rglob("*.parquet")}
    assert len(parsed) > 3
    loaded = pipeline.load(data, [], datetime(2026, 3, 3, tzinfo=BEIJING))
    assert not loaded.is_new
    assert parsed == {path: path.stat().st_mtime_ns for path in data.parsed.rglob("*.parquet")}


@pytest.mark.slow
def test_sessions_that_were_open_when_it_was_saved_are_closed(run, data, tmp_path):
    register = register_of(data)
    account = log_in.by_password(register, "boss", PASSWORD, NOW)
    token = sessions.digest(sessions.start(register, account, "local", NOW, Limits()))
    run("backup", tmp_path / "safe", data=data)
    new = DataFolder(tmp_path / "new")
    _, told, _ = run("restore", tmp_path / "safe", data=new)
    assert sessions.find(register, token, NOW, Limits()) is not None
    assert sessions.find(register_of(new), token, NOW, Limits()) is None
    assert "都要重新登录" in told


def test_a_folder_with_data_is_never_overwritten(saved, data):
    there = {path: path.stat().st_mtime_ns for path in data.root.rglob("*")}
    with pytest.raises(UserError, match="不是空的"):
        restore(saved, data)
    assert there == {path: path.stat().st_mtime_ns for path in data.root.rglob("*")}


def test_the_project_s_own_folder_counts_as_empty(saved, tmp_path):
    own = DataFolder(tmp_path / "own")
    (own.root / "reference").mkdir(parents=True)
    (own.root / "README.md").write_text("mine")
    restore(saved, own)
    assert warehouse.current(own.warehouse) is not None
    assert (own.root / "README.md").read_text() == "mine"


def test_other_lists_of_places_are_told_before_anything_is_written(data, tmp_path):
    shutil.copytree(Path("data/reference"), data.root / "reference")
    made = make(data, tmp_path / "safe")
    new = DataFolder(tmp_path / "new")
    shutil.copytree(data.root / "reference", new.root / "reference")
    (new.root / "reference" / "counties.csv").write_text("code,name,variants\n")
    with pytest.raises(UserError, match=r"reference/counties\.csv 与备份中的不同"):
        restore(made, new)
    assert [path.name for path in new.root.iterdir()] == ["reference"]
    shutil.copytree(data.root / "reference", new.root / "reference", dirs_exist_ok=True)
    restore(made, new)
    assert not (new.root / STAGING).exists()


def test_a_flipped_byte_is_named_and_nothing_is_restored(data, tmp_path):
    made = make(data, tmp_path / "safe")
    flip(a_version(made), 300_000)
    new = DataFolder(tmp_path / "new")
    with pytest.raises(UserError, match=rf"{a_version(made).name}：内容变了"):
        restore(made, new)
    assert not new.root.exists()


@pytest.mark.parametrize("missing", [files.SUMS, keeping.MANIFEST])
def test_a_half_written_backup_is_refused(run, data, tmp_path, missing):
    made = make(data, tmp_path / "safe")
    (made.path / missing).unlink()
    code, _, told = run("restore", tmp_path / "safe", data=DataFolder(tmp_path / "new"))
    assert code == 2
    assert missing in told


def test_one_that_was_being_made_is_no_backup(run, data, tmp_path):
    made = make(data, tmp_path / "safe")
    made.path.rename(tmp_path / "safe" / ".backup-77")
    code, _, told = run("restore", tmp_path / "safe", data=DataFolder(tmp_path / "new"))
    assert code == 2
    assert "没有完整的备份" in told


@pytest.mark.parametrize("stage", sparing(range(6), 2))
def test_a_restore_broken_off_anywhere_is_finished_by_the_next(saved, tmp_path, monkeypatch, stage):
    """Stages 0 and 1: among the copies; from 2 on: between the moves into place."""
    data, steps = DataFolder(tmp_path / "new"), []
    copied, rename = files.copied, Path.rename

    def dies(step, *args):
        steps.append(step)
        if step is copied and stage < 2 and steps.count(copied) == 4 * stage + 1:
            raise OSError(errno.EIO, "Input/output error")
        if step is rename and steps.count(rename) == stage - 1:
            raise OSError(errno.EIO, "Input/output error")
        return step(*args)

    monkeypatch.setattr(files, "copied", lambda *args: dies(copied, *args))
    monkeypatch.setattr(Path, "rename", lambda *args: dies(rename, *args))
    with pytest.raises(UserError, match="没有恢复成功"):
        restore(saved, data)
    assert warehouse.current(data.warehouse) is None
    assert (data.root / STAGING / READY).exists() == (stage >= 2)
    monkeypatch.undo()
    assert restore(saved, data) == saved.name
    assert warehouse.current(data.warehouse) is not None
    assert register_of(data).verify() == []
    there = {
        path.relative_to(data.root).as_posix() for path in data.root.rglob("*") if path.is_file()
    }
    assert {f"data/{path}" for path in there} == files.sums_in(saved.path).keys() - {
        keeping.MANIFEST
    }


def test_too_little_space_is_told_before_anything_is_written(saved, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(UserError, match="磁盘空间不够"):
        restore(saved, DataFolder(tmp_path / "new"))


@pytest.mark.slow
def test_a_missing_or_another_key_is_told(run, saved, tmp_path, monkeypatch):
    monkeypatch.setenv("BZ_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.delenv("BZ_ID_KEY")
    code, told, _ = run("restore", saved.path, data=DataFolder(tmp_path / "a"))
    assert code == 1
    assert "没有密钥" in told
    assert not (tmp_path / "config").exists()
    monkeypatch.setenv("BZ_ID_KEY", "of someone else")
    code, told, _ = run("restore", saved.path, data=DataFolder(tmp_path / "b"))
    assert code == 1
    assert "不是这份数据的那一把" in told


def test_a_backup_of_a_damaged_register_comes_back_and_says_so(run, data, tmp_path):
    with (data.root / "register-anchors.txt").open("a") as anchors:
        anchors.write("\n99 abcdef 2026-01-01")
    assert run("backup", tmp_path / "safe", data=data)[0] == 1
    code, told, _ = run("restore", tmp_path / "safe", data=DataFolder(tmp_path / "new"))
    assert code == 1
    assert "登记簿有 1 处不符" in told
