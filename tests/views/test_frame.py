"""The frame: as of when, from which version, what comes next; an address is answered or corrected aloud."""

import json
import re
import shutil
from datetime import date

import pytest

from dashboard import frame, queries
from etl import warehouse
from etl.paths import DataFolder


def notices(page):
    return unspaced("".join(re.findall(r'class="notice"[^>]*>([^<]*)<', page.html)))


def line(page):
    found = re.search(r'class="frame">(.*?)</p>', page.html)[1]
    return unspaced(re.sub("<[^>]+>", "", found))


def unspaced(text):
    return re.sub(r"[ \u2009]", "", text)


def test_the_line_says_as_of_version_rules_reports_and_the_next_date(open_page, small_data):
    version = warehouse.current(small_data.warehouse).short
    said = line(open_page())
    assert said.startswith("示例数据2025年度·数据截至12月3日（周三，北京时间）·")
    assert f"版本{version}" in said
    assert "9/9县市已报" in said
    assert said.endswith("下一节点12月10日纸质材料受理截止·剩7天/5个工作日")


@pytest.mark.parametrize(
    ("season", "day", "said"),
    [
        ("2024", "2024-11-11", "下一节点11月18日个人申报、网上形式审核开始·剩7天/5个工作日"),
        ("2024", "2024-11-25", "下一节点11月25日个人申报截止·就在当天"),
        ("2024", "2024-11-26", "下一节点11月27日网上形式审核截止·剩1天/1个工作日"),
        ("2024", "2024-12-10", "下一节点12月10日纸质材料受理截止·就在当天"),
        ("2024", "2024-12-11", "下一节点12月31日全部办结，年度终止·剩20天/14个工作日"),
    ],
)
def test_the_next_date_is_the_first_that_has_not_passed(open_page, season, day, said):
    assert line(open_page(season=season, day=day)).endswith(said)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("11-27", "网上形式审核截止（周日，最后工作日 11月25日）"),
        ("12-03", "纸质材料受理截止（周六，最后工作日 12月9日）"),
        ("12-10", "纸质材料受理截止（周六，最后工作日 12月9日）"),
        ("12-11", "纸质材料临界日，之后未到件记逾期"),
        ("12-12", "纸质材料临界日，之后未到件记逾期"),
        ("12-13", "全部办结，年度终止（周六，最后工作日 12月30日）"),
    ],
)
def test_an_end_on_a_rest_day_names_the_last_working_day(small_version, day, said):
    stop = frame.next_stop(queries.stops(small_version, 2022, date.fromisoformat(f"2022-{day}")))
    assert f"{frame.TITLES[stop['stop']]}{frame.rest_day(stop)}" == said


def test_after_the_last_day_the_year_is_over(small_version):
    assert frame.next_stop(queries.stops(small_version, 2022, date(2023, 1, 1))) is None


def test_a_past_day_is_said_to_be_history(open_page):
    page = open_page(day="2025-11-26")
    assert "（历史）" in line(page)
    assert "历史：显示2025-11-26当天的情况" in notices(page)
    assert "（历史）" not in line(open_page())


def test_unknown_values_of_an_address_are_told_and_not_silently_replaced(open_page):
    page = open_page(
        season="1999", county="不存在县", series="军事", day="2030-01-01", v="ffffffff"
    )
    said = notices(page)
    for part in (
        "没有版本ffffffff",
        "没有1999年度",
        "没有县市“不存在县”",
        "没有系列“军事”",
        "“2030-01-01”不是",
    ):
        assert part in said, part
    assert "2025年度" in line(page)


def test_a_day_outside_the_chosen_season_is_told(open_page):
    page = open_page(season="2024", day="2025-12-03")
    assert "不是2024年度可看的日期" in notices(page)
    assert "数据截至12月31日" in line(page)


def test_an_address_may_name_a_place_by_its_code(open_page):
    page = open_page(county="652827")
    assert page.app.selectbox(key="county").value == "652827"
    assert not notices(page)


def test_another_season_shows_its_own_last_report_day(open_page):
    app = open_page(day="2025-11-26").app
    app.selectbox(key="season").set_value(2024).run()
    assert not app.exception
    assert f"{app.date_input(key='day').value}" == "2024-12-31"


def test_the_address_carries_the_version(open_page, small_data):
    page = open_page()
    assert page.app.query_params["v"] == warehouse.current(small_data.warehouse).short


@pytest.fixture
def two_versions(small_data, tmp_path):
    """The same figures under an older and a newer name."""
    data = DataFolder(tmp_path / "data")
    data.warehouse.mkdir(parents=True)
    source = warehouse.current(small_data.warehouse).path
    for name in ("20251126T180000-aaaaaaaa", "20251203T180000-bbbbbbbb"):
        shutil.copy(source, data.warehouse / f"{name}.duckdb")
    (data.warehouse / "current").write_text(json.dumps({"version": "20251203T180000-bbbbbbbb"}))
    return data


def test_an_older_version_is_shown_as_history_and_the_current_one_offered(open_page, two_versions):
    page = open_page(data=two_versions, v="aaaaaaaa")
    assert "历史版本：2025-11-2618:00" in notices(page)
    app = page.app
    [offer] = [button for button in app.button if button.label == "换到当前版本"]
    offer.click().run()
    assert app.query_params["v"] == "bbbbbbbb"
    assert not app.button


def test_a_session_stays_on_its_version_while_a_new_one_is_published(open_page, two_versions):
    pointer = two_versions.warehouse / "current"
    pointer.write_text(json.dumps({"version": "20251126T180000-aaaaaaaa"}))
    app = open_page(data=two_versions).app
    pointer.write_text(json.dumps({"version": "20251203T180000-bbbbbbbb"}))
    app.run()
    assert app.query_params["v"] == "aaaaaaaa"
    assert [button.label for button in app.button] == ["换到当前版本"]


def test_no_english_stands_in_the_words_of_the_page(open_page, small_data):
    page = open_page()
    known = warehouse.current(small_data.warehouse).short
    words = re.sub(rf"{known}|[0-9a-f]{{8}}|English", "", page.text)
    assert not re.findall(r"[A-Za-z]{2,}", words)
