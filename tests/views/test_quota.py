"""名额: every cell is the command line's; documents add up to the places; lists are as long as figures."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard import (
    figures_quota,
    listed,
    matrix,
    queries_ways,
    quota,
    tables_quota,
    way,
)
from dashboard import sentences_quota as sentences
from dashboard.steps import LOST, UNUSED, WAITING, WASTED, rows
from etl import queries
from etl.scope import office

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
    taken = [step for step in steps if step.kind in (LOST, WAITING)]
    assert taken
    for step in taken:
        assert step.start + step.value == left
        left = step.start
    assert left == seen.chosen.counts["passed"]


def test_unused_places_stand_apart_from_wasted_ones(small_version):
    seen = quota.read(small_version, office(), office(), 2024, END)
    kinds = [step.kind if step else None for step in rows(way.steps(seen))]
    unused, wasted = kinds.index(UNUSED), kinds.index(WASTED)
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


def test_who_sent_nothing_has_no_way_and_no_zero(small_version):
    seen = quota.read(small_version, office(), office().narrowed("652824"), 2025, DAY)
    silent = replace(seen, is_silent=True)
    assert sentences.headline(silent, "若羌县").endswith("已下达，未报送花名册。")
    assert "占用" in sentences.headline(seen, "若羌县")
