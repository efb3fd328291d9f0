"""The units of docs/systemd: understood by systemd, tightly shut, running commands that exist."""

import configparser
import re
import shutil
import subprocess
import sys

import pytest

from etl.options import parser
from etl.paths import ROOT

UNITS = ROOT / "docs" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
TIMERS = sorted(UNITS.glob("*.timer"))
PROGRAM = "/opt/bz-title"
MOST_EXPOSED = 20  # tenths of systemd's own mark: 2.0 of 10 is "OK"

needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="no systemd-analyze here"
)


def section(path, name):
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    read.read(path, "utf-8")
    return read[name]


def command(path):
    return section(path, "Service")["ExecStart"].split()


@pytest.fixture
def folder(tmp_path):
    """The units with this Python in place of the installed one: systemd looks whether it is there."""
    for path in [*SERVICES, *TIMERS]:
        text = path.read_text("utf-8").replace(f"{PROGRAM}/.venv/bin/python", sys.executable)
        text = text.replace(PROGRAM, str(ROOT))
        (tmp_path / path.name).write_text(text, "utf-8")
    return tmp_path


def test_there_is_a_service_for_each_timer_and_a_timer_for_each_task():
    assert {path.stem for path in TIMERS} == {path.stem for path in SERVICES} - {
        "bz-title-dashboard"
    }


@needs_systemd
def test_systemd_understands_every_unit(folder):
    units = [str(path) for path in sorted(folder.iterdir())]
    run = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "bz-title" not in run.stderr, run.stderr
    assert run.returncode == 0, run.stderr


@needs_systemd
def test_every_service_is_shut_off_from_what_it_does_not_need(folder):
    for path in SERVICES:
        run = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}",
             "--no-pager", str(folder / path.name)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, (path.name, run.stdout[-300:], run.stderr)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_every_service_keeps_to_itself(path):
    service = section(path, "Service")
    for key, value in {
        "ProtectSystem": "strict",
        "NoNewPrivileges": "true",
        "PrivateTmp": "true",
        "UMask": "0077",
        "User": "bz-title",
    }.items():
        assert service[key] == value
    assert "MemoryMax" in service
    writable = service["ReadWritePaths"].split()
    assert writable[0] == "/var/lib/bz-title"
    assert PROGRAM not in writable
    assert "/etc/bz-title" not in writable


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_every_service_runs_a_command_with_options_that_exist(path):
    python, dash_m, module, *rest = command(path)
    assert python == f"{PROGRAM}/.venv/bin/python"
    assert dash_m == "-m"
    if module == "dashboard":
        assert rest == []
    else:
        assert module == "etl"
        assert parser().parse_args(rest).command == rest[0]


def test_folders_named_on_a_command_line_are_mounted_first_and_writable_where_written():
    for path in SERVICES:
        mounts = section(path, "Unit")["RequiresMountsFor"].split()
        named = [word for word in command(path) if word.startswith("/srv/")]
        assert set(named) <= set(mounts)
        if "backup" in command(path):
            assert set(named) <= set(section(path, "Service")["ReadWritePaths"].split())


@needs_systemd
@pytest.mark.parametrize("path", TIMERS, ids=lambda path: path.stem)
def test_every_timer_has_a_next_time(path):
    when = section(path, "Timer")["OnCalendar"]
    assert when.endswith("Asia/Shanghai")
    run = subprocess.run(
        ["systemd-analyze", "calendar", when], capture_output=True, text=True, check=False
    )
    assert re.search(r"Next elapse: \w", run.stdout), run.stdout + run.stderr


def test_the_document_names_every_unit():
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    for path in TIMERS:
        assert path.name in told
