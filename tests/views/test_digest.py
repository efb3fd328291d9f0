"""周报, the page: every figure is the command line's, lists are as long as their figures."""

import re
from datetime import date, timedelta

import pytest

from dashboard import digest, tables_digest
from etl import catalog, evidence, queries
from etl.scope import county_officer, leader, office
from tests.sparing import sparing

DAY, SINCE = date(2025, 12, 3), date(2025, 11, 26)
WEEKS = [
    (DAY, SINCE),
    (date(2024, 12, 11), date(2024, 12, 4)),
    (date(2024, 12, 31), DAY.replace(2024)),
]
NOW = re.compile(r'data-count="(\w+)"(?: data-county="(\w+)")? data-value="(-?\d+)"')
THEN = re.compile(r'data-was="(\w+)"(?: data-county="(\w+)")? data-value="(-?\d+)"')
CHANGE = re.compile(r'<b data-change="(\w+)"(?: data-county="(\w+)")?>([+−]\d+)</b>')
HAN = re.compile(r"[\u4e00-\u9fff]")


def open_week(open_page, day, since, **more):
    return open_page("digest", season=f"{day.year}", day=f"{day}", since=f"{since}", **more)


def by_place(con, day, county=None):
    scope, grain = office().narrowed(county), "series" if county else "county"
    return {
        each.county_code or each.series_code or "": each.counts
        for by in ("none", grain)
        for each in queries.figures(con, scope, day.year, day, by)
    }


@pytest.mark.parametrize(("day", "since"), WEEKS)
@pytest.mark.parametrize("county", [None, "652801"])
def test_every_figure_of_both_days_is_the_command_lines(
    open_page, small_version, day, since, county
):
    named = {"county": "库尔勒市"} if county else {}
    page = open_week(open_page, day, since, all="true", **named)
    then, now = (by_place(small_version, each, county) for each in (since, day))
    for pattern, table in ((NOW, now), (THEN, then)):
        shown = pattern.findall(page.html)
        assert shown
        for count, place, value in shown:
            assert int(value) == table[place][count], (count, place)
    changes = CHANGE.findall(page.html)
    assert changes
    for count, place, signed in changes:
        change = now[place][count] - then[place][count]
        assert signed == f"{change:+}".replace("-", "−"), (count, place)
    told = {count for count, place, _ in changes}
    assert told >= {
        count for count in now[""] if any(now[place][count] != then[place][count] for place in now)
    }


def test_with_the_toggle_every_count_stands_in_the_table(open_page):
    page = open_week(open_page, DAY, SINCE, all="true")
    table = page.html.split("differences")[1]
    assert {count for count, _, _ in NOW.findall(table)} == {each.id for each in catalog.counts()}
    short = open_week(open_page, DAY, SINCE).html.split("differences")[1]
    assert len(NOW.findall(short)) < len(NOW.findall(table))


def test_every_count_has_a_place_in_the_table_once():
    grouped = [count for counts in tables_digest.GROUPS.values() for count in counts.split()]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) == {each.id for each in catalog.counts()}


@pytest.mark.parametrize(("day", "since"), sparing(WEEKS))
def test_the_list_of_a_county_is_who_came_and_who_went(open_page, small_version, day, since):
    scope = office().narrowed("652827")
    then, now = (by_place(small_version, each, "652827")[""] for each in (since, day))
    page = open_week(open_page, day, since, county="和静县")
    titles = {each.id: each.title for each in catalog.counts()}
    offered = page.app.selectbox(key="moved").options
    assert offered
    for title in offered[::3]:
        [count] = [each for each, named in titles.items() if named == title]
        page = open_week(open_page, day, since, county="和静县", moved=title)
        came, went = evidence.case_changes(small_version, scope, count, day.year, since, day)
        told = f"{title}由 {then[count]} 到 {now[count]}：来 {len(came)}，去 {len(went)}"
        assert bare(told) in bare(page.text)
        listed = page.html.split(f"<caption>{title}</caption>")[1].split("</table>")[0]
        assert listed.count("<tr>") - 1 == len(came) + len(went) > 0
        assert len(came) - len(went) == now[count] - then[count]


def test_every_count_of_cases_that_moved_has_its_list(open_page, small_version):
    offered = open_week(open_page, DAY, SINCE, county="和静县").app.selectbox(key="moved").options
    then, now = (by_place(small_version, each, "652827") for each in (SINCE, DAY))
    moved = [
        each.title
        for each in catalog.counts()
        if each.finest == "unit" and any(then[p][each.id] != now[p][each.id] for p in now)
    ]
    assert offered == moved


def bare(text):
    return re.sub(r"\s", "", text)


def test_without_a_county_no_case_is_listed(open_page, small_version):
    page = open_week(open_page, DAY, SINCE)
    names = [
        name for (name,) in small_version.execute("select name from accepted.roster").fetchall()
    ]
    assert "来去" not in page.text
    assert not [name for name in names if name and name in page.text]


def test_a_county_officer_sees_the_own_county_alone(open_page, monkeypatch, small_version):
    monkeypatch.setattr("dashboard.session.scope", lambda: county_officer("652827"))
    page = open_page("digest")
    table = by_place(small_version, DAY, "652827")
    assert page.headline().startswith("和静县")
    assert "和静县" in page.app.code[0].value.split("\n")[0]
    shown = NOW.findall(page.html)
    assert {place for _, place, _ in shown} == set(table)
    assert all(int(value) == table[place][count] for count, place, value in shown)
    assert "来去" in page.text
    assert "库尔勒市" not in page.text


def test_who_may_see_no_persons_is_given_no_names(small_version):
    rows = evidence.cases(small_version, leader().narrowed("652801"), "applied", 2025, DAY)
    moved = digest.moved([], [], rows)
    assert moved
    assert all(each.row["name"] is None for each in moved)


def test_the_earlier_day_is_a_week_before_and_follows_the_day(open_page):
    page = open_page("digest")
    assert bare(page.headline()).startswith("11月26日至12月3日：")
    assert "since" not in page.app.query_params
    page.app.date_input(key="day").set_value(date(2025, 11, 27)).run()
    assert page.app.date_input(key="since").value == date(2025, 11, 20)


def test_a_chosen_earlier_day_stays_when_the_day_changes(open_page):
    page = open_page("digest")
    page.app.date_input(key="since").set_value(date(2025, 11, 21)).run()
    page.app.date_input(key="day").set_value(date(2025, 12, 1)).run()
    assert page.app.date_input(key="since").value == date(2025, 11, 21)


def test_the_paste_holds_the_same_sentences_with_season_days_and_version(open_page):
    page = open_page("digest")
    pasted = page.app.code[0].value
    lines = re.findall(r"<li>(.*?)</li>", page.html.split("digest-lines")[1].split("</ol>")[0])
    head, between, *told = pasted.split("\n")
    assert [bare(re.sub(r"^\d+\. ", "", line)) for line in told] == [bare(line) for line in lines]
    assert [line.split(".")[0] for line in told] == [f"{n}" for n in range(1, len(lines) + 1)]
    assert "2025 年度" in head
    assert "全州" in head
    assert "示例数据" in head
    assert "11月26日（周三） 至 12月3日（周三）" in between
    assert "版本" in between


def test_the_two_dots_are_at_the_warehouses_shares(open_page):
    page = open_page("digest", measure="online_review")
    table = page.html.split("dumbbells")[1].split("</table>")[0]
    rates = re.findall(r"--a:([\d.]+);--b:([\d.]+)", table)
    assert len(rates) == 10
    for (count, place, k), (_, _, n), (first, last) in zip(
        NOW.findall(table)[::2], NOW.findall(table)[1::2], rates, strict=True
    ):
        assert count == "review_closed"
        assert float(last) == pytest.approx(int(k) / int(n)), place
        assert 0 <= float(first) <= 1
    assert "点线图，网上形式审核：" in table


def test_one_series_narrows_and_says_that_flags_are_left_out(open_page, small_version):
    page = open_page("digest", series="中小学教师")
    table = {
        each.county_code: each.counts
        for each in queries.figures(
            small_version, office().narrowed(series="SCH"), 2025, DAY, "county"
        )
    }
    for count, place, value in NOW.findall(page.html):
        if place:
            assert int(value) == table[place][count]
    assert "选定一个系列时不列" in page.text
    assert page.headline().startswith("中小学教师系列")


@pytest.mark.parametrize(
    "asked", [{}, {"county": "Korla"}, {"day": "2025-11-12"}, {"since": "2025-12-03"}]
)
def test_in_english_only_what_stands_in_files_is_chinese(open_page, asked):
    page = open_page("digest", lang="en", **asked)
    ours = re.sub(r'<span lang="zh-Hans">.*?</span>', "", page.html)
    ours = ours.replace("中文", "")
    assert not HAN.findall(re.sub(r"<[^>]+>", "", ours)), HAN.findall(re.sub(r"<[^>]+>", "", ours))
    assert not [each for each in page.app.code if HAN.search(each.value)]


def test_without_any_change_the_page_says_so(open_page):
    calm = open_week(open_page, date(2024, 12, 28), date(2024, 12, 27))
    assert bare(calm.headline()) == "12月27日至12月28日：没有变化。"
    assert bare("60 项计数中 0 项有变化") in bare(calm.text)


def test_without_data_the_page_says_what_to_do(open_page, empty_data):
    assert open_page("digest", data=empty_data).headline() == "还没有数据"


def test_a_day_long_before_any_report_tells_no_traceback(open_page):
    page = open_week(open_page, date(2025, 11, 19), date(2025, 11, 19) - timedelta(days=7))
    assert "至" in page.headline()
