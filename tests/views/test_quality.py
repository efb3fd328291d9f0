"""质量: shares are k/n of the command line's counts; nothing small is compared; lists are whole."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard import matrix, quality, queries_quality, tables_quality
from dashboard import sentences_quality as say
from dashboard.words import speaking
from etl import evidence, queries
from etl.scope import leader, office

DAY = date(2025, 12, 3)
END = date(2024, 12, 31)
DAYS = [DAY, date(2025, 11, 24), date(2024, 12, 11), END]
FIGURE = re.compile(r'data-count="(\w+)"(?: data-county="(\w+)")?(?: data-value="(-?\d+)")?')


def charts(page):
    return [json.loads(each.proto.spec) for each in page.app.get("plotly_chart")]


def counts_by_place(con, day):
    return {
        each.county_code or "": each.counts
        for by in ("none", "county")
        for each in queries.figures(con, office(), day.year, day, by)
    }


@pytest.mark.parametrize("day", DAYS)
def test_every_share_and_problem_equals_what_the_command_line_counts(open_page, small_version, day):
    page = open_page("quality", season=f"{day.year}", day=f"{day}")
    by_place = counts_by_place(small_version, day)
    shown = FIGURE.findall(page.html)
    assert {count for count, _, _ in shown} > set(quality.PROBLEMS) | {
        "returned_persons",
        "decided",
    }
    for count, county, value in shown:
        assert int(value) == by_place[county][count], (count, county)


def test_less_than_ten_are_told_and_neither_coloured_nor_compared(small_version):
    seen = quality.read(small_version, office(), office(), 2025, DAY)
    _, lines = tables_quality.rates(seen, lambda _: "/", None)
    for line in lines:
        for cell in line.cells:
            assert cell.is_few == (0 < cell.denominator[1] < 10)
    few = next(cell for line in lines for cell in line.cells if cell.is_few)
    made = matrix.matrix("bar", "县市", [matrix.Head("率")], [matrix.Line("甲县", (few,))], "率")
    assert "样本少" in made
    assert 'class="few"' in made


@pytest.mark.parametrize(("denominator", "is_few"), [(0, False), (1, True), (9, True), (10, False)])
def test_ten_are_enough(small_version, denominator, is_few):
    seen = quality.read(small_version, office(), office(), 2025, DAY)
    rate = queries.Rate(0, denominator, 0.0 if denominator else None)
    each = replace(seen.counties[0], rates=dict.fromkeys(quality.RATES, rate))
    _, lines = tables_quality.rates(replace(seen, counties=(each,)), lambda _: "/", None)
    assert {cell.is_few for cell in lines[0].cells} == {is_few}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("county", [None, "652801", "652827"])
def test_reasons_add_up_to_the_counted_returns(small_version, day, county):
    scope = office().narrowed(county)
    rows = queries_quality.reasons(small_version, scope, day.year, day)
    counts = queries.figures(small_version, scope, day.year, day)[0].counts
    assert sum(row["number"] for row in rows) == counts["counted_returns"]
    if rows:
        assert rows[-1]["so_far"] == rows[-1]["total"] == counts["counted_returns"]
        assert rows[-1]["share_so_far"] == 1
        material = {row[0] for row in small_version.execute("from rule.material_reason").fetchall()}
        assert {row["reason"] for row in rows} <= material


@pytest.mark.parametrize("day", DAYS)
def test_everyone_decided_on_stands_in_one_group(open_page, small_version, day):
    by_place = counts_by_place(small_version, day)
    picture = charts(open_page("quality", season=f"{day.year}", day=f"{day}"))[-1]
    assert [trace["name"] for trace in picture["data"]] == [
        "未退回",
        "退回一次",
        "仅剩一次机会",
        "已锁定",
    ]
    stacked = [sum(values) for values in zip(*(t["x"] for t in picture["data"]), strict=True)]
    assert stacked == [counts["decided"] for county, counts in by_place.items() if county]
    for trace in picture["data"]:
        assert [text or "0" for text in trace["text"]] == [f"{value}" for value in trace["x"]]


@pytest.mark.parametrize("day", DAYS)
def test_whoever_has_one_try_left_or_none_is_listed_once(small_version, day):
    counts = queries.figures(small_version, office(), day.year, day)[0].counts
    rows = queries_quality.tries(small_version, office(), day.year, day)
    for count in ("last_chance", "locked"):
        found = [row["application_no"] for row in rows if row["count_id"] == count]
        assert len(set(found)) == len(found) == counts[count]
    assert all(row["returned_on"] <= day and row["file"] and row["row_no"] for row in rows)


def test_the_list_behind_a_problem_is_as_long_as_its_figure(open_page, small_version):
    found = False
    for count, name in quality.PROBLEMS.items():
        cases = evidence.cases(small_version, office().narrowed("652801"), count, 2024, END)
        page = open_page("quality", season="2024", county="库尔勒市", problem=name)
        assert f"库尔勒市：{name}{len(cases)}" in page.text.replace(" ", "")
        body = page.html.split(f"<caption>{name}</caption>")
        listed = body[1].split("</table>")[0].count("<tr>") - 1 if len(body) > 1 else 0
        assert listed == len(cases)
        found = found or bool(cases)
    assert found


def test_statistics_are_never_red_and_never_a_rank(open_page):
    page = open_page("quality", season="2024")
    table = page.html.split('class="matrix bar"')[1].split("</table>")[0]
    assert "red" not in table
    assert "amber" not in table
    assert "名次" not in page.text
    colours = json.dumps(charts(page))
    assert "#a61b1b" not in colours


def test_before_any_decision_the_page_says_so(open_page):
    page = open_page("quality", day="2025-11-12")
    assert "还没有" in page.headline()
    assert not charts(page)


def test_a_county_that_sent_nothing_is_not_zero(small_version):
    seen = quality.read(small_version, office(), office(), 2025, DAY)
    silent = replace(seen, unreported=frozenset({"652824"}))
    _, lines = tables_quality.rates(silent, lambda _: "/", None)
    row = next(line for line in lines if line.county == "652824")
    assert {cell.instead for cell in row.cells} == {"未报送"}
    _, problems = tables_quality.problems(silent, lambda *_: "/")
    assert set(problems[3][1:]) == {"未报送"}


def test_with_one_county_the_whole_still_stands_beside_it(open_page):
    page = open_page("quality", season="2024", county="和静县")
    assert page.headline().startswith("和静县")
    assert "合计" in page.text
    assert len(charts(page)[-1]["data"][0]["x"]) == 1


def test_who_may_see_no_persons_sees_no_names(small_version):
    rows = queries_quality.tries(small_version, leader(), 2024, END)
    assert rows
    assert all(row["name"] is None for row in rows)


def test_fewer_than_five_have_no_percentage_and_fewer_than_ten_no_tick_of_the_whole(small_version):
    assert say.share(queries.Rate(1, 4, 0.25)) == "1/4"
    assert say.share(queries.Rate(1, 5, 0.2)) == "1/5（20%）"
    seen = quality.read(small_version, office(), office(), 2025, DAY)
    _, lines = tables_quality.rates(seen, lambda _: "/", None)
    counties = [cell for line in lines if line.county for cell in line.cells]
    assert all((cell.whole is None) == (cell.denominator[1] < 10) for cell in counties)
    assert any(cell.is_few for cell in counties)


def test_an_english_title_of_the_whole_prefecture_has_no_empty_place(open_page):
    for county in ({}, {"county": "Hejing"}):
        page = open_page("quality", season="2024", lang="en", **county)
        titles = re.findall(r'class="(?:finding|headline)">([^<]*)<', page.html)
        assert len(titles) >= 7
        assert not [title for title in titles if title.startswith((":", " ")) or not title]
        assert any(title.startswith("Hejing: ") for title in titles) == bool(county)


def test_long_english_words_of_heads_may_break_and_are_otherwise_the_same():
    chinese = "公示临界"
    with speaking("en"):
        made = tables_quality.breakable("Publicity borderline")
        assert made == "Public\u00adity border\u00adline"
        assert tables_quality.breakable("return rate") == "return rate"
    assert tables_quality.breakable(chinese) == chinese


def test_titles_say_what_is_found(small_version):
    seen = quality.read(small_version, office(), office(), 2024, END)
    counts = seen.total.counts
    assert say.headline(seen, "").startswith(
        f"推荐 {counts['recommended']} 人，通过形式审核 {counts['accepted']} 人"
    )
    assert f"退回 {counts['counted_returns']} 次" in say.reasons_title(quality.reasons(seen))
    assert say.reasons_title([]) == "还没有因材料原因的退回"


def test_without_data_the_page_says_what_to_do(open_page, empty_data):
    assert open_page("quality", data=empty_data).headline() == "还没有数据"
