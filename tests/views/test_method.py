"""口径与规则, 预警方法: rules as the season holds them, measured fairness beside plain thresholds."""

import re
from datetime import date

import pytest

from dashboard import flag_method, pieces_method
from etl import catalog
from etl.commands.flags import WORDS
from etl.flags.decision_days import DecisionDays, decision_days
from etl.flags.honesty import Honesty, Power, RuleHonesty
from etl.seasons import load_season
from etl.seasons.readings import present, readings

FAIR = Honesty(
    season=2025,
    season_of_sizes=2024,
    seasons=2000,
    seasons_of_power=400,
    seed=7,
    innocent_red=0.041,
    innocent_red_of_county={"652801": 0.006},
    rules=[
        RuleHonesty("escape", 1, "县级漏审率", 0.008, 0.004, 0.8605, 1.0),
        RuleHonesty("unit_escape", 1, "单位漏审", 0.0, 0.0, 1.0, 1.0),
    ],
    power=[
        Power("escape", "652801", 40, times, one, three, 0.88)
        for times, one, three in ((2, 0.125, 0.585), (3, 0.66, 0.995), (4, 0.98, 1.0))
    ],
)


def spaced_out(text):
    return re.sub(r"[\s\u2009]", "", text)


def plain(html):
    return spaced_out(re.sub(r"<[^>]*>", " ", html))


def test_every_rule_stands_with_its_version_thresholds_minimum_and_reason(open_rules):
    shown = spaced_out(open_rules(season="2025").text)
    titles = {count.id: count.title for count in catalog.counts()}
    for rule in load_season(2025).flags:
        for told in (
            f"{rule.id}，第{rule.version}版",
            f"{titles[rule.numerator]}/{titles[rule.denominator]}",
            f"q不大于{rule.red.q:g}",
            f"p不大于{rule.amber.p:g}",
            f"{rule.minimum_n}{rule.measure}",
            rule.why,
        ):
            assert spaced_out(told) in shown, (rule.id, told)


def test_every_level_and_step_of_the_test_is_told(open_rules):
    shown = spaced_out(open_rules().text)
    assert set(flag_method.MEANINGS) == set(WORDS)
    for _, told in flag_method.TESTS:
        assert spaced_out(told) in shown
    assert all(word in shown for word in WORDS.values())
    assert len(flag_method.FUNNEL) == 5
    assert spaced_out(flag_method.FUNNEL[0]) in shown


def test_thresholds_of_a_pooled_rule_say_both():
    rules = {rule.id: rule for rule in load_season(2025).flags}
    assert "（合并 3 年 " in flag_method.red(rules["escape"])
    assert "合并" not in flag_method.red(rules["unit_escape"])


@pytest.mark.parametrize(
    ("day", "states"),
    [
        (date(2025, 12, 1), ["未到", "未到", "未到"]),
        (date(2025, 12, 2), ["当日", "未到", "未到"]),
        (date(2025, 12, 3), ["已过", "未到", "未到"]),
        (date(2025, 12, 31), ["已过", "已过", "当日"]),
    ],
)
def test_the_days_of_decision_say_whether_they_have_come(day, states):
    known = DecisionDays(date(2025, 12, 2), date(2025, 12, 11), date(2025, 12, 31))
    lines = flag_method.days(known, day, load_season(2025).flags)
    assert [line[2] for line in lines] == states
    deciding = {rule.title for rule in load_season(2025).flags if "paper" in rule.decided_on}
    assert set(lines[1][-1].split("、")) == deciding


def test_the_days_shown_are_those_known_on_the_day(open_rules, small_version):
    shown = open_rules(season="2025", day="2025-12-03").text
    known = decision_days(small_version, 2025, date(2025, 12, 3))
    for each in (known.online_review, known.paper, known.year_end):
        assert f"{each:%m-%d}" in shown


def test_measured_chances_stand_beside_those_of_plain_thresholds():
    shown = plain(pieces_method.fair(FAIR))
    assert "县级漏审率（第1版）0.8%0.4%86.1%100%" in shown
    assert "单位漏审（第1版）00100%100%" in shown
    assert "4.1%" in flag_method.fair_title(FAIR)
    assert "2024 年度" in flag_method.fair_caption(FAIR)


def test_the_chance_to_find_a_bad_county_is_told_for_one_season_and_three():
    shown = plain(pieces_method.power(FAIR, "escape", {"652801": "库尔勒市"}))
    assert "库尔勒市4012.5%/58.5%66%/99.5%98%/100%88%" in shown
    assert flag_method.power_rules(FAIR) == {"escape": "县级漏审率"}


def test_the_page_shows_what_a_load_has_measured(open_rules, monkeypatch):
    monkeypatch.setattr(flag_method, "fairness", lambda _con, _season: FAIR)
    shown = spaced_out(open_rules(anew=True).text)
    assert "一个年度里4.1%" in shown
    assert "12.5%/58.5%" in shown


def test_without_a_measurement_the_page_says_how_to_get_one(open_rules):
    shown = open_rules(season="2024").text
    assert "还没有测算" in shown
    assert "flags --honesty --season 2024" in shown


def test_a_missing_measurement_is_not_remembered(small_version, monkeypatch):
    with pytest.raises(flag_method.NotMeasuredError):
        flag_method.fairness(small_version, 2024)
    monkeypatch.setattr(flag_method, "kept_honesty", lambda _con, _season: FAIR)
    assert flag_method.fairness(small_version, 2024) is FAIR


@pytest.mark.parametrize("season", [2024, 2025])
def test_open_readings_stand_with_their_present_setting(open_rules, season):
    shown = spaced_out(open_rules(season=f"{season}").text)
    for reading in readings():
        assert spaced_out(reading.question) in shown
        assert spaced_out(present(reading, load_season(season))) in shown
        assert reading.setting in shown
        assert reading.count in shown
