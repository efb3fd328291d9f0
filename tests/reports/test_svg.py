"""Charts of papers: the numbers of the specification, nothing upon anything else, in every program."""

import io
import itertools
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
import typst
from PIL import Image

from dashboard import colours, steps
from dashboard.figures_bullets import bullets
from dashboard.reports import svg, svg_shapes
from dashboard.reports.chart import Bullet, Bullets, Chain
from dashboard.reports.typefaces import typefaces
from dashboard.steps import LOST, PERSONS, PLACES, UNUSED, WASTED, Step

NS = "{http://www.w3.org/2000/svg}"
PLACES_ROWS = (
    Bullet("焉耆回族自治县", 40, 35, 30, before=38),
    Bullet("轮台县", 30, 33, 20, before=0, aside="浪费 2"),
    Bullet("若羌县", 0, 0, 0),
)
BULLETS = Bullets(PLACES_ROWS, "下达名额", "占用", "评审通过")
CHAIN = Chain(
    (
        Step("核定职数", "approved_posts", 1000, PLACES, aside="去年 980 个"),
        Step("申报", "applied", 900, PERSONS),
        Step("三次退回锁定", "locked", 20, LOST, start=880),
        Step("评审通过", "passed", 880, PERSONS, aside="已评 890 人"),
        Step("未用（闲置）", "idle", -3, UNUSED, aside="推荐多于名额"),
        Step("浪费", "wasted", 9, WASTED),
        Step("推荐后撤回", "lost_withdrawn", 9, WASTED, is_part=True),
    )
)


def drawn(chart):
    return ET.fromstring(svg.draw(chart, "一张图"))


def boxes(root):
    """(left, top, right, bottom) and words of every text."""
    found = []
    for each in root.iter(f"{NS}text"):
        size, x, foot = (float(each.get(key)) for key in ("font-size", "x", "y"))
        wide = svg_shapes.width(each.text, size)
        left = x - wide if each.get("text-anchor") == "end" else x
        found.append(((left, foot - 0.88 * size, left + wide, foot + 0.12 * size), each.text))
    return found


def bars(root, fill):
    return [
        tuple(float(each.get(key)) for key in ("x", "width"))
        for each in root.iter(f"{NS}rect")
        if each.get("fill") == fill and each.get("x")
    ]


@pytest.mark.parametrize("chart", [BULLETS, CHAIN])
def test_no_words_touch_other_words_or_leave_the_picture(chart):
    root = drawn(chart)
    width, height = (float(n) for n in root.get("viewBox").split()[2:])
    found = boxes(root)
    for (box, words), (other, more) in itertools.combinations(found, 2):
        beside = box[2] <= other[0] or other[2] <= box[0]
        above = box[3] <= other[1] or other[3] <= box[1]
        assert beside or above, (words, more)
    for box, words in found:
        assert box[0] >= 0, words
        assert box[1] >= 0, words
        assert box[2] <= width, words
        assert box[3] <= height, words


def test_bars_are_as_long_as_their_numbers():
    root = drawn(BULLETS)
    done = [wide for x, wide in bars(root, colours.BLUE) if x > 50 and wide > 8]
    assert done[0] / done[1] == pytest.approx(30 / 20, rel=0.02)
    (beyond,) = bars(root, colours.RED)
    assert beyond[1] / done[0] == pytest.approx(3 / 30, rel=0.05)


def test_what_goes_beyond_the_whole_is_red_and_its_number_too():
    root = drawn(BULLETS)
    red = [each.text for each in root.iter(f"{NS}text") if each.get("fill") == colours.RED]
    assert red == ["33"]
    within = replace(BULLETS, rows=(Bullet("轮台县", 33, 33, 20),))
    assert colours.RED not in svg.draw(within, "一张图")


def test_every_number_of_the_specification_is_written():
    words = [words for _, words in boxes(drawn(BULLETS))]
    for row in PLACES_ROWS:
        for value in (row.whole, row.reached, row.done):
            assert f"{value}" in words
    words = [words for _, words in boxes(drawn(CHAIN))]
    assert [steps.told(step) for step in CHAIN.steps if steps.told(step) not in words] == []
    assert "−20" in words


def test_last_year_is_marked_only_where_it_is_known():
    assert "去年同期占用" in svg.draw(BULLETS, "一张图")
    unknown = replace(BULLETS, rows=tuple(replace(row, before=None) for row in PLACES_ROWS))
    assert "去年" not in svg.draw(unknown, "一张图")
    assert svg.draw(unknown, "一张图").count("<path") == 0


def test_losses_begin_where_the_one_before_them_ends():
    root = drawn(CHAIN)
    (lost,) = bars(root, colours.QUIET)
    passed = bars(root, colours.BLUE)[1]
    assert lost[0] - 0.25 == pytest.approx(passed[0] - 0.25 + passed[1] + 0.5, abs=0.1)


def test_names_are_written_to_the_letter():
    hostile = replace(BULLETS, rows=(Bullet("<script>&\"'县", 3, 2, 1, aside="</text>"),))
    words = [words for _, words in boxes(drawn(hostile))]
    assert "<script>&\"'县" in words
    assert "</text>" in words


def test_a_picture_says_in_words_what_it_shows():
    root = ET.fromstring(svg.draw(CHAIN, '名额去向："浪费" 9 & 更多'))
    assert root.get("role") == "img"
    assert root.get("aria-label") == '名额去向："浪费" 9 & 更多'
    with pytest.raises(ValueError, match="words"):
        svg.draw(CHAIN, " ")


def test_a_season_without_places_is_still_a_picture():
    drawn(Bullets((), "下达名额", "占用", "通过"))
    drawn(replace(BULLETS, rows=PLACES_ROWS[2:]))


def test_a_picture_has_white_ground_and_in_dots_the_width_asked_for():
    made = Image.open(io.BytesIO(svg.png(BULLETS, "一张图", width_mm=150, ppi=100)))
    assert made.width == pytest.approx(150 / 25.4 * 100, abs=1)
    first = next(drawn(BULLETS).iter(f"{NS}rect"))
    assert (first.get("width"), first.get("height"), first.get("fill")) == (
        "100%",
        "100%",
        "#ffffff",
    )
    assert sum(made.convert("L").histogram()[:120]) > 500


def test_words_are_as_wide_in_dots_as_they_were_measured():
    """The font that measures is the font that draws: else words could run into one another."""
    made = svg_shapes.picture(20, [svg_shapes.words("焉耆回族自治县1234", 10, 10)], "字")
    drawn = typst.compile(
        svg._PAGE, format="png", ppi=72, font_paths=typefaces().typst, ignore_system_fonts=True,
        sys_inputs={"svg": made, "width": f"{svg_shapes.WIDTH / 72 * 25.4}"},
    )  # fmt: skip
    dots = Image.open(io.BytesIO(drawn)).convert("L").point(lambda value: 255 * (value < 200))
    left, _, right, _ = dots.getbbox()
    assert right - left == pytest.approx(svg_shapes.width("焉耆回族自治县1234"), abs=2.5)


def test_a_page_draws_the_same_numbers_as_a_paper():
    figure = bullets(BULLETS)
    bars = {(bar.name, tuple(bar.x), bar.base) for bar in figure.data if bar.type == "bar"}
    assert bars == {
        ("下达名额", (40, 30, 0), None),
        ("占用", (35, 30, 0), None),
        ("占用", (0, 3, 0), (40, 30, 0)),
        ("评审通过", (30, 20, 0), None),
    }
    (before,) = [each.x for each in figure.data if each.type == "scatter"]
    assert before == (38, 0, None)
    told = [each.text for each in figure.layout.annotations]
    assert told == ["40 / 35 / 30", "30 / 33 / 20　浪费 2", "0 / 0 / 0"]
    assert figure.layout.yaxis.ticktext == tuple(f"{row.name}  " for row in PLACES_ROWS)
    bullets(Bullets((), "下达名额", "占用", "通过"))
