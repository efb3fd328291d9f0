"""质量's funnel: figures are the command line's, names do not cover each other, nothing alarms or ranks."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard import figure_style as style
from dashboard import figures_funnel, funnel, pieces_funnel
from dashboard.label_places import Dot, collisions, placed
from etl import queries
from etl.flags.funnel import Funnel, Point, limits
from etl.scope import office
from tests.sparing import sparing

END = date(2022, 12, 31)
HEIGHT = figures_funnel.HEIGHT - figures_funnel.TOP - figures_funnel.BOTTOM
FIGURE = re.compile(r'data-count="(\w+)"(?: data-county="(\w+)")?(?: data-value="(-?\d+)")?')


@pytest.fixture
def seen(season_2022):
    asked = (office(), 2022, END, "escape_rate", "adjusted", None)
    return funnel.read(season_2022, *asked)


def point(size=20, rate=0.1, code="652801", **more):
    known = {"observed": 2, "due": 3.0, "lower": 0.0, "upper": 0.3, "is_compared": size >= 10}
    return Point(code, size=size, rate=rate, **(known | more))


def made(*points, whole=0.15):
    return Funnel(
        "escape_rate", "县级漏审率", "escaped", "recommended", 3, 20, whole, 10, True, points
    )


def test_the_whole_and_both_limits_are_drawn_from_the_minimum_on(seen):
    drawn = figures_funnel.funnel(seen.found, ["县"] * 9, "人数", None)
    *lines, whole, dots = drawn.data
    assert [line.x[0] for line in lines] == [10] * 4
    sizes = list(lines[0].x)
    _, high = limits(seen.found.whole, lines[0].x, 0.001)
    assert [round(y, 9) for y in lines[1].y] == [round(min(y, 1), 9) for y in high]
    assert sizes[-1] == drawn.layout.xaxis.range[1]
    assert set(whole.y) == {seen.found.whole}
    assert list(dots.y) == [each.rate for each in seen.found.points]


def test_small_places_are_hollow_and_without_limits_where_all_are_small():
    drawn = figures_funnel.funnel(made(point(9), point(10)), ["甲", "乙"], "人数", None)
    assert list(drawn.data[-1].marker.color) == [style.PAPER, style.MIDDLE]
    only = figures_funnel.funnel(made(point(9), point(4)), ["甲", "乙"], "人数", None)
    assert len(only.data) == 2  # the whole and the dots


def test_nothing_to_compare_draws_nothing():
    assert not figures_funnel.funnel(made(whole=None), [], "人数", None).data


def test_beyond_a_limit_the_name_carries_its_figures_and_no_colour_alarms(seen):
    names = [seen.name(each) for each in seen.found.points]
    drawn = json.loads(figures_funnel.funnel(seen.found, names, "人数", "652801").to_json())
    told = {note["text"] for note in drawn["layout"]["annotations"]}
    assert {"<b>和静县 16/36</b>", "<b>若羌县 8/16</b>", "库尔勒市"} <= told
    assert "#a61b1b" not in json.dumps(drawn)
    assert not re.search("[A-Za-z]{2,}", re.sub("<[^>]*>", "", "".join(told)))


@pytest.mark.parametrize("width", sparing([428, 1180, 560, 760, 1000], 2))
@pytest.mark.parametrize("rate_id", funnel.RATES)
@pytest.mark.parametrize("day", [END, date(2022, 12, 2)])
def test_names_cover_neither_each_other_nor_dots(season_2022, rate_id, day, width):
    seen = funnel.read(season_2022, office(), 2022, day, rate_id, "adjusted", None)
    points = [each for each in seen.found.points if each.rate is not None]
    area = figures_funnel._area(seen.found, points)
    dots = [
        Dot(area.x(each.size), area.y(each.rate), figures_funnel._label(each, seen.name(each)))
        for each in points
    ]
    lines = [area.y(seen.found.whole or 0), area.y(0)]
    assert collisions(dots, placed(dots, figures_funnel.WIDTHS, HEIGHT, lines), width, HEIGHT) == 0


def test_two_dots_on_one_spot_keep_two_readable_names():
    dots = [Dot(0.5, 0.5, "焉耆回族自治县"), Dot(0.5, 0.5, "和硕县"), Dot(0.5, 0.52, "且末县")]
    assert collisions(dots, placed(dots, (500, 900), 300), 500, 300) == 0


def test_the_title_names_who_is_outside_in_administrative_order(seen):
    assert funnel.title(seen) == (
        "县级漏审率：全州 34/225，和静县高于 99.8% 界限，若羌县高于 95% 界限，轮台县低于 95% 界限"
    )
    inside = tuple(replace(each, beyond=None) for each in seen.found.points)
    calm = replace(seen, found=replace(seen.found, points=inside))
    assert "都在偶然的界限之内" in funnel.title(calm)
    few = tuple(replace(each, is_compared=False) for each in inside)
    assert "不比较" in funnel.title(replace(seen, found=replace(seen.found, points=few)))
    assert "还没有" in funnel.title(replace(seen, found=replace(seen.found, whole=None)))


def test_the_list_of_a_narrow_screen_says_the_same_in_administrative_order(seen):
    html = pieces_funnel.intervals(seen)
    shown = [(county, int(value)) for count, county, value in FIGURE.findall(html) if county]
    expected = [(p.county_code, v) for p in seen.found.points for v in (p.observed, p.size)]
    assert shown == expected
    plain = re.sub(r"<[^>]*>|\u2009", "", html)
    assert plain.index("库尔勒市") < plain.index("轮台县") < plain.index("博湖县")
    assert plain.count("界限之内") == 6
    assert "red" not in html


def test_a_county_that_sent_nothing_has_no_figures_anywhere(seen):
    silent = replace(seen, unreported=frozenset({"652824"}))
    assert 'data-county="652824"' not in pieces_funnel.intervals(silent)
    _, rows = funnel.table(silent)
    assert rows[3][1:3] == ["未报送", "未报送"]


@pytest.mark.parametrize("name", [*funnel.RATES.values(), None])
def test_the_page_shows_the_rate_asked_for_with_its_table(
    open_page, season_2022, season_2022_folder, name
):
    asked = {"rate": name} if name else {}
    page = open_page("quality", data=season_2022_folder, day=f"{END}", **asked)
    title = name or "县级漏审率"
    rate_id = next(key for key, value in funnel.RATES.items() if value == title)
    [total] = queries.figures(season_2022, office(), 2022, END)
    rate = total.rates[rate_id]
    assert f"{title}：全州{rate.numerator}/{rate.denominator}" in page.text.replace(" ", "")
    counts = {
        each.county_code: each.counts
        for each in queries.figures(season_2022, office(), 2022, END, "county")
    }
    for count, county, value in FIGURE.findall(page.html):
        if county:
            assert int(value) == counts[county][count]
    assert "应有" in page.text
    assert "已按系列构成校正" in page.text


def test_one_may_ask_for_the_crude_rate_and_is_warned(open_page, season_2022_folder):
    page = open_page("quality", data=season_2022_folder, day=f"{END}", adjusted="false")
    assert "未校正" in page.text
    assert "校正后比率" not in page.text
