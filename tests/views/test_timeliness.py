"""Weeks begin on Monday; nobody is judged by what is not loaded through the day of judging."""

from datetime import date, timedelta

import pytest

from dashboard import timeliness
from etl.scope import PREFECTURE

OPENS = date(2025, 11, 18)
MONDAY, SUNDAY = date(2025, 12, 1), date(2025, 12, 7)
COUNTY = "652828"
STOPS = [
    {"stop": "openings", "day": OPENS},
    {"stop": "applications", "day": date(2025, 11, 25)},
    {"stop": "online_review", "day": date(2025, 11, 27)},
    {"stop": "paper", "day": date(2025, 12, 10)},
    {"stop": "year_end", "day": date(2025, 12, 31)},
]
REST_DAY_END = [*STOPS[:4], {"stop": "borderline", "day": date(2025, 12, 12)}, STOPS[4]]


def loaded(**through):
    return {COUNTY: {kind: date.fromisoformat(f"2025-{day}") for kind, day in through.items()}}


def judged(through, day, stops=STOPS):
    verdict = timeliness.verdict(through, COUNTY, stops, date.fromisoformat(f"2025-{day}"))
    return verdict.word.text, verdict.reason


@pytest.mark.parametrize("day", [MONDAY, MONDAY + timedelta(days=2), SUNDAY])
def test_a_report_of_monday_is_of_the_whole_week(day):
    assert timeliness.loaded(MONDAY, day, OPENS).text == "12-01"


@pytest.mark.parametrize("day", [MONDAY, SUNDAY])
def test_a_report_of_the_sunday_before_is_not(day):
    word = timeliness.loaded(MONDAY - timedelta(days=1), day, OPENS)
    assert (word.text, word.state) == ("11-30 本周未报", "amber")


def test_nothing_sent_is_unsent_from_the_first_day_on():
    assert timeliness.loaded(None, OPENS, OPENS).text == "未报送"
    assert timeliness.loaded(None, OPENS - timedelta(days=1), OPENS).text == "尚未开始"


def test_in_the_first_week_a_report_from_the_opening_day_on_is_enough():
    assert timeliness.loaded(OPENS, OPENS + timedelta(days=2), OPENS).state == "plain"
    assert timeliness.loaded(OPENS - timedelta(days=1), OPENS, OPENS).state == "amber"


def test_before_the_first_day_of_judging_nobody_is_judged():
    assert judged(loaded(roster="11-26", reviews="11-26"), "11-26") == (
        "未到判定日",
        "首个判定日 11-27",
    )


def test_loaded_through_the_day_of_judging_is_enough():
    assert judged(loaded(roster="11-27", reviews="11-27"), "12-03")[0] == "可评价"


def test_loaded_through_the_day_before_is_not():
    assert judged(loaded(roster="11-27", reviews="11-26"), "12-03") == (
        "暂不评价",
        "审核记录只载入至 11-26（判定日 11-27）",
    )


def test_sheets_with_the_same_lack_are_told_together():
    assert judged(loaded(roster="11-26", reviews="11-26"), "11-27")[1] == (
        "申报人员花名册、审核记录只载入至 11-26（判定日 11-27）"
    )


def test_what_was_never_sent_is_said_to_be_unsent():
    assert judged({}, "11-27") == ("暂不评价", "申报人员花名册、审核记录未报送（判定日 11-27）")


def test_paper_is_judged_on_the_borderline_day_and_needs_the_prefectures_sheet():
    own = loaded(roster="12-12", reviews="12-12", publicity="12-12")
    assert judged(own, "12-11", REST_DAY_END)[1] == "已载入至判定日 11-27"
    assert judged(own, "12-12", REST_DAY_END) == (
        "暂不评价",
        "州级纸质材料交接单未报送（判定日 12-12）",
    )
    whole = own | {PREFECTURE: {"paper": date(2025, 12, 12)}}
    assert judged(whole, "12-12", REST_DAY_END)[0] == "可评价"


def test_a_window_that_ends_on_a_working_day_is_judged_that_day():
    own = loaded(roster="12-10", reviews="12-10", publicity="12-10")
    whole = own | {PREFECTURE: {"paper": date(2025, 12, 10)}}
    assert judged(whole, "12-10") == ("可评价", "已载入至判定日 12-10")


def test_the_prefectures_line_names_what_there_is_and_what_not():
    through = {PREFECTURE: {"paper": date(2025, 12, 3), "appointments": date(2026, 3, 31)}}
    line = timeliness.prefecture_line(through, 2025)
    assert "纸质材料交接单 12-03" in line
    assert "聘任台账 2026-03-31" in line
    assert "尚无名额分配表、评审结果" in line
