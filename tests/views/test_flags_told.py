"""What 预警 says and gives along: workbook, trial of thresholds, what would change a flag, clocks."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from dashboard import (
    evidence_book,
    flagged,
    pieces_flags,
    queries_flags,
    sentences_acts,
    tables_flags,
)
from dashboard import sentences_flags as say
from etl import warehouse
from etl.calendar_days import working_days
from etl.flags.judge import flags_at
from etl.lifecycle.clocks import Clock
from etl.lifecycle.states import Step
from etl.reference import places
from etl.scope import office
from etl.seasons import load_season

END = date(2022, 12, 31)


@pytest.fixture
def raised(season_2022):
    flags = flags_at(season_2022, office(), END.year, END)
    return next(f for f in flags if f.rule_id == "escape" and f.county_code == "652827")


def test_the_workbook_holds_no_formula_and_of_persons_only_name_and_unit(season_2022, raised):
    rows = [dict(row) for row in queries_flags.lines(season_2022, office(), raised)]
    rows[0]["unit"] = "=1+1"
    chosen = type("Chosen", (), {
        "version": warehouse.Version("20250101T000000-aaaaaaaa", None), "is_sample": True,
        "names": {row["county_code"]: "甲县" for row in rows} | {row["series_code"]: "系列" for row in rows},
    })  # fmt: skip
    counted = queries_flags.counted(season_2022)
    made = evidence_book.workbook(rows, raised, counted, chosen, "标题")
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet["C5"].value == "'=1+1"  # text, for every program that opens it
    assert sheet["C5"].data_type == "s"
    heads = [cell.value for cell in sheet[4]]
    assert heads[:3] == ["计入", "姓名", "单位"]
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        inside = b"".join(file.read(name) for name in file.namelist()).decode()
    assert "<f>" not in inside
    assert not [
        row["application_no"]
        for row in rows
        if row["application_no"] and row["application_no"] in inside
    ]


def test_a_trial_changes_what_is_raised_and_nothing_else(season_2022, raised):
    rule = next(r for r in load_season(END.year).flags if flagged.is_under(raised, r))
    asked = (season_2022, office(), END.year, END)
    ours = flagged.own(flags_at(*asked), rule)
    same = flagged.tried(rule, rule.red.q, rule.amber.p, rule.red.excess, rule.minimum_n)
    found = flagged.compared(ours, flags_at(*asked, (same,)))
    assert same == rule
    assert say.trial_title(found) == "模拟：提示没有变化"
    stricter = flagged.tried(rule, 0.5, rule.amber.p, rule.red.excess, rule.minimum_n)
    assert (stricter.red.q, stricter.pooled_red_q) == (0.5, 0.5)
    closed = flagged.tried(rule, rule.red.q, rule.amber.p, rule.red.excess, raised.n + 100)
    found = flagged.compared(ours, flags_at(*asked, (closed,)))
    assert flagged.key(raised) in {flagged.key(flag) for flag in found.vanish}
    assert tables_flags.trial(found, dict.fromkeys([raised.county_code], "甲县") | _names())[1]


def _names():
    return {place.code: place.name for place in places("counties")}


@pytest.mark.parametrize(
    ("level", "clear", "trigger", "words"),
    [
        ("red", 2, None, "再减 2 人即解除“建议核查”"),
        ("red", None, None, "减到没有也不解除“建议核查”"),
        ("amber", 1, 3, "再减 1 人即解除“关注”；再增 3 人即触发“建议核查”"),
        ("none", None, 4, "再增 4 人即触发提示"),
        ("none", None, None, "再增多少也不会触发提示"),
    ],
)
def test_what_would_change_a_flag_is_said_or_that_nothing_would(
    raised, level, clear, trigger, words
):
    flag = replace(raised, level=level, to_clear=clear, to_trigger=trigger, measure="人")
    assert say.change(flag).startswith(words)


def test_a_life_not_begun_shows_six_steps():
    assert pieces_flags.lifeline(None).count("<li") == 6
    assert sentences_acts.state(None) == "尚未提示"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 12, 7), "连今天还有 3 个工作日"),
        (date(2022, 12, 9), "连今天还有 1 个工作日"),
        (date(2022, 12, 10), "已过期限"),
    ],
)
def test_a_clock_says_whose_turn_it_is_and_what_is_left(day, words):
    clock = Clock(Step.EXPLAIN, "county", date(2022, 12, 2), date(2022, 12, 9))
    told = sentences_acts.clock(clock, day, working_days())
    assert told.startswith("等该县市的经办人办理“说明”，期限 2022-12-09")
    assert told.endswith(words)


def test_places_are_named_in_administrative_order_whatever_the_order_of_rules(raised):
    flags = [replace(raised, county_code=code) for code in ("652827", "652822", "652827")]
    assert say.listed(flags, _names()) == "轮台县、和静县"
