"""进度: what each day must bring, the band at the deadline, and what is said where there is none."""

import json
from dataclasses import replace
from datetime import date

import pytest

from dashboard import burn_up, formats, progress, tables_forecast
from dashboard import sentences_forecast as say
from dashboard import sentences_progress as say_progress
from dashboard.figures_progress import Expected
from dashboard.forecast import Ahead
from etl.forecast.backtest import Coverage
from etl.forecast.band import Band
from etl.forecast.pace import Recent
from etl.forecast.predict import Forecast
from etl.scope import office

DAY = date(2025, 12, 3)
PAPER = Forecast(
    season=2025, day=DAY, milestone_id="paper", title="纸质材料受理", clause="三", county_code=None,
    state="open", done=32, due=212, starts_on=date(2025, 11, 30), ends_on=date(2025, 12, 10),
    known_through=DAY, elapsed=3, total=8, left=5, band=Band(118, 211, 245), why="",
    pooled_counties=27, pooled_seasons=3, recent=Recent(3, 5, 14), needed_per_day=36.0,
)  # fmt: skip
NONE = replace(PAPER, band=None, why="too_few_seasons")


def covered(moment, *, is_whole=False):
    return Coverage("paper", "纸质材料受理", is_whole, moment, 27, 3, moment - 4, 2, 1.04, 2.9)


PAST = [covered(moment) for moment in (25, 50, 75)]


def test_the_title_says_what_each_day_must_bring():
    assert say.title(PAPER) == (
        "纸质材料受理还差 180 件，每个工作日需 36 件；近 3 个工作日每日 5 至 14 件"
    )
    assert say.title(replace(PAPER, recent=Recent(1, 5, 5))).endswith("这 1 个工作日每日 5 件")
    assert say.title(replace(PAPER, done=212)) == "纸质材料受理已达到应完成的 212 件"
    none_left = replace(PAPER, left=0, needed_per_day=None)
    assert say.title(none_left) == "纸质材料受理还差 180 件，截止前已没有工作日"
    silent = replace(PAPER, why="not_reported", band=None, recent=None)
    assert say.title(silent) == "纸质材料受理：还没有报来数据"


def test_the_caption_says_what_the_band_rests_on_and_how_it_did():
    told = say.caption(PAST, PAPER)
    assert "3 个年度，27 个县市年度" in told
    assert "窗口走过约 50% 时，27 次里有 46 次" in say.caption(PAST, replace(PAPER, elapsed=4))
    assert "窗口走过约 25% 时，27 次里有 21 次落在区间内（3 个年度" in told
    assert say.caption([], PAPER).endswith("往年还不够回测。")


def test_without_enough_past_seasons_no_chance_is_spoken_of():
    told = say.caption(PAST, NONE)
    assert told.endswith("往年数据不足（需 2 个年度、每年 6 个县市），所以不推算截止时的数。")
    assert "区间" not in told


@pytest.mark.parametrize(
    ("elapsed", "moment"), [(1, 25), (2, 25), (3, 25), (4, 50), (5, 50), (6, 75), (7, 75)]
)
def test_the_test_is_told_at_the_moment_nearest_to_now(elapsed, moment):
    assert say.tested(PAST, replace(PAPER, elapsed=elapsed)).moment == moment


def test_rows_show_pace_and_band_and_what_is_lacking():
    lagging = replace(PAPER, county_code="652801", known_through=date(2025, 11, 26))
    silent = replace(PAPER, county_code="652822", band=None, why="not_reported", recent=None)
    names = {"652801": "库尔勒市", "652822": "轮台县"}
    heads, rows = tables_forecast.ahead([PAPER, lagging, silent, NONE], names, by_county=True)
    assert all(len(row) == len(heads) for row in rows)
    assert rows[0][:5] == ["合计", "32/212", 180, "36", "5 至 14"]
    assert (rows[0][5].text, rows[0][5].words) == ("118 至 245", ())
    assert [word.text for word in rows[1][5].words] == ["118 至 245", "数据到 11-26"]
    assert (rows[2][0], rows[2][5].words[0].text) == ("轮台县", "未报送")
    assert rows[3][5].words[0].text.startswith("往年数据不足")


def test_hits_are_told_by_moment_with_n():
    _, rows = tables_forecast.hits([*PAST, covered(50, is_whole=True), covered(0)])
    assert rows[0] == ["纸质材料受理", "25%", "21/27", 3, "1.0", "2.9"]
    assert len(rows) == 3


def test_the_window_told_of_is_the_one_that_ends_next():
    whole_season = {"starts_on": date(2025, 11, 18), "ends_on": date(2025, 12, 31)}
    year_end = replace(PAPER, milestone_id="year_end", **whole_season)
    days = {9: ["paper", "year_end"], 10: ["year_end"], 30: ["year_end"], 31: []}
    for day, open_ones in days.items():
        here = [replace(each, day=date(2025, 12, day)) for each in (year_end, PAPER)]
        assert [each.milestone_id for each in Ahead(tuple(here), {}).open()] == open_ones


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "—"), (0.0, "0"), (0.01, "0.1"), (36.0, "36"), (5.65, "5.7")]
)
def test_a_pace_has_one_decimal_at_most(value, shown):
    assert formats.tenth(value) == shown


def test_a_band_is_a_bar_on_its_deadline_and_no_line_leads_to_it(small_version):
    seen = progress.read(small_version, office(), office(), 2025, DAY)
    bar = Expected(date(2025, 12, 10), "推算 11 至 36", 0.3, 0.6, 1.3)
    expected = {"652801": (bar,)}
    seen = replace(seen, ahead=replace(seen.ahead, expected=expected))
    drawn = [json.loads(each.to_json())["data"] for each in burn_up.pictures(seen)]
    assert [len(each) for each in drawn] == [4] + [3] * 8
    assert set(drawn[0][3]["x"]) == {"2025-12-10"}
    assert drawn[0][3]["y"] == [0.3, 0.6, 1.3]
    assert burn_up.top(seen) == pytest.approx(1.38)
    first = burn_up.panels(seen)[0]
    assert say_progress.burn_up_alt(first).endswith("；推算 11 至 36。")
    assert say_progress.burn_up_caption(seen).endswith(say.DRAWN_CAPTION)


def test_the_page_tells_the_pace_of_the_open_window(open_page):
    text = open_page("progress").text.replace(" ", "")
    assert "纸质材料受理还差" in text
    assert "所以不推算截止时的数" in text
    assert "粗竖条" not in text
    one = open_page("progress", county="库尔勒市").text.replace(" ", "")
    assert "全部办结" in one.split("每日需是")[1]


def test_after_the_year_nothing_lies_ahead(open_page):
    text = open_page("progress", season="2024", day="2024-12-31").text
    assert "每日需是" not in text
