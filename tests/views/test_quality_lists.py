"""质量: every bar, dot and figure opens its list, and the list is as long as the figure."""

import json
from datetime import date

import pytest

from dashboard import quality, quality_lists
from etl.scope import leader, office

DAY, END = date(2025, 12, 3), date(2024, 12, 31)


def seen_of(con, day, county=None):
    return quality.read(con, office(), office().narrowed(county), day.year, day)


@pytest.mark.parametrize("county", [None, "652801", "652827"])
@pytest.mark.parametrize("day", [DAY, date(2025, 11, 24), END])
def test_every_list_adds_up_to_its_figure(small_version, day, county):
    seen = seen_of(small_version, day, county)
    scope = office().narrowed(county)
    for key in filter(quality_lists.is_asked, quality_lists.offered(seen, county)):
        rows = quality_lists.read(small_version, scope, key, day.year, day)
        figure = quality_lists.figure(seen, key)
        assert sum(row["weight"] for row in rows) == figure, key
        assert all(row["file"] and row["row_no"] for row in rows if "publicity_missing" not in key)


def test_a_click_on_a_bar_a_part_and_a_dot_asks_for_the_list_behind_it(small_version):
    seen = seen_of(small_version, END)

    def event(**point):
        return {"selection": {"points": [point] if point else []}}

    first = quality_lists.REASON + seen.reasons[0]["reason"]
    assert quality_lists.clicked_reason(event(y=0), seen) == first
    assert quality_lists.clicked_reason(event(), seen) == ""
    part = event(y=2, curve_number=3)
    assert quality_lists.clicked_turns(part, seen) == ("locked", seen.counties[2].county_code)
    assert quality_lists.clicked_turns(event(), seen) == ("", "")
    assert quality_lists.clicked_dot(event(customdata="652827")) == "652827"
    assert quality_lists.clicked_dot(event(x=3, y=0.1)) == ""


def test_a_reason_stands_in_the_address_in_either_language(open_page, small_version):
    seen = seen_of(small_version, END)
    reason, number = seen.reasons[0]["reason"], seen.reasons[0]["number"]
    for lang in ("zh", "en"):
        key = quality_lists.REASON + reason
        page = open_page("quality", season="2024", day="2024-12-31", problem=key, lang=lang)
        assert page.app.selectbox(key="problem").value == key
        table = page.html.split("<table")[-1]
        assert table.count("<tr>") == number + 1


def test_the_dots_of_the_funnel_name_their_counties(open_page):
    charts = open_page("quality", season="2024").app.get("plotly_chart")
    dots = [
        trace
        for trace in json.loads(charts[0].proto.spec)["data"]
        if trace.get("mode") == "markers"
    ]
    assert len(dots[0]["customdata"]) == len(dots[0]["x"])


def test_who_may_see_no_persons_sees_no_names_in_a_list_of_returns(small_version):
    seen = seen_of(small_version, END)
    key = quality_lists.REASON + seen.reasons[0]["reason"]
    rows = quality_lists.read(small_version, leader(), key, END.year, END)
    assert rows
    assert {row["name"] for row in rows} == {None}
