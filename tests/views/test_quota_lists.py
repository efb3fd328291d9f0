"""名额: the list behind every figure, and the page in English."""

import json
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard import (
    listed,
    queries_ways,
    quota,
    quota_lists,
    session,
)
from etl import queries
from etl.scope import leader, office
from tests.sparing import sparing
from tests.views.reading import HAN, chinese, linked

DAY = date(2025, 12, 3)
END = date(2024, 12, 31)
TITLE = {key: measure.title for key, measure in quota.MEASURES.items()}
FIGURE = re.compile(
    r'data-count="(\w+)"(?: data-county="(\w+)")?(?: data-value="(-?\d+)")?(?: data-series="(\w+)")?'
)


@pytest.mark.parametrize("day", sparing([date(2024, 12, 11), DAY, END]))
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
