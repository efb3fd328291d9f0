"""What is asked of the database, and the command that prints it."""

import json
import time
from datetime import date

import pytest

from etl import queries
from etl.__main__ import main
from etl.forecast import history
from etl.forecast.predict import forecasts_at
from etl.scope import county_officer, office

DAY = date(2025, 12, 3)
KURLE = "652801"


@pytest.mark.parametrize("day", [DAY, date(2025, 11, 20), date(2024, 12, 9), date(2024, 12, 31)])
def test_done_and_due_are_the_figures_of_the_day(small_version, day):
    by_place = {
        each.county_code: each.counts
        for by in ("none", "county")
        for each in queries.figures(small_version, office(), day.year, day, by)
    }
    milestones = history.read(small_version, office(), day.year).milestones
    found = forecasts_at(small_version, office(), day.year, day)
    assert len(found) == 4 * 10
    for each in found:
        asked, counts = milestones[day.year, each.milestone_id], by_place[each.county_code]
        if each.known_through:
            assert (each.done, each.due) == (
                counts[asked.numerator_id],
                counts[asked.denominator_id],
            )
        else:
            assert each.why in {"before", "not_reported"}


def test_what_each_day_must_bring_is_what_remains_over_the_days_left(small_version):
    found = [each for each in forecasts_at(small_version, office(), 2025, DAY) if each.recent]
    assert any(each.needed_per_day for each in found)
    for each in found:
        if each.left:
            assert each.needed_per_day * each.left == pytest.approx(each.remaining)
        else:
            assert each.needed_per_day is None


def test_one_past_season_gives_the_pace_and_no_band(small_version):
    found = forecasts_at(small_version, office(), 2025, DAY)
    paper = [each for each in found if each.milestone_id == "paper"]
    assert {each.why for each in paper} == {"too_few_seasons"}
    assert all(each.recent.days == 3 for each in paper)  # 1 to 3 December


def test_a_county_sees_itself_and_nobody_else(small_version):
    found = forecasts_at(small_version, county_officer(KURLE), 2025, DAY)
    whole = forecasts_at(small_version, office(), 2025, DAY)
    assert {each.county_code for each in found} == {KURLE}
    assert found == [each for each in whole if each.county_code == KURLE]


def test_a_season_is_forecast_within_a_second(small_version):
    began = time.perf_counter()
    forecasts_at(small_version, office(), 2025, DAY)
    assert time.perf_counter() - began < 1


def test_the_command_prints_all_milestones_of_a_county(small_data, capsys):
    words = ["forecast", "--season", "2025", "--as-of", "2025-12-03", "--county", "库尔勒市"]
    assert main([*words, "--format", "json", "--data", str(small_data.root)]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["milestone"] for row in rows] == [
        "个人申报", "网上形式审核", "纸质材料受理", "全部办结",
    ]  # fmt: skip
    assert {row["county"] for row in rows} == {"库尔勒市"}
    paper = rows[2]
    assert (paper["low"], paper["high"]) == (None, None)
    assert paper["why"].startswith("往年数据不足")
    assert paper["needed_per_day"] == round(paper["remaining"] / paper["workdays_left"], 2)
    closed = rows[0]
    assert closed["low"] == closed["middle"] == closed["high"] <= closed["done"]


def test_the_command_says_when_the_past_cannot_be_tested(small_data, capsys):
    assert main(["forecast", "--backtest", "--data", str(small_data.root)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2025 年度之前可回测的年度不足 2 个。"
