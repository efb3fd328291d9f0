"""A load that a timer starts: quiet when nothing is new, patient with files that are still being written."""

import os
import shutil
import time

import pytest

from etl import audit, warehouse
from etl.commands import load as loading
from etl.keeping import daily_log
from etl.keeping.settled import QUIET_SECONDS, settled
from etl.paths import DataFolder
from etl.register import register_of
from tests.golden.published import SENT

NOW = 1_900_000_000.0


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """Files of a test are as old as the test."""
    monkeypatch.setattr(loading, "settled", lambda paths, _: settled(paths, NOW, lambda _: None))


def put(folder, name, seconds_ago=None):
    path = folder / name
    path.write_text("x")
    if seconds_ago is not None:
        os.utime(path, (NOW - seconds_ago, NOW - seconds_ago))
    return path


def divided(folder, pause=lambda _: None):
    done, left = settled([folder], NOW, pause)
    return [path.name for path in done], [path.name for path in left]


def log_of(data):
    return "".join(path.read_text("utf-8") for path in daily_log.files(data.logs, "load"))


def scheduled(run, data, folder):
    return run("load", folder, "--scheduled", "--quick", data=data)


def test_a_file_changed_in_the_last_half_minute_waits(folder):
    put(folder, "new.csv", QUIET_SECONDS - 1)
    put(folder, "old.csv", QUIET_SECONDS + 1)
    assert divided(folder) == (["old.csv"], ["new.csv"])


def test_a_time_far_in_the_future_holds_no_file_back(folder):
    put(folder, "future.csv", -86400 * 365)
    assert divided(folder) == (["future.csv"], [])


def test_a_copy_that_keeps_the_old_time_but_has_just_come_waits(folder):
    path = put(folder, "copied.csv", 86400)
    assert settled([path], time.time(), lambda _: None) == ([], [path])


def test_a_file_that_grows_while_we_look_waits(folder):
    grows = put(folder, "grows.csv", 86400)
    put(folder, "still.csv", 86400)

    def pause(_):
        with grows.open("a") as file:
            file.write("more")

    assert divided(folder, pause) == (["still.csv"], ["grows.csv"])


@pytest.mark.parametrize(
    "lock", ["~$汇总表.xlsx", "~$表.xlsx", ".~lock.汇总表.xlsx#", ".~汇总表.xlsx"]
)
def test_a_file_open_in_an_office_program_waits(folder, lock):
    put(folder, "汇总表.xlsx", 86400)
    put(folder, lock, 86400)
    assert divided(folder) == ([], ["汇总表.xlsx"])
    (folder / lock).unlink()
    assert divided(folder) == (["汇总表.xlsx"], [])


def test_an_unfinished_transfer_waits(folder):
    put(folder, "大表.xlsx.part", 86400)
    assert divided(folder) == ([], ["大表.xlsx.part"])


def test_no_second_look_is_waited_for_where_there_is_nothing_to_load(folder):
    put(folder, "new.csv", 0)
    assert divided(folder, pytest.fail) == ([], ["new.csv"])


def test_an_empty_folder_before_the_first_file_is_no_failure(run, folder, tmp_path):
    data = DataFolder(tmp_path / "data")
    assert scheduled(run, data, folder) == (0, "", "")
    assert warehouse.current(data.warehouse) is None
    assert "没有可载入的文件" in log_of(data)


def test_the_same_folder_again_says_nothing_and_notes_nothing(run, data, folder):
    shutil.copytree(SENT, folder, dirs_exist_ok=True)
    before = register_of(data).entries()
    assert scheduled(run, data, folder) == (0, "", "")
    assert register_of(data).entries() == before
    assert "INFO etl.load 没有变化，版本" in log_of(data)


def test_what_is_new_is_told_noted_and_logged_by_numbers_only(run, tmp_path, folder):
    data = DataFolder(tmp_path / "data")
    sent = sorted(SENT.iterdir())
    shutil.copy(sent[0], folder / "买买提 13999123456.csv")
    put(folder, "~$open.xlsx", 86400)
    put(folder, "open.xlsx", 86400)
    code, told, _ = scheduled(run, data, folder)
    assert code in (0, 1)
    assert "留到下次：open.xlsx" in told
    assert "收到 1 份（新 1 份）" in told
    assert [each.kind for each in register_of(data).entries()] == [audit.LOADED]
    log = log_of(data)
    assert "收到 1 份（新 1 份）" in log
    assert "留到下次 1 份" in log
    assert "买买提" not in log
    assert "13999123456" not in told + log


def test_a_load_that_fails_is_told_logged_and_ends_with_two(run, data, tmp_path):
    code, _, told = scheduled(run, data, tmp_path / "unmounted")
    assert code == 2
    assert "找不到文件或文件夹" in told
    assert "ERROR etl.load 没有载入：找不到" in log_of(data)


def test_an_error_of_the_program_stands_in_the_log_with_its_way(run, data, folder, monkeypatch):
    put(folder, "a.csv", 86400)
    monkeypatch.setattr(loading.pipeline, "load", lambda *_, **__: {}["x"])
    with pytest.raises(KeyError):
        scheduled(run, data, folder)
    assert "Traceback" in log_of(data)
