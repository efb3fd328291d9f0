"""Pictures print their numbers, keep one look and one scale, and speak Chinese."""

import json
import re
from datetime import date

import pytest

from dashboard import figure_style as style
from dashboard.figures_progress import Calendar, Curve, Deadline, Panel, Window, burn_up
from dashboard.figures_quality import Reason, Turns, pareto, turns
from dashboard.figures_quota import chain
from dashboard.figures_way import Stage, stages
from dashboard.steps import PERSONS, PLACES, UNUSED, WASTED, Step

SPAN = Calendar(
    first=date(2022, 11, 18),
    last=date(2022, 12, 31),
    day=date(2022, 12, 11),
    windows=(
        Window("个人申报", date(2022, 11, 18), date(2022, 11, 25)),
        Window("纸质材料受理", date(2022, 11, 30), date(2022, 12, 10)),
        Window("全部办结", date(2022, 12, 11), date(2022, 12, 31)),
    ),
    deadlines=(
        Deadline(date(2022, 11, 25)),
        Deadline(date(2022, 11, 27), is_rest_day=True),
        Deadline(date(2022, 12, 10), is_rest_day=True),
        Deadline(date(2022, 12, 31), is_rest_day=True),
    ),
)
CURVE = Curve("申报", (date(2022, 11, 18), date(2022, 11, 19)), (3, 6), (0.25, 0.5))
PANEL = Panel(
    "652824",
    "若羌县",
    "申报 6；名额 12",
    (CURVE,),
    12,
    (Deadline(date(2022, 12, 13), words="延至 12-13", milestone="纸质材料受理"),),
)
STEPS = [
    Step("核定职数", "approved_posts", 14, PLACES),
    Step("申报", "applied", 9, PERSONS),
    Step("评审通过", "passed", 0, PERSONS, "尚未评审"),
    Step("剩余名额", "remaining", -1, UNUSED),
    Step("浪费", "wasted", 2, WASTED),
]
PICTURES = {
    "chain": lambda: chain(STEPS),
    "burn_up": lambda: burn_up(PANEL, SPAN, 1.1),
    "stages": lambda: stages(
        [
            Stage("申报", 9, 2, "待单位审核", "applied", "waiting_unit", 1, 3),
            Stage("办结", 1, 0, "", "closed", ""),
        ]
    ),
    "pareto": lambda: pareto([Reason("一证多传", 3, 3, 4, 0.75), Reason("栏目留空", 1, 4, 4, 1.0)]),
    "turns": lambda: turns([Turns("若羌县", (5, 2, 1, 0))]),
    "nothing": lambda: pareto([]),
}


@pytest.fixture(params=PICTURES)
def picture(request):
    return json.loads(PICTURES[request.param]().to_json())


def texts(value):
    """Every word that a reader could see."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"text", "ticktext", "hovertemplate", "name", "customdata"}:
                yield from ([inner] if isinstance(inner, str) else inner or [])
            else:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_no_word_is_english(picture):
    for text in texts(picture):
        seen = re.sub(r"<[^>]*>|%\{\w+\}", "", text)
        assert not re.search("[A-Za-z]", seen), text


def test_pictures_ask_nothing_of_the_network_and_keep_one_type(picture):
    assert not {"geo", "mapbox", "map"} & set(picture["layout"])
    assert {trace["type"] for trace in picture["data"]} <= {"bar", "scatter"}
    assert picture["layout"]["font"]["family"] == style.FONT
    assert picture["layout"]["xaxis"]["fixedrange"]


def test_the_steps_print_their_numbers_and_what_was_lost_stands_apart():
    drawn = {
        text: y for trace in chain(STEPS).data for text, y in zip(trace.text, trace.y, strict=True)
    }
    assert [re.sub("<.*", "", text) for text in drawn] == ["14", "9", "0", "−1", "2"]
    assert list(drawn.values()) == [0, 1, 2, 4, 6]
    assert min(min(trace.x) for trace in chain(STEPS).data) == 0


def test_windows_deadlines_extension_and_the_day_are_drawn():
    shapes = burn_up(PANEL, SPAN, 1.1).layout.shapes
    lines = {
        shape.x0: shape.line for shape in shapes if shape.type == "line" and shape.x0 == shape.x1
    }
    assert [shape.x0 for shape in shapes if shape.type == "rect"] == [
        date(2022, 11, 18),
        date(2022, 11, 30),
    ]
    assert [lines[end.day].dash for end in SPAN.deadlines] == ["solid", "dot", "dot", "dot"]
    assert (lines[date(2022, 12, 13)].dash, lines[date(2022, 12, 13)].color) == ("dash", style.BLUE)
    assert lines[SPAN.day].color == style.INK


def test_every_window_has_its_line_and_an_extension_goes_on_in_blue():
    shapes = burn_up(PANEL, SPAN, 1.1).layout.shapes
    strips = [each for each in shapes if each.type == "line" and each.yref == "paper"]
    drawn = [(s.x0, s.x1, s.line.color) for s in strips if s.x0 != s.x1]
    assert drawn == [
        (date(2022, 11, 18), date(2022, 11, 26), style.QUIET),
        (date(2022, 11, 30), date(2022, 12, 11), style.QUIET),
        (date(2022, 12, 11), date(2022, 12, 14), style.BLUE),
        (date(2022, 12, 11), date(2023, 1, 1), style.QUIET),
    ]
    assert len({s.y0 for s in strips if s.x0 != s.x1}) == len(SPAN.windows)


@pytest.mark.parametrize(("day", "drawn"), [(date(2022, 11, 17), 0), (date(2022, 11, 18), 1)])
def test_a_day_outside_the_season_is_not_drawn(day, drawn):
    span = Calendar(SPAN.first, SPAN.last, day, SPAN.windows, SPAN.deadlines)
    shapes = burn_up(PANEL, span, 1.1).layout.shapes
    assert sum(shape.line.width == 2 for shape in shapes) == drawn


def test_a_curve_tells_k_of_n_of_each_day():
    told = burn_up(PANEL, SPAN, 1.1).data[0].customdata
    assert list(told) == ["11月18日　申报 3/12", "11月19日　申报 6/12"]


def test_ticks_do_not_print_over_each_other():
    shown = burn_up(PANEL, SPAN, 1.1).layout.xaxis.ticktext
    assert list(shown) == ["11-18", "11-25", "12-10", "12-31"]


def test_reasons_tell_number_and_running_count():
    texts_of = (
        pareto([Reason("一证多传", 3, 3, 4, 0.75), Reason("栏目留空", 1, 4, 4, 1.0)]).data[0].text
    )
    assert [re.sub("<[^>]*>", "", text) for text in texts_of] == ["3　累计 3/4", "1　累计 4/4"]


def contrast(one, other):
    def light(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (
            (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4) for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_on_colours_can_be_read():
    for trace in PICTURES["turns"]().data:
        assert contrast(trace.textfont.color, trace.marker.color) >= 4.5, trace.name
    for colour in (style.INK, style.QUIET, style.BLUE, style.AMBER):
        assert contrast(colour, style.PAPER) >= 4.5
