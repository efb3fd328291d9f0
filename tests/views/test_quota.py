"""名额: every cell is the command line's; documents add up to the places; lists are as long as figures."""

import json
import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest

from dashboard import (
    figures_quota,
    listed,
    matrix,
    queries_quota,
    queries_ways,
    quota,
    quota_lists,
    session,
    tables_quota,
    way,
)
from dashboard import sentences_quota as sentences
from etl import queries
from etl.lifecycle.proposals import Ask, propose
from etl.lifecycle.states import State
from etl.scope import leader, office
from tests.register.flags import MONDAY, OFFICE, Flag, office_in
from tests.views.reading import HAN, chinese, linked

DAY = date(2025, 12, 3)
END = date(2024, 12, 31)
TITLE = {key: measure.title for key, measure in quota.MEASURES.items()}
FIGURE = re.compile(
    r'data-count="(\w+)"(?: data-county="(\w+)")?(?: data-value="(-?\d+)")?(?: data-series="(\w+)")?'
)


def cells(page):
    """(count, county, series) → value of every figure in the table of places."""
    body = page.html.split('class="matrix shade"')[1].split("</table>")[0]
    return {
        (count, county, series): int(value) for count, county, value, series in FIGURE.findall(body)
    }


def chart(page, n=0):
    return json.loads(page.app.get("plotly_chart")[n].proto.spec)


@pytest.mark.parametrize("day", [DAY, date(2025, 11, 22), END])
@pytest.mark.parametrize("usage", quota.MEASURES)
def test_every_cell_and_sum_equals_what_the_command_line_counts(
    open_page, small_version, day, usage
):
    shown = cells(open_page("quota", season=f"{day.year}", day=f"{day}", usage=TITLE[usage]))
    checked = 0
    for by in ("county,series", "county", "series", "none"):
        for each in queries.figures(small_version, office(), day.year, day, by):
            place = (each.county_code or "", each.series_code or "")
            taken = {"before": "occupied", "after": "passed"}[usage]
            if not each.counts["allocated"] and not each.counts[taken]:
                assert (taken, *place) not in shown
                continue
            assert shown[taken, *place] == each.counts[taken]
            assert shown["allocated", *place] == each.counts["allocated"]
            checked += 2
    assert len(shown) == checked > 80


def test_before_and_after_the_panel_are_never_under_one_name(open_page):
    before, after = (open_page("quota", season="2024", usage=TITLE[key]) for key in TITLE)
    assert {count for count, _, _ in cells(before)} == {"occupied", "allocated"}
    assert {count for count, _, _ in cells(after)} == {"passed", "allocated"}
    assert "占用人数/下达名额" in before.text
    assert "评审通过人数/下达名额" in after.text


def test_what_was_voted_on_opens_with_who_passed(open_page):
    assert ("passed", "", "") in cells(open_page("quota", season="2024"))
    assert ("occupied", "", "") in cells(open_page("quota"))


def test_places_without_a_document_are_not_zero(open_page):
    page = open_page("quota", day="2025-11-12")
    assert page.headline() == "名额尚未下达。"
    assert page.text.count("未下达") >= 36
    assert not cells(page)
    assert not page.app.get("plotly_chart")


def drawn(picture):
    """Title → number of every bar, as printed."""
    return {
        told.split(" ")[0]: int(re.match(r"−?\d+", text)[0].replace("−", "-"))
        for trace in picture["data"]
        for told, text in zip(trace["hovertemplate"], trace["text"], strict=True)
    }


def test_the_way_of_the_places_prints_the_figures(open_page, small_version):
    counts = queries.figures(small_version, office(), 2024, END)[0].counts
    printed = drawn(chart(open_page("quota", season="2024")))
    titles = {
        "核定职数": "approved_posts",
        "下达名额": "allocated",
        "申报": "applied",
        "评审通过": "passed",
        "未用（闲置）": "idle",
        "浪费": "wasted",
    }
    assert {title: printed[title] for title in titles} == {
        title: counts[count] for title, count in titles.items()
    }


@pytest.mark.parametrize("day", [DAY, date(2025, 11, 22), date(2024, 12, 5), END])
def test_applied_less_every_loss_is_who_passed_and_every_wasted_place_has_one_cause(
    small_version, day
):
    for county in sorted(office().counties):
        scope = office().narrowed(county)
        counts = queries.figures(small_version, scope, day.year, day)[0].counts
        found = queries_ways.ways(small_version, scope, day.year, day)
        assert set(found) <= {*listed.WAYS, *listed.LOSSES}
        ways = {key: number for key, number in found.items() if key in listed.WAYS}
        assert sum(ways.values()) == counts["applied"]
        assert ways.get("way_passed", 0) == counts["passed"]
        assert sum(found.values()) - sum(ways.values()) == counts["wasted"]
        for count in ("withdrawn", "ineligible", "locked"):
            assert ways.get(f"way_{count}", 0) <= counts[count]


@pytest.mark.parametrize("day", [DAY, END])
def test_each_loss_begins_where_the_one_before_it_ends(small_version, day):
    seen = quota.read(small_version, office(), office(), day.year, day)
    steps = way.steps(seen)
    left = seen.chosen.counts["applied"]
    taken = [step for step in steps if step.kind in (figures_quota.LOST, figures_quota.WAITING)]
    assert taken
    for step in taken:
        assert step.start + step.value == left
        left = step.start
    assert left == seen.chosen.counts["passed"]


def test_unused_places_stand_apart_from_wasted_ones(small_version):
    seen = quota.read(small_version, office(), office(), 2024, END)
    kinds = [step.kind if step else None for step in figures_quota._rows(way.steps(seen))]
    unused, wasted = kinds.index(figures_quota.UNUSED), kinds.index(figures_quota.WASTED)
    assert kinds[unused - 1] is None
    assert kinds[unused + 1 : wasted] == [None]


def test_a_click_on_a_bar_asks_for_its_list_and_changes_no_picture(small_version):
    seen = quota.read(small_version, office(), office(), 2024, END)
    steps, picture = way.steps(seen), way.picture(seen)
    before = picture.to_json()
    asked = [
        figures_quota.clicked({"selection": {"points": [{"y": y}]}}, steps)
        for trace in picture.data
        for y in trace.y
    ]
    assert sorted(asked) == sorted(step.count for step in steps)
    assert set(asked) <= set(listed.LISTED)
    assert figures_quota.clicked({"selection": {"points": []}}, steps) == ""
    assert picture.to_json() == before


@pytest.mark.parametrize("day", [DAY, date(2024, 12, 11), END])
def test_every_list_adds_up_to_its_figure(small_version, day):
    checked = 0
    places = [(None, None), ("652801", None), ("652829", None), (None, "SCH"), ("652827", "MED")]
    for place in places:
        scope = office().narrowed(*place)
        counts = queries.figures(small_version, scope, day.year, day)[0].counts
        parts = queries_ways.ways(small_version, scope, day.year, day)
        for count in listed.LISTED:
            found = quota_lists.read(small_version, scope, count, day.year, day)
            weight = {"allocated": "allocated", "approved_posts": "approved_posts"}.get(
                count, "weight"
            )
            expected = counts[count] if count in counts else parts.get(count, 0)
            assert sum(row[weight] for row in found.rows) == found.figure == expected, count
            if count in listed.PERSONS | listed.WAYS | listed.LOSSES:
                assert len(found.rows) == found.figure, (place, count)
            checked += bool(found.rows)
    assert checked > 30


@pytest.mark.parametrize("place", [{}, {"county": "库尔勒市"}, {"series": "卫生健康"}])
def test_the_documents_in_force_add_up_to_the_places(small_version, place):
    codes = {"库尔勒市": "652801", "卫生健康": "MED"}
    chosen = office().narrowed(**{key: codes[name] for key, name in place.items()})
    for day in (DAY, date(2025, 11, 20), END):
        seen = quota.read(small_version, office(), chosen, day.year, day)
        counted = [row for row in seen.documents if row["is_in_force"]]
        assert sum(row["allocated"] for row in counted) == seen.chosen.counts["allocated"]
        assert sum(row["approved_posts"] for row in counted) == seen.chosen.counts["approved_posts"]


@pytest.mark.parametrize("count", ["occupied", "applied", "recommended", "passed", "withdrawn"])
def test_a_list_is_as_long_as_its_figure_and_names_the_rows(open_page, small_version, count):
    scope = office().narrowed("652801", "SCH")
    number = queries.figures(small_version, scope, 2024, END)[0].counts[count]
    page = open_page(
        "quota", season="2024", county="库尔勒市", series="中小学教师", list=listed.LISTED[count]
    )
    body = page.html.split(f"<caption>{listed.LISTED[count]}</caption>")
    assert (body[1].split("</table>")[0].count("<tr>") - 1 if len(body) > 1 else 0) == number
    assert f"{listed.LISTED[count]} {number} 人".replace(" ", "") in page.text.replace(" ", "")
    assert not number or re.search(r"第 \d+ 行", body[1])


def test_who_may_see_no_persons_gets_numbers_of_applications_instead(open_page, monkeypatch):
    named = open_page("quota", season="2024", county="库尔勒市")
    monkeypatch.setattr(session, "scope", leader)
    unnamed = open_page("quota", season="2024", county="库尔勒市")
    assert "姓名" in named.text
    assert "姓名" not in unnamed.text
    assert "申报编号" in unnamed.text


def test_a_county_that_sent_nothing_is_not_zero(small_version):
    seen = quota.read(small_version, office(), office(), 2025, DAY)
    silent = replace(seen, unreported=frozenset({"652824"}))
    heads, lines = tables_quota.cells(silent, quota.BEFORE, lambda *_: "/", (None, None))
    row = next(line for line in lines if line.county == "652824")
    assert all(cell.instead.startswith("未报送") for cell in row.cells)
    shown = matrix.matrix("shade", "县市", heads, [row], "名额")
    assert "data-count" not in shown
    assert "若羌县未报送" in sentences.matrix_caption(silent, quota.BEFORE)


def test_over_is_said_in_words_and_only_where_it_is(small_version):
    seen = quota.read(small_version, office(), office(), 2024, END)
    _, lines = tables_quota.cells(seen, quota.BEFORE, lambda *_: "/", (None, None))
    said = [word.text for line in lines for cell in line.cells for word in cell.words]
    over = [
        f"{word} {each.counts[count]}"
        for each in seen.cells.values()
        for count, word in (("over_posts", "超职数"), ("over_quota", "超名额"))
        if each.counts[count]
    ]
    assert said == over


def test_without_data_the_page_says_what_to_do(open_page, empty_data):
    assert open_page("quota", data=empty_data).headline() == "还没有数据"


def test_what_a_document_takes_away_counts_minus_and_what_is_replaced_not_at_all():
    con = duckdb.connect()
    for schema in ("accepted", "core", "quality", "rule"):
        con.execute(f"create schema {schema}")
    con.execute(
        "create table accepted.quota as select * from (values"
        " (2022, '一号', date '2022-11-18', '下达', '652801', 'KG', 9, 8, 1),"
        " (2022, '二号', date '2022-11-20', '下达', '652801', 'KG', 7, 6, 2),"
        " (2022, '三号', date '2022-11-22', '调减', '652801', 'KG', 1, 2, 3))"
        " as given (season, document_no, issued_on, nature, county_code, series_code,"
        " approved_posts, allocated, row_id)"
    )
    con.execute(
        "create table core.quota_document as select * from (values"
        " (1, '652801', 'KG', date '2022-11-18', date '2022-11-20'),"
        " (2, '652801', 'KG', date '2022-11-20', null),"
        " (3, '652801', 'KG', date '2022-11-22', null))"
        " as given (row_id, county_code, series_code, from_day, to_day)"
    )
    con.execute(
        "create table quality.row as"
        " select 1 as row_id, '名额.xlsx' as file, '名额' as sheet, 5 as row_no"
    )
    con.execute("create table rule.county as select '652801' as county_code, 1 as sort")
    con.execute("create table rule.series as select 'KG' as series_code, 1 as sort")
    rows = queries_quota.documents(con, office(), 2022, date(2022, 11, 22))
    assert [(r["document_no"], r["allocated"], r["is_in_force"]) for r in rows] == [
        ("一号", 8, False),
        ("二号", 6, True),
        ("三号", -2, True),
    ]
    assert sum(r["approved_posts"] for r in rows if r["is_in_force"]) == 6
    assert (rows[0]["file"], rows[0]["row_no"]) == ("名额.xlsx", 5)
    assert len(queries_quota.documents(con, office(), 2022, date(2022, 11, 21))) == 2


@pytest.fixture
def confirmed(tmp_path, monkeypatch):
    """A decision of the season before with a proposal of one place."""
    desk = office_in(tmp_path)
    case = desk.case(Flag(season=2024))
    desk.until(State.CONFIRMED, case)
    propose(desk.desk, case, Ask("SCH", 1, 10, "漏审较重"), OFFICE, MONDAY)
    monkeypatch.setattr("etl.register.register_of", lambda _: desk.desk.register)


@pytest.mark.usefixtures("confirmed")
def test_a_proposal_is_shown_as_proposed_and_changes_no_place(open_page):
    shown = open_page("quota", season="2025", day="2025-12-03").html.replace("\u2009", " ")
    assert "拟提请核减 1 个，尚未计入名额" in shown
    assert "漏审较重" in shown
    assert "以研究意见为准" in shown
    before = open_page("quota", season="2024", day="2024-12-31")
    assert "拟提请核减" not in before.html


@pytest.mark.usefixtures("confirmed")
def test_places_are_the_same_with_and_without_a_proposal(open_page, monkeypatch):
    told = cells(open_page("quota", season="2025", day="2025-12-03"))
    monkeypatch.undo()
    assert told == cells(open_page("quota", season="2025", day="2025-12-03"))


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"season": "2024", "list": "over_posts"},
        {"county": "Korla", "list": "idle"},
        {"county": "Korla", "list": "publicity_short"},
        {"day": "2025-11-12"},
    ],
)
def test_the_page_is_english_but_for_what_stands_in_files(open_page, asked):
    page = open_page("quota", lang="en", **asked)
    assert chinese(page) == []
    for each in page.app.get("plotly_chart"):
        assert not HAN.search(json.dumps(json.loads(each.proto.spec)["data"], ensure_ascii=False))


def test_every_figure_of_the_cells_leads_to_its_own_list(open_page):
    page = open_page("quota", season="2024", day="2024-12-31")
    table = page.html.split('class="matrix shade"')[1].split("</table>")[0]
    figures = linked(table)
    assert len(figures) > 80
    for count, county, series, _, address in figures:
        asked = parse_qs(urlsplit(address).query)
        assert asked["list"] == [listed.LISTED[count]]
        assert bool(county) == ("county" in asked)
        assert bool(series) == ("series" in asked)


def test_a_list_of_the_whole_prefecture_names_the_county_of_each_case(open_page, small_version):
    counts = queries.figures(small_version, office(), 2024, END)[0].counts
    page = open_page("quota", season="2024", list="wasted", top="list")
    body = page.html.split("<caption>名额浪费</caption>")[1].split("</table>")[0]
    assert body.count("<tr>") - 1 == counts["wasted"] > 0
    assert "县市" in body
    assert page.html.index("<caption>名额浪费</caption>") < page.html.index('class="matrix shade"')


def test_who_sent_nothing_has_no_way_and_no_zero(small_version):
    seen = quota.read(small_version, office(), office().narrowed("652824"), 2025, DAY)
    silent = replace(seen, is_silent=True)
    assert sentences.headline(silent, "若羌县").endswith("已下达，未报送花名册。")
    assert "占用" in sentences.headline(seen, "若羌县")
