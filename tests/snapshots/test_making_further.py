"""What a snapshot holds, what it refuses, and that it is never overwritten: further."""

import json
from dataclasses import replace
from datetime import date

import pytest

from etl import warehouse
from etl.errors import UserError
from etl.snapshots import make as making
from etl.snapshots import manifest as of
from etl.snapshots import rule_files, shelf
from etl.snapshots.make import Wish
from tests.snapshots.making_seen import (
    held,
    manifest,
    newer,
    version,
)
from tests.snapshots.papers import NOW, WEEK, YEAR_END, Plain

__all__ = ["held", "manifest", "version"]


def test_the_version_it_rests_on_is_pinned_for_each_snapshot(office, version):
    reason = warehouse.pins(office.warehouse)[version.name]
    assert reason == "快照 2022-week-2022-12-04；快照 2022-year-end-2022-12-31"


def test_the_same_again_makes_nothing_and_touches_nothing(data):
    before = {kept.id: kept.content() for kept in shelf.kept(data)}
    made = making.make(data, YEAR_END, Plain("other"), NOW)
    assert not made.is_new
    assert {kept.id: kept.content() for kept in shelf.kept(data)} == before


def test_another_version_of_the_same_day_is_refused_and_overwrites_nothing(data, year_end):
    newer(data)
    before = year_end.content()
    with pytest.raises(UserError, match="已有，依据版本") as refused:
        making.make(data, YEAR_END, Plain(), NOW)
    assert f"--supersedes {year_end.id}" in refused.value.cure
    assert year_end.content() == before


def test_a_correction_is_a_snapshot_of_its_own_that_names_what_it_corrects(data, year_end):
    newer(data)
    wish = replace(YEAR_END, supersedes=year_end.id, because=" 若羌县补报\n公示 13812345678 ")
    made = making.make(data, wish, Plain(), NOW)
    assert made.kept.id == "2022-year-end-2022-12-31-2"
    assert made.manifest.basis.supersedes == of.Superseded(
        year_end.id, year_end.manifest_hash, "若羌县补报 公示 已隐去(11 位)"
    )
    assert not making.make(data, YEAR_END, Plain(), NOW).is_new
    with pytest.raises(UserError, match="已由 2022-year-end-2022-12-31-2 更正"):
        making.make(data, wish, Plain(), NOW)


@pytest.mark.parametrize(
    ("supersedes", "because", "told"),
    [
        ("2022-year-end-2022-12-31", " ", "没有写更正的原因"),
        ("2022-week-2022-12-04", "错了", "同年度、同种类、同一天"),
        ("2022-year-end-2021-12-31", "错了", "没有可更正的快照"),
    ],
)
def test_a_correction_needs_its_reason_and_the_right_snapshot(data, supersedes, because, told):
    wish = replace(YEAR_END, supersedes=supersedes, because=because)
    with pytest.raises(UserError, match=told):
        making.make(data, wish, Plain(), NOW)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (Wish("year-end", 2022, date(2022, 12, 30)), "还在年度之内"),
        (Wish("week", 2026, date(2026, 2, 2)), "还没有到"),
        (Wish("week", 2023, date(2023, 12, 1)), "没有 2023 年度的数据"),
        (replace(WEEK, version="nothing"), "没有版本“nothing”"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(empty, wish, told):
    with pytest.raises(UserError, match=told):
        making.make(empty, wish, Plain(), NOW)
    assert not empty.snapshots.exists()


def test_the_last_day_of_the_year_is_the_first_of_a_year_end():
    making._require_past(YEAR_END, NOW)
    making._require_past(replace(WEEK, day=NOW.date()), NOW)


def test_a_version_computed_by_other_rules_is_refused(empty, monkeypatch):
    monkeypatch.setattr(rule_files, "rules_version", lambda: "0badcafe")
    with pytest.raises(UserError, match="→ 0badcafe，快照里放不进当时的规则"):
        making.make(empty, YEAR_END, Plain(), NOW)


def test_papers_that_fail_leave_nothing_behind(empty):
    class Failing(Plain):
        def documents(self, order):
            raise RuntimeError(order.kind)

    with pytest.raises(RuntimeError):
        making.make(empty, YEAR_END, Failing(), NOW)
    assert not shelf.kept(empty)
    assert warehouse.pins(empty.warehouse) == {}


def test_a_file_that_is_there_is_never_replaced(data, year_end):
    before = year_end.content()
    with pytest.raises(UserError, match="已有，不覆盖"):
        shelf.put(data, year_end.id, b"other")
    assert year_end.content() == before
    assert not list(data.snapshots.glob(".snapshot-*"))


def test_a_run_cut_off_before_it_was_noted_is_completed_by_the_next(data, year_end):
    from etl.register import register_of

    register_of(data).path.unlink()
    register_of(data).anchors_path.unlink()
    assert not making.make(data, YEAR_END, Plain(), NOW).is_new
    assert [entry.subject for entry in register_of(data).entries()] == [year_end.id]


def test_papers_get_a_scope_of_all_places_and_no_person(held):
    paper = json.loads(held["documents/通报.json"])
    assert (paper["counties"], paper["sees_persons"]) == (9, False)
    assert paper["question"] == [2022, "2022-12-31", "year-end"]
