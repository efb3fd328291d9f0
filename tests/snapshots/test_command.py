"""`snapshot` on the command line: the words it takes, what it prints, its exit codes, its timer."""

import json
import shutil

import pytest

from etl.paths import DataFolder
from etl.snapshots import key, shelf
from etl.snapshots.rebuild import Again
from tests.snapshots.changing import flipped, members, put_back, signed_by

MAKE = ("snapshot", "--season", "2022", "--as-of", "2022-12-31", "--kind", "year-end")


def test_the_words_of_the_office_make_a_snapshot_and_tell_what_to_note(empty, run):
    code, out, _ = run(*MAKE, data=empty)
    manifest = shelf.find(empty, "2022-year-end").manifest()
    assert code == 0
    assert "已存年终快照 2022-year-end-2022-12-31，第 1 号" in out
    assert f"快照校验码（印在文稿上） {manifest.seal[:16]}" in out
    assert f"签名公钥指纹 {manifest.signed_by}" in out
    assert "各表都已载入至 2022-12-31" in out
    code, out, _ = run(*MAKE, data=empty)
    assert (code, out.startswith("没有变化")) == (0, True)


def test_the_day_of_a_year_end_is_the_last_of_the_year_unless_another_is_named(data, run):
    code, out, _ = run("snapshot", "--kind", "year-end", data=data)
    assert (code, out.startswith("没有变化：快照 2022-year-end-2022-12-31 已有")) == (0, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("snapshot",), "没有写明快照的种类"),
        (("snapshot", "--kind", "week", "--because", "错了"), "没有写更正哪一份"),
        ((*MAKE[:3], "--kind", "year-end", "--as-of", "2022-12-30"), "还在年度之内"),
        (("snapshot", "--kind", "week", "--season", "2019"), "没有 2019 年度的数据"),
        (("snapshot", "verify", "2019-week"), "没有快照“2019-week”"),
        (("snapshot", "verify", "2022"), "对得上 2 份快照"),
        (("snapshot", "rebuild"), "没有写明重做哪一份"),
    ],
)
def test_a_mistake_is_told_in_two_lines_without_a_traceback(data, run, words, told):
    code, _, err = run(*words, data=data)
    assert code == 2
    assert told in err
    assert len(err.splitlines()) == 2


def test_a_timer_makes_one_a_week_and_says_nothing_when_there_is_nothing_new(data, run):
    before = [kept.id for kept in shelf.kept(data)]
    asked = ("snapshot", "--season", "2022", "--scheduled")
    assert run(*asked, "--kind", "week", "--as-of", "2022-12-04", data=data) == (0, "", "")
    assert run(*asked, "--kind", "week", "--as-of", "2022-11-28", data=data) == (0, "", "")
    assert run(*asked, "--kind", "year-end", data=data) == (0, "", "")
    assert [kept.id for kept in shelf.kept(data)] == before
    code, out, _ = run(*asked, "--kind", "week", "--as-of", "2022-12-05", data=data)
    assert (code, "已存每周快照 2022-week-2022-12-05" in out) == (0, True)


def test_the_list_names_every_snapshot_once_in_the_order_of_making(office, run):
    code, out, _ = run("snapshot", "list", "--format", "json", data=office)
    lines = json.loads(out)
    assert code == 0
    assert [(line["号"], line["编号"]) for line in lines] == [
        (1, "2022-week-2022-12-04"),
        (2, "2022-year-end-2022-12-31"),
    ]


def test_verify_says_what_is_whole_and_ends_with_one_where_something_is_not(data, run, year_end):
    code, out, _ = run("snapshot", "verify", "--all", data=data)
    assert (code, out.count("完整")) == (0, 2)
    held = members(year_end)
    name = "data/core.review.parquet"
    put_back(year_end, {**held, name: flipped(held[name], 99)})
    code, out, _ = run("snapshot", "verify", year_end.id, data=data)
    assert code == 1
    assert f"  {name}：内容被改动" in out
    code, out, _ = run("snapshot", "verify", data=data)
    assert (code, out.count("完整")) == (1, 1)


def test_a_snapshot_gone_from_the_folder_is_missed_by_verify_all_only(data, run, year_end):
    year_end.path.unlink()
    code, out, _ = run("snapshot", "verify", data=data)
    assert (code, f"{year_end.id}：登记的第 2 号快照不见了" in out) == (1, True)
    assert run("snapshot", "verify", "2022-week-2022-12-04", data=data)[0] == 0


def test_a_file_from_elsewhere_is_checked_with_the_key_whose_mark_was_told(
    office, run, tmp_path, monkeypatch
):
    sent = tmp_path / "来件.zip"
    shutil.copy(office.snapshots / "2022-year-end-2022-12-31.zip", sent)
    mark = shelf.Kept(sent).manifest().signed_by
    monkeypatch.setenv(key.ENVIRONMENT, "cd" * 32)
    elsewhere = DataFolder(tmp_path / "elsewhere")
    code, out, _ = run("snapshot", "verify", sent, data=elsewhere)
    assert (code, f"签名的公钥（{mark}）不在认得的之中" in out) == (1, True)
    assert run("snapshot", "verify", sent, "--key", mark, data=elsewhere)[0] == 0
    assert run("snapshot", "verify", sent, "--key", "0" * 16, data=elsewhere)[0] == 2
    forged = signed_by(
        {**members(shelf.Kept(sent)), "documents/通报.json": b"{}"}, key.signing_key()
    )
    put_back(shelf.Kept(sent), forged)
    assert run("snapshot", "verify", sent, "--key", mark, data=elsewhere)[0] == 2
    assert not elsewhere.root.exists()


@pytest.mark.parametrize(
    ("found", "code", "told"),
    [
        (Again(is_same=True, has_version=True), 0, "每个字节都相同，所依据的版本也导出同样的表"),
        (Again(is_same=True, has_version=False), 0, "所依据的版本已不在，用快照自己的表"),
        (
            Again(is_same=False, has_version=True, bytes_only=("a.pdf",), changed=("typst 1 → 2",)),
            0,
            "数据相同，字节不同",
        ),
        (Again(is_same=False, has_version=True, bytes_only=("a.pdf",)), 1, "差别没有来由"),
        (
            Again(is_same=False, has_version=True, tables=("t",), changed=("typst 1 → 2",)),
            1,
            "有 1 个表的内容不同",
        ),
    ],
)
def test_a_rebuild_ends_with_one_where_data_differ_or_nothing_explains_the_bytes(
    office, run, monkeypatch, found, code, told
):
    monkeypatch.setattr("etl.commands.snapshot_acts.again", lambda *_: found)
    result, out, _ = run("snapshot", "rebuild", "--check", "2022-year-end", data=office)
    assert (result, told in out) == (code, True)
    assert all(each in out for each in (*found.tables, *found.bytes_only, *found.changed))
