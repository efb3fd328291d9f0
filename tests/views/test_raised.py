"""The level words of 总览: grounds, hints named as hints, nothing judged without data."""

from datetime import date, timedelta

import pytest

from dashboard import raised
from etl.flags.decision_days import DecisionDays
from etl.flags.judge import Flag

DAY, NEXT, END = date(2025, 12, 3), date(2025, 12, 11), date(2025, 12, 31)
NAMES = {"652801": "库尔勒市", "652822": "轮台县", "652827": "和静县"}
DAYS = DecisionDays(date(2025, 12, 2), NEXT, END)


def flag(county="652801", level="none", rule="escape", ground="材料缺漏", **more):
    known = {
        "season": 2025,
        "day": DAY,
        "rule_id": rule,
        "rule_version": 1,
        "ground": ground,
        "title": rule,
        "grain": "county",
        "county_code": county,
        "unit": None,
        "pooled": 1,
        "level": level,
        "is_decision_day": False,
        "decision_day": DAY,
        "measure": "人",
    }
    return Flag(**(known | more))


def of(*flags, day=DAY):
    return raised.of(day, flags, DAYS)


def quiet_counties():
    return [flag(county) for county in NAMES]


def said(words):
    return [(word.text, word.state, word.short) for word in words]


def test_the_highest_level_counts_once_and_in_administrative_order():
    found = of(
        *quiet_counties(),
        flag("652827", "red", pooled=3),
        flag("652827", "amber", rule="wasted", ground="名额浪费"),
        flag("652801", "red"),
        flag("652822", "amber"),
    )
    assert found.at("red") == ["652801", "652827"]
    assert found.at("amber") == ["652822"]


def test_a_county_shows_each_ground_at_its_highest_level_only():
    found = of(
        *quiet_counties(),
        flag("652827", "amber", rule="paper_defect"),
        flag("652827", "red"),
        flag("652827", "amber", rule="wasted", ground="名额浪费", is_decision_day=True),
    )
    assert said(found.words("652827")) == [
        ("建议核查（材料缺漏，过程提示）", "red", "建议核查"),
        ("关注（名额浪费）", "amber", "关注"),
    ]
    assert found.words("652801") == ()


def test_a_unit_is_counted_apart_from_its_county():
    at_unit = {"grain": "unit", "rule": "unit_escape", "is_decision_day": True}
    found = of(
        *quiet_counties(),
        flag("652822", "red", unit="甲校", **at_unit),
        flag("652822", "red", unit="乙校", **at_unit),
    )
    assert found.at("red") == []
    assert said(found.words("652822")) == [("2 个单位建议核查（材料缺漏）", "red", "单位建议核查")]


def test_the_sentence_names_who_is_decided_on_before_who_is_hinted_at():
    hinted = [*quiet_counties(), flag("652827", "red"), flag("652822", "red")]
    assert raised.sentence(of(*hinted), NAMES) == "轮台县、和静县建议核查（过程提示）"
    decided = [*hinted, flag("652801", "red", is_decision_day=True)]
    assert raised.sentence(of(*decided), NAMES) == "库尔勒市建议核查"


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ([], "没有县市建议核查"),
        ([flag("652822", "amber")], "1 个县市列入关注（过程提示）"),
        ([flag("652822", "amber", is_decision_day=True)], "1 个县市列入关注"),
        ([flag(county, "red") for county in NAMES], "库尔勒市等 3 个县市建议核查（过程提示）"),
    ],
)
def test_the_sentence_counts_where_it_does_not_name(flags, told):
    assert raised.sentence(of(*quiet_counties(), *flags), NAMES) == told


def test_of_one_county_its_grounds_are_named():
    found = of(flag("652827", "red", is_decision_day=True))
    assert raised.sentence(found, NAMES, "和静县") == "材料缺漏建议核查"
    assert raised.sentence(of(flag()), NAMES, "和静县") == "没有建议核查的事项"


def test_what_is_not_judged_is_told_by_ground_and_by_county():
    nobody = [flag(c, "not_evaluated", rule="wasted", ground="名额浪费") for c in NAMES]
    found = of(flag("652801"), flag("652822", "not_evaluated"), flag("652827"), *nobody)
    assert found.unjudged_grounds == ["名额浪费"]
    assert found.unjudged_counties == ["652822"]
    assert raised.below(found, NAMES) == (
        "过程提示，下一判定日 12月11日；暂不评价：名额浪费、轮台县部分规则"
    )
    assert raised.sentence(of(*nobody), NAMES) == "预警暂不评价"


@pytest.mark.parametrize(
    ("day", "is_decision", "told"),
    [
        (DAY, False, "过程提示，下一判定日 12月11日"),
        (NEXT, True, "当日判定"),
        (NEXT, False, "过程提示，下一判定日 12月31日"),
        (END + timedelta(days=1), False, "过程提示，判定日已过"),
    ],
)
def test_the_number_says_whether_the_day_decides(day, is_decision, told):
    assert raised.below(of(flag(is_decision_day=is_decision), day=day), NAMES) == told
