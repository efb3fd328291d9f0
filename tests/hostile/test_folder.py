"""A folder may hold anything: what is no file to read is told by its name, and nobody waits for it."""

import json
import os
import socket
import time
from contextlib import chdir

import pytest

from etl.__main__ import main
from etl.reading import gathering
from etl.reading.gathering import gather
from tests.contract.office_files import text_table
from tests.hostile.cases import book, sheet_of

LONG = "长" * 83 + ".xlsx"  # 255 bytes, and longer no file system has them
TOLD = {
    "管道.xlsx": ("not_a_spreadsheet", "不是普通文件"),
    "插座.xlsx": ("not_a_spreadsheet", "不是普通文件"),
    "设备.xlsx": ("not_a_spreadsheet", "不是普通文件"),
    "断链.xlsx": ("unreadable", "链接所指的文件不在"),
    "绕圈.xlsx": ("unreadable", "链接所指的文件不在"),
    "上层": ("unreadable", "通向另一个文件夹的链接"),
    "巨大.xlsx": ("too_large", "300 MB"),
    "程序.exe": ("not_a_spreadsheet", "程序"),
    "压缩.zip": ("not_a_spreadsheet", "解压"),
    "空.xlsx": ("unreadable", "0 字节"),
}
PASSED_OVER = {"~$好.xlsx", ".DS_Store", ".git", ".隐藏.xlsx", "Thumbs.db"}
READ = ["好.xlsx", LONG, "换\n行\x1b[31m.xlsx", "\u202e好2.xlsx", "-rf.xlsx", "a;b|c&$(x)`.xlsx"]
SHOWN = ["又.xlsx", LONG, "换 行 [31m.xlsx", "好2.xlsx", "-rf.xlsx", "a;b|c&$(x)`.xlsx", "深.csv"]


def fill(folder):
    for number, name in enumerate(
        [*READ, os.fsdecode("名\udcff\udcfe".encode("utf-8", "surrogateescape"))]
    ):
        book()(folder, f"20220990{number}").rename(folder / name)
    deep = folder / "一" / "二"
    deep.mkdir(parents=True)
    text_table(deep / "深.csv", sheet_of("202209909"))
    (folder / "又.xlsx").write_bytes((folder / "好.xlsx").read_bytes())
    os.mkfifo(folder / "管道.xlsx")
    with socket.socket(socket.AF_UNIX) as made, chdir(folder):  # the path of a socket is short
        made.bind("插座.xlsx")
    (folder / "设备.xlsx").symlink_to("/dev/zero")
    (folder / "断链.xlsx").symlink_to("nowhere")
    (folder / "绕圈.xlsx").symlink_to("绕圈.xlsx")
    (folder / "上层").symlink_to(folder)
    with (folder / "巨大.xlsx").open("wb") as sparse:
        sparse.truncate(1 << 40)
    (folder / "程序.exe").write_bytes(b"MZ\x90\0" + bytes(100))
    (folder / "压缩.zip").write_bytes(b"PK\5\6" + bytes(18))
    (folder / "空.xlsx").touch()
    (folder / ".git").mkdir()
    (folder / ".git" / "a.csv").write_text("a,b")
    for name in PASSED_OVER - {".git"}:
        (folder / name).write_bytes(b"x")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("anything")
    fill(made)
    return made


def run(*words):
    started = time.monotonic()
    code = main([str(word) for word in words])
    assert time.monotonic() - started < 120  # a pipe would keep it for ever
    return code


def test_check_names_everything_that_lies_there(folder, tmp_path, capsys):
    assert run("check", folder, "--data", tmp_path) == 1
    out = capsys.readouterr().out
    lines = out.splitlines()
    for name, (_, words) in TOLD.items():
        at = next(n for n, line in enumerate(lines) if line == f"[整份未收] {name}")
        assert words in lines[at + 1]
    for name in PASSED_OVER:
        assert any(line.startswith(f"{name}：没有读，") for line in lines), name
    for name in SHOWN:
        assert any(line.startswith(f"{name} ") for line in lines), name
    assert (
        "好.xlsx：内容与又.xlsx相同，只判一次" in out
        or "内容相同，只判一次：又.xlsx与好.xlsx" in out
    )
    assert (
        lines[-1] == "共 24 个：认出报送表 8 份、8 行，整份不收 10 份，内容相同 1 份，没有读 5 个。"
    )
    assert not any(ord(sign) < 32 and sign != "\n" for sign in out)


def test_every_refusal_has_the_rule_of_the_contract(folder, tmp_path, capsys):
    run("check", folder, "--data", tmp_path, "--format", "json")
    rows = json.loads(capsys.readouterr().out)
    rules = {row["file"]: row["rule"] for row in rows if row["severity"] == "file"}
    assert rules == {name: rule for name, (rule, _) in TOLD.items()}
    told = {row["file"] for row in rows}
    assert told >= PASSED_OVER
    assert {"好.xlsx", *SHOWN} <= told


def test_load_takes_what_can_be_read_and_names_the_rest(folder, tmp_path, capsys):
    assert run("load", folder, "--quick", "--data", tmp_path) == 1
    out = capsys.readouterr().out
    for name, (_, words) in TOLD.items():
        assert any(line.startswith(f"{name}：") and words in line for line in out.splitlines())
    assert "8 张表共 8 行，有效 8 行" in out


@pytest.mark.parametrize("command", [["check"], ["load", "--quick"]])
def test_a_folder_with_nothing_to_read_is_no_success(tmp_path, capsys, command):
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "~$x.xlsx").write_bytes(b"x")
    os.mkfifo(tmp_path / "sent" / "管道.xlsx")
    assert run(*command, tmp_path / "sent", "--data", tmp_path / "data") == 2
    told = capsys.readouterr()
    assert "没有可读的文件" in told.err
    assert "管道.xlsx" in told.out
    assert "~$x.xlsx" in told.out


def test_what_may_not_be_read_is_told_and_the_rest_is_read(tmp_path, monkeypatch):
    for name in ("一.csv", "二.csv"):
        (tmp_path / name).write_text(name)
    (tmp_path / "锁上").mkdir()
    really_open, really_scan = os.open, os.scandir

    def refuse(path, *rest):
        if str(path).endswith("一.csv"):
            raise PermissionError(13, "denied")
        return really_open(path, *rest)

    def scan(path):
        if str(path).endswith("锁上"):
            raise PermissionError(13, "denied", str(path))
        return really_scan(path)

    monkeypatch.setattr(gathering.os, "open", refuse)
    monkeypatch.setattr(gathering.os, "scandir", scan)
    found = gather([tmp_path])
    assert [path.name for path in found.files] == ["二.csv"]
    assert {(each.name, each.rule) for each in found.refused} == {
        ("一.csv", "unreadable"),
        ("锁上", "unreadable"),
    }
    assert all("没有读取权限" in each.detail for each in found.refused)


def test_a_pipe_given_by_itself_is_told_and_a_path_that_is_not_there_is_a_mistake(tmp_path, capsys):
    os.mkfifo(tmp_path / "管道.xlsx")
    assert run("check", tmp_path / "管道.xlsx", "--data", tmp_path) == 2
    assert "不是普通文件" in capsys.readouterr().out
    assert run("check", tmp_path / "没有.xlsx", "--data", tmp_path) == 2
    assert "找不到文件或文件夹" in capsys.readouterr().err
