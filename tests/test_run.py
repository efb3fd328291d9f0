"""run.py: what it asks for, what it refuses, and what it leaves alone."""

import json
import subprocess
import sys

import pytest

import run
from etl.paths import ROOT, DataFolder


def started(*arguments, program=(str(ROOT / "run.py"),), **more):
    return subprocess.run(
        [sys.executable, "-S", *program, *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
        **more,
    )


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """An environment of its own, whose installer only notes what it was asked to do."""
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "installed.json")
    commands = []

    def note(command):
        commands.append(command)
        run.PYTHON.parent.mkdir(exist_ok=True)
        run.PYTHON.touch()

    monkeypatch.setattr(run, "run_quietly", note)
    return commands


class Calls(list):
    """What would have been run, in order; all succeed but those named in `bad`."""

    bad = ()

    def call(self, *module):
        self.append(" ".join(module))
        return int(module[0] in self.bad)


@pytest.fixture
def calls(monkeypatch):
    made = Calls()
    monkeypatch.setattr(run, "set_up", lambda _: None)
    monkeypatch.setattr(run, "call", made.call)
    monkeypatch.setattr(run, "serve", lambda rest: made.call("dashboard", *rest))
    return made


def test_needs_nothing_installed_to_show_its_help():
    assert "打开看板" in started("--help").stdout


@pytest.mark.parametrize("arguments", [["nonsense"], ["setup", "--nonsense"]])
def test_refuses_what_it_does_not_know_with_code_two(arguments):
    told = started(*arguments)
    assert told.returncode == 2
    assert "nonsense" in told.stderr


def test_refuses_an_old_python_in_one_line():
    code = "import sys; sys.version_info = (3, 10, 13); import runpy; runpy.run_path('run.py')"
    told = started(program=["-c", code], cwd=ROOT)
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    assert "需要 Python 3.11" in told.stderr


@pytest.mark.parametrize("piece", ["venv", "ensurepip"])
def test_says_in_one_line_what_to_install_without_(piece, monkeypatch):
    assert run.missing_piece() is None
    find = run.importlib.util.find_spec
    monkeypatch.setattr(
        run.importlib.util, "find_spec", lambda name: None if name == piece else find(name)
    )
    told = run.missing_piece()
    assert f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in told
    assert "\n" not in told


def test_sets_up_once_and_then_leaves_the_environment_alone(environment):
    run.set_up([run.RUNTIME])
    run.set_up([run.RUNTIME])
    assert [command[2] for command in environment] == ["venv", "pip"]


def test_installs_again_when_a_requirement_or_a_constraint_changed(
    environment, tmp_path, monkeypatch
):
    for name in ("requirements.txt", "constraints.txt"):
        (tmp_path / name).write_text("a==1\n", "utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    for name in ("requirements.txt", "constraints.txt"):
        run.set_up([run.RUNTIME])
        before = len(environment)
        (tmp_path / name).write_text("a==2\n", "utf-8")
        run.set_up([run.RUNTIME])
        assert len(environment) == before + 1
        assert environment[-1][1:4] == ["-m", "pip", "install"]


def test_the_tools_are_added_to_an_environment_without_making_it_anew(environment):
    run.set_up([run.RUNTIME])
    run.set_up([run.RUNTIME, run.DEVELOPMENT])
    assert [command[2] for command in environment] == ["venv", "pip", "pip"]
    assert environment[-1][-4:] == ["-r", "requirements.txt", "-r", "requirements-dev.txt"]
    run.set_up([run.RUNTIME])
    assert len(environment) == 3


def test_another_python_makes_the_environment_anew(environment):
    run.set_up([run.RUNTIME])
    stamp = json.loads(run.STAMP.read_text("utf-8"))
    assert stamp["python"] == f"{sys.version_info[0]}.{sys.version_info[1]}"
    run.STAMP.write_text(json.dumps(stamp | {"python": "3.10"}), "utf-8")
    run.set_up([run.RUNTIME])
    assert [command[2] for command in environment] == ["venv", "pip", "venv", "pip"]


@pytest.mark.usefixtures("environment")
def test_takes_over_the_pip_settings_of_the_python_it_runs_with(tmp_path, monkeypatch):
    (tmp_path / "pip.conf").write_text("[global]\ntimeout = 5\n", "utf-8")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    run.set_up([run.RUNTIME])
    assert (run.VENV / "pip.conf").read_text("utf-8") == "[global]\ntimeout = 5\n"


def test_a_failed_installation_shows_its_last_lines_and_what_to_do():
    many = "for n in range(40): print('line', n)\nraise SystemExit(1)"
    with pytest.raises(run.SetupError) as told:
        run.run_quietly([sys.executable, "-c", many])
    first, *_, last, cure = str(told.value).splitlines()
    assert (first, last, "pip config list" in cure) == ("  line 25", "  line 39", True)


def test_first_use_builds_the_sample_and_serves(calls, tmp_path, monkeypatch):
    monkeypatch.setenv("BZ_DATA", str(tmp_path / "data"))
    assert run.run([]) == 0
    assert calls == ["etl sample", "dashboard"]


def test_what_is_published_is_served_as_it_is(calls, tmp_path, monkeypatch):
    monkeypatch.setenv("BZ_DATA", str(tmp_path))
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "current").write_text("{}", "utf-8")
    assert run.run(["run", "--port", "8600"]) == 0
    assert calls == ["dashboard --port 8600"]


def test_a_sample_that_fails_is_not_served(calls, tmp_path, monkeypatch):
    monkeypatch.setenv("BZ_DATA", str(tmp_path))
    calls.bad = ("etl",)
    assert run.run(["run"]) == 1
    assert calls == ["etl sample"]


@pytest.mark.parametrize(
    ("landed", "received"), [([], False), (["SAMPLE", "ab12.xlsx"], False), (["ab12.xlsx"], True)]
)
def test_sample_data_never_joins_files_of_an_office(landed, received, tmp_path):
    (tmp_path / "landing").mkdir()
    for name in landed:
        (tmp_path / "landing" / name).touch()
    assert run.has_received(DataFolder(tmp_path)) is received


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], "pytest -n 3 --dist loadfile --no-loadscope-reorder"),
        (["-k", "名额"], "pytest -n 3 --dist loadfile --no-loadscope-reorder -k 名额"),
        (["-n0", "tests/spec"], "pytest -n0 tests/spec"),
        (["--pdb"], "pytest --pdb"),
    ],
)
def test_tests_run_on_three_workers_unless_the_caller_decides(given, expected, calls):
    assert run.run(["test", *given]) == 0
    assert calls == [expected]


def test_check_runs_the_tests_only_after_content_linters(calls, capsys):
    assert run.run(["check"]) == 0
    assert [name.split()[0] for name in calls] == ["ruff", "ruff", "sqlfluff", "mypy", "pytest"]
    calls.clear()
    calls.bad = ("mypy",)
    assert run.run(["check"]) == 1
    assert [name.split()[0] for name in calls] == ["ruff", "ruff", "sqlfluff", "mypy"]
    assert capsys.readouterr().out.splitlines()[-1] == (
        "── 格式通过，写法通过，SQL通过，类型未通过，测试未运行。"
    )
