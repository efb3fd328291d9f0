"""Originals, inbox, parsed files and register are their owner's alone, as made and after every load."""

import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from etl import private
from etl.__main__ import main
from etl.paths import ROOT, DataFolder
from etl.precheck import check as checking
from etl.precheck import marking
from etl.register import BEIJING
from tests.golden.published import SENT

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="Windows 的权限由上级文件夹继承，本程序不改"
)
NOW = datetime(2023, 1, 3, 18, 0, tzinfo=BEIJING)
ROSTER = next(SENT.glob("尉犁_申报人员花名册_20221231.csv"))
# Loads one file and hands in another under an umask that hides nothing, noting each file as it is made.
SCRIPT = """
import os, sys
from pathlib import Path
os.umask(0)
root, roster, other = map(Path, sys.argv[1:4])
made = set()
def watch(event, args):
    if event == "os.rename":
        made.add(oct(os.lstat(args[0]).st_mode & 0o777) + " " + Path(args[0]).name[:12])
sys.addaudithook(watch)
from etl import account_acts, accounts, audit, pipeline
from etl.account_acts import Wish
from etl.hand_in import Offer, hand_in
from etl.paths import DataFolder
from etl.register import register_of
from tests.privacy.test_private_files import NOW
data = DataFolder(root)
pipeline.load(data, [roster], NOW)
wish = Wish("office", "职改办", "office")
account_acts.add(register_of(data), wish, audit.COMMAND_LINE, NOW, "right-horse-9-battery")
actor = accounts.find(register_of(data), "office").account
hand_in(data, Offer(other.read_bytes(), "和静.csv", "652827", [], False), actor, NOW)
for each in sorted(made):
    print(each)
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    root = tmp_path_factory.mktemp("wide") / "数据"
    other = next(SENT.glob("和静_申报人员花名册_20221231.csv"))
    command = [sys.executable, "-c", SCRIPT, str(root), str(ROSTER), str(other)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return DataFolder(root), run.stdout.splitlines()


PERSONS = ("landing", "inbox", "parsed")


def test_whatever_the_umask_nobody_else_can_open_what_holds_persons(loaded):
    data, _ = loaded
    assert data.root.stat().st_mode & 0o777 == 0o700
    for name in PERSONS:
        inside = [path for path in (data.root / name).rglob("*") if path.name != ".lock"]
        assert (data.root / name).stat().st_mode & 0o777 == 0o700
        assert inside
        for path in inside:
            assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path.name
    for path in data.root.glob("register*"):
        if path.suffix != ".lock":  # empty
            assert path.stat().st_mode & 0o777 == 0o600, path.name


def test_a_file_is_private_from_its_first_moment_and_not_only_under_its_last_name(loaded):
    drafts = [
        line for line in loaded[1] if not line.split()[1].startswith(".current")
    ]  # a name only
    assert len(drafts) >= 5
    assert not [line for line in drafts if not line.startswith("0o600 ")]


def test_what_has_become_wider_is_made_private_again_and_told(tmp_path):
    data = DataFolder(tmp_path / "data")
    private.folder(data.parsed / "v1")
    private.folder(data.inbox / "652827")
    names = [
        data.landing / "a.xlsx",
        data.inbox / "652827" / "b.csv",
        data.parsed / "v1" / "c.json",
    ]
    private.folder(data.landing)
    for path in [*names, data.root / "register.sqlite", data.root / "register-anchors.txt"]:
        path.write_bytes(b"x")
        path.chmod(0o644)
    data.landing.chmod(0o755)
    assert private.narrow(data) == (6, 0)
    assert [path.stat().st_mode & 0o777 for path in names] == [0o600] * 3
    assert data.landing.stat().st_mode & 0o777 == 0o700
    assert private.narrow(data) == (0, 0)


def test_the_owners_own_rights_are_never_widened(tmp_path):
    data = DataFolder(tmp_path / "data")
    private.folder(data.landing)
    kept = data.landing / "a.xlsx"
    kept.write_bytes(b"x")
    kept.chmod(0o440)
    private.narrow(data)
    assert kept.stat().st_mode & 0o777 == 0o400


def test_a_link_out_of_the_folder_changes_nothing_there(tmp_path):
    data = DataFolder(tmp_path / "data")
    private.folder(data.landing)
    outside = tmp_path / "outside"
    outside.write_bytes(b"x")
    outside.chmod(0o644)
    (data.landing / "a.xlsx").symlink_to(outside)
    assert private.narrow(data) == (0, 0)
    assert outside.stat().st_mode & 0o777 == 0o644


def test_a_second_load_finds_nothing_to_make_private(loaded):
    data, _ = loaded
    assert private.narrow(data) == (0, 0)


def test_a_load_makes_private_what_others_could_open_and_tells_so(loaded, capsys):
    data, _ = loaded
    kept = next(data.landing.glob("*.csv"))
    kept.chmod(0o644)
    assert main(["load", str(ROSTER), "--quick", "--data", str(data.root)]) in {0, 1}
    assert "1 个文件或文件夹别的账户原来能打开，已改为仅本人可读写。" in capsys.readouterr().out
    assert kept.stat().st_mode & 0o777 == 0o600


def test_what_belongs_to_another_account_is_counted(tmp_path, monkeypatch):
    data = DataFolder(tmp_path / "data")
    private.folder(data.landing)
    (data.landing / "a.xlsx").write_bytes(b"x")
    (data.landing / "a.xlsx").chmod(0o644)

    def refuse(*_args, **_more):
        raise PermissionError

    monkeypatch.setattr(type(data.landing), "chmod", refuse)
    assert private.narrow(data) == (0, 1)


def test_a_file_that_is_checked_lies_meanwhile_where_nobody_else_can_read_it(
    loaded, tmp_path, monkeypatch
):
    data, _ = loaded
    sent = next(SENT.glob("和静_申报人员花名册_20221231.csv"))
    lying = set()

    def rights_below(folder):
        lying.update((p.name, p.stat().st_mode & 0o777) for p in (folder, *folder.rglob("*")))

    parse, start = checking.parse_files, marking.subprocess.run

    def parsing(guests, *rest):
        rights_below(guests[-1][0].parent)
        return parse(guests, *rest)

    def starting(*args, **more):
        rights_below(Path(msgspec.json.decode(more["input"])["path"]).parent)
        return start(*args, **more)

    monkeypatch.setattr(checking, "parse_files", parsing)
    monkeypatch.setattr(marking.subprocess, "run", starting)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = os.umask(0)
    try:
        found = checking.check(data, sent.read_bytes(), sent.name, "652827", NOW)
        marking.mark(sent.read_bytes(), found, "")
    finally:
        os.umask(before)
    assert {mode for name, mode in lying if name == "sent"} == {0o600}
    assert {mode for name, mode in lying if name != "sent"} == {0o700}
    assert list(tmp_path.rglob("*")) == []
