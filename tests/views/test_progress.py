"""进度: milestones and stages are the command line's; who waits is listed with the days of waiting."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard import burn_up, progress, queries_progress, tables_progress
from dashboard import sentences_progress as say
from etl import catalog, queries
from etl.scope import leader, office

DAY = date(2025, 12, 3)
END = date(2024, 12, 31)
DAYS = [DAY, date(2025, 11, 26), date(2024, 12, 11), END]
FIGURE = re.compile(r'data-count="(\w+)"(?: data-county="(\w+)")?(?: data-value="(-?\d+)")?')


def charts(page):
    return [json.loads(each.proto.spec) for each in page.app.get("plotly_chart")]


@pytest.mark.parametrize("day", DAYS)
def test_every_milestone_of_every_county_is_k_of_n(open_page, small_version, day):
    page = open_page("progress", season=f"{day.year}", day=f"{day}")
    body = page.html.split('class="matrix bar"')[1].split("</table>")[0]
    by_place = {
        each.county_code or "": each.counts
        for by in ("none", "county")
        for each in queries.figures(small_version, office(), day.year, day, by)
    }
    shown = FIGURE.findall(body)
    assert {county for _, county, _ in shown} == set(by_place)
    for count, county, value in shown:
        assert int(value) == by_place[county][count], (count, county)
    named = {each.numerator for each in catalog.milestones()}
    assert {count for count, county, _ in shown if not county} >= named - {"voted"}


@pytest.mark.parametrize("day", DAYS)
def test_curves_end_on_the_figures_of_the_day(small_version, day):
    seen = progress.read(small_version, office(), office(), day.year, day)
    by_county = {each.county_code: each.counts for each in seen.counties}
    assert len(seen.curves) == 9 * len(progress.CURVES)
    for (county, count), rows in seen.curves.items():
        assert rows[-1]["day"] == day
        assert rows[0]["day"] == seen.first
        assert rows[-1]["value"] == by_county[county][count]
        assert [row["value"] for row in rows] == sorted(row["value"] for row in rows)


@pytest.mark.parametrize("day", DAYS)
def test_everyone_in_process_is_listed_once_at_one_place(small_version, day):
    scope = office()
    counts = queries.figures(small_version, scope, day.year, day)[0].counts
    rows = queries_progress.waiting(small_version, scope, day.year, day)
    assert len({row["application_no"] for row in rows}) == len(rows) == counts["in_process"]
    ages = queries_progress.ages(small_version, scope, day.year, day)
    for each in ages:
        here = [row["workdays"] for row in rows if row["count_id"] == each["count_id"]]
        groups = each["up_to_2"] + each["up_to_5"] + each["up_to_10"] + each["over_10"]
        assert groups == len(here) == counts[each["count_id"]]
        assert each["oldest"] == max(here)
    assert [row["workdays"] for row in rows] == sorted((r["workdays"] for r in rows), reverse=True)


def test_nobody_waits_for_paper_before_its_window_opens_nor_beyond_what_is_reported(small_version):
    for day in (date(2025, 11, 28), DAY):
        for row in queries_progress.waiting(small_version, office(), 2025, day):
            if row["count_id"] == "waiting_paper":
                assert row["since"] >= min(day, date(2025, 11, 30))
            assert row["since"] <= day
            assert row["workdays"] >= 0


def test_the_panels_are_nine_on_one_scale_and_one_with_a_county(open_page):
    nine = charts(open_page("progress"))[:9]
    assert len({tuple(each["layout"]["yaxis"]["range"]) for each in nine}) == 1
    assert all(len(each["data"]) == 3 for each in nine)
    page = open_page("progress", county="库尔勒市")
    assert len(charts(page)) == 2
    assert page.headline().startswith("库尔勒市")


def test_every_picture_has_its_words(open_page):
    page = open_page("progress", season="2024", day="2024-12-11")
    alts = [each.proto.alt for each in page.app.get("plotly_chart")]
    assert len(alts) == 10
    assert all(re.match(r"(折线图|横条图)，.+\d", alt) for alt in alts)


def test_the_way_prints_how_many_came_and_how_many_wait(open_page, small_version):
    counts = queries.figures(small_version, office(), 2025, DAY)[0].counts
    drawn = charts(open_page("progress"))[-1]
    way, notes = drawn["data"][0], {n["y"]: n["text"] for n in drawn["layout"]["annotations"]}
    ages = {
        each["count_id"]: each for each in queries_progress.ages(small_version, office(), 2025, DAY)
    }
    for row, (reached, _, waiting, words) in enumerate(progress.WAY):
        assert way["text"][row].startswith(f"{counts[reached]}")
        if waiting and counts[waiting]:
            age = ages[waiting]
            assert way["text"][row].endswith(f"{words} {counts[waiting]}")
            assert notes[row] == f"等候中位 {age['median']} 天，最久 {age['oldest']} 天"
    assert len(notes) == sum(bool(w and counts[w]) for _, _, w, _ in progress.WAY) > 0


def test_before_the_season_there_are_dates_and_no_pictures(open_page):
    page = open_page("progress", day="2025-11-12")
    assert page.headline() == "申报尚未开始，11月18日起。"
    assert not charts(page)
    assert "最迟起始" in page.text
    assert "个人申报截止，剩13天/9个工作日" in page.text.replace(" ", "")


def test_deadlines_on_rest_days_name_the_last_working_day(open_page):
    page = open_page("progress", season="2025", day="2025-11-25")
    assert "今天截止" in page.text
    assert "11-30至12-10" in page.text.replace(" ", "")
    sunday = {"ends_on": date(2022, 11, 27), "last_workday": date(2022, 11, 25), "starts_on": None}
    assert say.span(sunday) == "至 11-27（周日，最后工作日 11-25）"


@pytest.mark.parametrize(
    ("days", "workdays", "said"),
    [(1, 1, "剩 1 天 / 1 个工作日"), (0, 0, "今天截止"), (-1, -1, "已截止")],
)
def test_what_is_left_to_a_deadline(days, workdays, said):
    assert say.left({"days_left": days, "workdays_left": workdays}) == said


def test_latest_starts_pass_at_the_end_of_their_day():
    of_day = {
        day: next(
            row for row in progress.latest_starts(2022, day) if row["what"].startswith("结果公示")
        )
        for day in (date(2022, 12, 25), date(2022, 12, 26), date(2022, 12, 27))
    }
    assert [row["workdays_left"] for row in of_day.values()] == [1, 0, None]
    assert {row["counted"] for row in of_day.values()} == {date(2022, 12, 26)}


def test_a_county_that_sent_nothing_has_no_curve_and_no_zero(small_version):
    seen = progress.read(small_version, office(), office(), 2025, DAY)
    silent = replace(seen, unreported=frozenset({"652824"}))
    panel = next(each for each in burn_up.panels(silent) if each.title == "若羌县")
    assert panel.curves == ()
    assert panel.told.startswith("未报送")
    _, lines = tables_progress.milestones(silent, lambda *_, **__: "/", None)
    row = next(line for line in lines if line.county == "652824")
    assert {cell.instead for cell in row.cells} == {"未报送"}


def test_who_may_see_no_persons_sees_no_names(small_version):
    rows = queries_progress.waiting(small_version, leader(), 2025, DAY)
    assert rows
    assert all(row["name"] is None for row in rows)


def test_extensions_are_listed_with_their_paper(open_page, small_version):
    rows = queries_progress.extensions(small_version, office(), 2024, END)
    page = open_page("progress", season="2024")
    assert rows
    assert all((row["document_no"] or "—") in page.text for row in rows)
    assert f"登记了{len(rows)}项延期" in page.text.replace(" ", "")


def test_without_data_the_page_says_what_to_do(open_page, empty_data):
    assert open_page("progress", data=empty_data).headline() == "还没有数据"
