"""The offline bundle: damage is named, another Python refused, and it installs where there is no network."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from etl.__main__ import main
from etl.bundle import __main__ as making
from etl.bundle import install
from etl.paths import ROOT

NO_NETWORK = """
import socket, sys
try:
    socket.create_connection(("1.1.1.1", 53), 2)
except OSError:
    sys.exit(0)
sys.exit(1)
"""
THIS = f"{sys.version_info[0]}.{sys.version_info[1]}"


def bundle(tmp_path, monkeypatch, python=THIS):
    """A bundle without wheels: what is looked at before anything is installed."""
    folder = tmp_path / "bundle"
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / "a.whl").write_bytes(b"a")
    (folder / "project.tar.gz").write_bytes(b"p")
    (folder / "bundle.json").write_text(json.dumps({"python": python}))
    making._sums(folder)
    monkeypatch.setattr(install, "HERE", folder)
    return folder


def test_a_whole_bundle_passes_its_check(tmp_path, monkeypatch):
    bundle(tmp_path, monkeypatch)
    assert install.altered() == []
    install.check()


@pytest.mark.parametrize("name", ["wheels/a.whl", "project.tar.gz", "bundle.json"])
def test_a_damaged_or_missing_file_is_named_and_nothing_is_installed(
    tmp_path, monkeypatch, capsys, name
):
    folder = bundle(tmp_path, monkeypatch)
    (folder / name).write_bytes((folder / name).read_bytes() + b"x")
    assert install.main([str(tmp_path / "to")]) == 2
    assert name in capsys.readouterr().err or name == "bundle.json"
    (folder / name).unlink()
    assert install.main([str(tmp_path / "to")]) == 2
    assert not (tmp_path / "to").exists()


def test_a_bundle_for_another_python_is_refused_with_what_to_do(tmp_path, monkeypatch, capsys):
    bundle(tmp_path, monkeypatch, python="3.99")
    assert install.main([str(tmp_path / "to")]) == 2
    assert "3.99" in capsys.readouterr().err


def test_a_place_that_holds_something_is_not_installed_into(tmp_path, monkeypatch, capsys):
    bundle(tmp_path, monkeypatch)
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / "mine").write_text("x")
    assert install.main([str(tmp_path / "to")]) == 2
    assert "不是空的" in capsys.readouterr().err
    assert (tmp_path / "to" / "mine").read_text() == "x"


def test_a_folder_that_is_not_empty_is_not_packed_into(tmp_path, capsys):
    (tmp_path / "mine").write_text("x")
    assert making.main(["--out", str(tmp_path)]) == 2
    assert "不是空的" in capsys.readouterr().err


@pytest.mark.slow
def test_the_bundle_installs_and_counts_on_a_machine_without_any_network(
    tmp_path, season_2022_folder, capsys
):
    if not shutil.which("unshare") or os.geteuid() != 0:
        pytest.skip("needs root and unshare for a machine without a network")
    made = subprocess.run(
        [sys.executable, "-m", "etl.bundle", "--out", str(tmp_path / "bundle")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    apart = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "BZ_"))}
    apart |= {"HOME": str(tmp_path / "home"), "BZ_CONFIG_DIR": str(tmp_path / "key")}
    (tmp_path / "home").mkdir()

    def alone(*words, cwd=None):
        base = sys.base_prefix + "/bin/python3"
        done = subprocess.run(
            ["unshare", "-n", base, *words], cwd=cwd, env=apart, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    alone("-c", NO_NETWORK)
    project = tmp_path / "installed"
    alone(str(tmp_path / "bundle" / "install.py"), str(project))
    python = str(project / ".venv" / "bin" / "python")
    sent = project / "tests" / "golden" / "season_2022" / "inbox"
    ran = [python, "-m", "etl", "load", str(sent), "--quick", "--data", str(tmp_path / "data")]
    loaded = subprocess.run(
        ["unshare", "-n", *ran], cwd=project, env=apart, capture_output=True, text=True, check=False
    )
    assert loaded.returncode in (0, 1), loaded.stderr
    asked = [
        python,
        "-m",
        "etl",
        "metrics",
        "--season",
        "2022",
        "--format",
        "json",
        "--data",
        str(tmp_path / "data"),
    ]
    told = subprocess.run(
        ["unshare", "-n", *asked],
        cwd=project,
        env=apart,
        capture_output=True,
        text=True,
        check=True,
    )
    assert main([*asked[3:-1], str(season_2022_folder.root)]) == 0
    assert json.loads(told.stdout) == json.loads(capsys.readouterr().out)
