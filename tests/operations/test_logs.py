"""Logs of the program: a file a day, half a year of them, nobody's numbers or names in them."""

import logging
import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from etl.keeping import daily_log
from etl.paths import ROOT, DataFolder
from etl.register import BEIJING

EVENING = datetime(2026, 3, 2, 23, 59, 59, tzinfo=BEIJING)


@pytest.fixture
def handler(tmp_path):
    return daily_log.DailyLog(tmp_path / "logs", "test")


def write(handler, text, at=EVENING, **more):
    record = logging.LogRecord("here", logging.ERROR, "f.py", 1, text, (), more.get("error"))
    record.created = at.timestamp()
    handler.emit(record)


def failed(error):
    """Give the error with the way that it took."""
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


def names(handler):
    return [path.name for path in daily_log.files(handler._folder, "test")]


def text(handler):
    return "".join(path.read_text("utf-8") for path in daily_log.files(handler._folder, "test"))


def test_a_new_file_begins_at_midnight_in_beijing_whatever_the_zone_of_the_machine(handler):
    write(handler, "一")
    write(handler, "二", EVENING + timedelta(seconds=1))
    assert names(handler) == ["test-2026-03-02.log", "test-2026-03-03.log"]
    assert text(handler).startswith("2026-03-02T23:59:59+08:00 ERROR here 一\n")


def test_more_than_half_a_year_of_days_is_kept_and_not_more(handler):
    assert daily_log.KEPT_FILES > 184
    for day in range(daily_log.KEPT_FILES + 3):
        write(handler, "x", EVENING + timedelta(days=day))
    assert len(names(handler)) == daily_log.KEPT_FILES
    assert names(handler)[0] == f"test-{EVENING + timedelta(days=3):%Y-%m-%d}.log"


def test_a_clock_gone_wild_deletes_no_log(handler):
    for day in range(5):
        write(handler, "x", EVENING + timedelta(days=day))
    write(handler, "x", EVENING.replace(year=2099))
    assert len(names(handler)) == 6


def test_numbers_of_people_and_quoted_values_never_reach_the_file(handler):
    error = failed(KeyError("阿依古丽 13999123456"))
    way = (type(error), error, error.__traceback__)
    write(handler, "身份证 652801199001011234，电话 139 9912 3456", error=way)
    told = text(handler)
    assert "652801199001011234" not in told
    assert "9912" not in told
    assert "阿依古丽" not in told
    assert "KeyError" in told
    assert "in failed" in told


def test_what_somebody_typed_cannot_pass_for_an_entry_of_its_own(handler):
    write(handler, "报送\n2026-03-02T23:59:59+08:00 ERROR here 假的\x1b[2J\r")
    lines = text(handler).splitlines()
    assert lines[0].endswith("报送")
    assert all(line.startswith("    | ") for line in lines[1:])
    assert "\x1b" not in text(handler)
    assert "\r" not in text(handler)


def test_only_the_owner_can_read_a_log(handler):
    write(handler, "x")
    (path,) = daily_log.files(handler._folder, "test")
    assert os.name != "posix" or path.stat().st_mode & 0o077 == 0
    assert os.name != "posix" or path.parent.stat().st_mode & 0o077 == 0


def test_a_day_that_would_fill_the_disk_ends_with_a_line_that_says_so(tmp_path):
    handler = daily_log.DailyLog(tmp_path, "test", most_bytes=500)
    for _ in range(50):
        write(handler, "一" * 20)
    (path,) = daily_log.files(tmp_path, "test")
    assert 500 <= path.stat().st_size < 600
    assert path.read_text("utf-8").count("今天的记录已满") == 1
    write(handler, "明天", EVENING + timedelta(days=1))
    assert "明天" in text_of(tmp_path)


def text_of(folder):
    return "".join(path.read_text("utf-8") for path in daily_log.files(folder, "test"))


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path, monkeypatch):
    (tmp_path / "logs").write_text("a file where the folder should be")
    monkeypatch.setattr(logging, "raiseExceptions", False)
    write(daily_log.DailyLog(tmp_path / "logs", "test"), "x")


# In a process of its own: Streamlit starts once in a process, and other tests have started it in theirs.
DAY_OF_A_DASHBOARD = """
import logging
from starlette.testclient import TestClient
from dashboard import app
from etl.errors import UserError

try:
    raise ValueError("不能换算 '买买提'")
except ValueError as error:
    fault = error
with TestClient(app.app):
    app.say_sorry(fault)
    app.say_sorry(UserError("打不开“买买提.xlsx”。", "换一份。"))
logging.getLogger("dashboard").error("after the end")
"""


def test_the_dashboard_logs_its_start_its_stop_and_what_went_wrong_by_number(tmp_path):
    subprocess.run(
        [sys.executable, "-c", DAY_OF_A_DASHBOARD],
        cwd=ROOT,
        env=os.environ | {"BZ_DATA": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    (path,) = daily_log.files(DataFolder(tmp_path).logs, "dashboard")
    told = path.read_text("utf-8")
    assert "看板启动" in told
    assert "看板停止" in told.splitlines()[-1]
    assert "页面出错 " in told
    assert "ValueError: 不能换算 “…”" in told
    assert "打不开“…”。" in told
    assert "买买提" not in told
