"""县市工作台 as a page: its sentence, every state of the season, English, paper, no drawn pictures."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from dashboard import sentences_workbench as sentences
from dashboard import tables_workbench, workbench, workbench_pieces
from dashboard.words import speaking
from etl import queries
from etl.paths import ROOT
from etl.queries import Figures
from etl.scope import leader, office

DAY, RUSH = date(2025, 12, 3), date(2025, 11, 24)
AFTER, END = date(2024, 12, 12), date(2024, 12, 31)
KNOWN_DAYS = [date(2022, 11, 24), date(2022, 12, 5), date(2022, 12, 12), date(2022, 12, 31)]
COUNTIES = {"652801": "库尔勒市", "652822": "轮台县", "652827": "和静县"}
BUSY = "652822"
FIGURE = re.compile(
    r'data-count="(\w+)"(?: data-county="(\w+)")?(?: data-value="(-?\d+)")?(?: data-series="(\w+)")?'
)
PLACES = ("occupied", "allocated")
SECTION = re.compile(r"<section>.*?</section>", re.DOTALL)


def desk_of(con, county=BUSY, day=DAY, scope=None, *, is_past_day=False):
    whole = scope or office()
    return workbench.read(con, whole.narrowed(county), whole, day.year, day, county, is_past_day)


def counted(desk, **counts):
    return replace(desk, total=replace(desk.total, counts={**desk.total.counts, **counts}))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2025, 11, 15), "轮台县：11月18日起申报，还有 3 天（2 个工作日）；名额"),
        (date(2025, 11, 24), "11月25日（周二） 24:00 前未提交的申报不再受理。"),
        (date(2025, 11, 26), "网上形式审核11月27日（周四）截止。"),
        (date(2025, 11, 28), "纸质材料11月30日开始受理，12月10日（周三）截止。"),
        (date(2024, 12, 12), "12月31日（周二）还没有办结的，按年度终止。"),
        (date(2024, 12, 31), "轮台县：本年度已终止，"),
    ],
)
def test_the_headline_tells_the_next_date_of_every_part_of_the_season(small_version, day, told):
    desk = desk_of(small_version, BUSY, day, is_past_day=True)
    said = sentences.headline(desk, "轮台县")
    assert said.startswith(told) or said.endswith(told), said


def test_the_headline_puts_the_last_chance_first_and_counts_no_file_twice(small_version):
    urgent = {"waits": "waiting_county"}
    desk = counted(
        desk_of(small_version, BUSY, date(2025, 11, 24)),
        waiting_county=4,
        waiting_applicant=0,
        waiting_unit=2,
    )
    desk = replace(desk, lists={**desk.lists, "last_chance": (urgent,)})
    assert sentences.headline(desk, "轮台县") == (
        "轮台县今天先办 1 件“最后一次机会”，再审其余 3 件，催单位审 2 件；"
        "明天 24:00 前未提交的申报不再受理。"
    )
    quiet = counted(replace(desk, lists={**desk.lists, "last_chance": ()}), waiting_unit=0)
    assert sentences.headline(quiet, "轮台县").startswith("轮台县今天先审 4 件；")
    calm = counted(quiet, waiting_county=0)
    assert sentences.headline(calm, "轮台县").startswith("轮台县今天没有要先办的件；")


def test_a_past_day_is_never_called_today(small_version):
    desk = desk_of(small_version, BUSY, RUSH, is_past_day=True)
    said = sentences.headline(desk, "轮台县")
    assert "今天" not in said
    assert "明天" not in said


def test_a_county_without_a_roster_is_not_reported_and_never_without_work(small_version):
    desk = replace(desk_of(small_version), through=None)
    said = sentences.headline(desk, "轮台县")
    assert said.startswith("轮台县还没有报送花名册，列不出要办的件；")
    html = workbench_pieces.whole(desk, [], None)
    assert "没有数不等于没有事" in html
    assert "未报送" in html
    assert 'data-count="waiting_county"' not in html
    assert 'data-count="occupied"' not in html


def test_before_the_season_the_page_holds_dates_and_places_and_no_list(open_page):
    page = open_page("county", season="2025", day="2025-11-12", county="轮台县")
    assert page.headline().startswith("轮台县：11月18日起申报")
    assert "申报还没有开始" in page.text
    assert "个人申报截止" in page.text
    assert "stacked" not in page.html


def test_after_the_season_there_is_no_date_to_keep(open_page):
    page = open_page("county", season="2024", day="2024-12-31", county="轮台县")
    assert page.headline().startswith("轮台县：本年度已终止")


def test_without_a_county_there_are_nine_links_with_what_waits_in_each(open_page, small_version):
    page = open_page("county")
    links = re.findall(r'<a href="(/county\?[^"]+)"', page.html)
    assert len(links) == 9
    assert len({*links}) == 9
    by_county = {
        each.county_code: each.counts
        for each in queries.figures(small_version, office(), 2025, DAY, "county")
    }
    shown = FIGURE.findall(page.html)
    assert len(shown) == 9 * len(tables_workbench.CHOSEN_BY)
    for count, county, value, _ in shown:
        assert int(value) == by_county[county][count]
    total = sum(counts[count] for counts in by_county.values() for count in workbench.IN_COUNTY)
    assert f"共{total}件" in page.headline().replace(" ", "")


def test_the_four_waits_of_a_county_never_hold_one_file_twice(small_version):
    for county in COUNTIES:
        desk = desk_of(small_version, county, RUSH)
        found = [
            row["application_no"] for count in workbench.IN_COUNTY for row in desk.lists[count]
        ]
        assert len(found) == len(set(found)) > 0


def test_without_the_right_to_see_persons_no_name_and_no_unit_is_shown(small_version):
    named = desk_of(small_version, BUSY, RUSH)
    people = {row["name"] for rows in named.lists.values() for row in rows} - {None}
    units = {row["unit"] for rows in named.lists.values() for row in rows} - {None}
    assert people
    assert units
    full = workbench_pieces.whole(named, [], None)
    assert all(name in full for name in people)
    bare = workbench_pieces.whole(desk_of(small_version, BUSY, RUSH, leader()), [], None)
    assert not [each for each in people | units if each in bare]
    numbers = {row["application_no"] for row in named.lists["waiting_county"]}
    assert all(number in bare for number in numbers)


def test_one_series_narrows_lists_and_bars(open_page, small_version):
    page = open_page("county", county="轮台县", series="卫生健康")
    assert page.headline().startswith("轮台县卫生健康系列今天")
    counts = queries.figures(small_version, office().narrowed(BUSY, "MED"), 2025, DAY)[0].counts
    shown = {count: value for count, _, value, series in FIGURE.findall(page.html) if not series}
    assert int(shown["waiting_paper"]) == counts["waiting_paper"]


def test_english_shows_chinese_only_where_it_is_marked_as_found(open_page):
    page = open_page("county", county="和静县", day="2025-11-24", lang="en")
    bare = re.sub(r'<span lang="zh-Hans">.*?</span>', "", page.html)
    bare = re.sub(
        r'<a [^>]*lang="zh-Hans".*?</a>|<ul class="marks">.*?</ul>|href="[^"]*"', "", bare
    )
    assert not re.findall(r"[\u4e00-\u9fff]+", bare)
    assert page.headline().startswith("Hejing, first on 24 Nov: ")


def test_the_sheet_of_paper_holds_a_row_of_each_list_and_the_first_lists_whole():
    full = workbench_pieces.on_paper(dict.fromkeys(workbench_pieces.ORDER, 40))
    assert min(full.values()) >= 1
    room = workbench_pieces.on_paper({"last_chance": 3, "waiting_paper": 60})
    assert room["last_chance"] >= 3
    assert 8 <= room["waiting_paper"] < 60
    assert workbench_pieces.on_paper({"waiting_county": 5, "waiting_unit": 2}) == {
        "waiting_county": 26,
        "waiting_unit": 26,
    }


def test_in_english_less_of_a_list_goes_on_paper():
    sizes = dict.fromkeys(workbench_pieces.ORDER[:5], 20)
    chinese = sum(workbench_pieces.on_paper(sizes).values())
    with speaking("en"):
        assert sum(workbench_pieces.on_paper(sizes).values()) < chinese


@pytest.mark.parametrize("size", [1, 2, 4, 7, 13, 30])
def test_the_rows_kept_for_paper_never_exceed_the_sheet(size):
    for many in range(1, len(workbench_pieces.ORDER)):
        sizes = dict.fromkeys(workbench_pieces.ORDER[:many], size)
        rows = sum(
            workbench_pieces.ROWS_OF_A_HEADING
            + min(kept, size)
            * (workbench_pieces.ROWS_OF_A_PROBLEM if count in workbench_pieces.WITH_PROBLEM else 1)
            for count, kept in workbench_pieces.on_paper(sizes).items()
        )
        assert rows <= workbench_pieces.ROWS_ON_PAPER


def test_what_stays_off_the_paper_is_said_there(small_version):
    desk = desk_of(small_version, BUSY)
    row = desk.lists["waiting_paper"][0]
    many = replace(desk, lists={**desk.lists, "waiting_paper": (row,) * 70})
    html = workbench_pieces.whole(many, [], None)
    kept = int(re.findall(r"keep(\d+)", html)[-1])
    assert f"其余\u2009{70 - kept}\u2009件见网页" in html


def test_no_picture_stands_on_the_page(open_page):
    for asked in ({}, {"county": "轮台县"}):
        assert not open_page("county", **asked).app.get("plotly_chart")


IMPORTS = """
import ast, importlib, pathlib, sys
if sys.argv[1] == "pieces":
    for path in pathlib.Path("dashboard").glob("*workbench*.py"):
        importlib.import_module(f"dashboard.{path.stem}")
else:
    for node in ast.walk(ast.parse(pathlib.Path("dashboard/views/county.py").read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            home = importlib.import_module(node.module)
            for each in node.names:
                if not hasattr(home, each.name):
                    importlib.import_module(f"{node.module}.{each.name}")
ours = {name: module for name, module in sys.modules.items() if name.startswith("dashboard.")}
assert "dashboard.workbench_pieces" in ours
if sys.argv[1] == "pieces":
    print([name for name in sys.modules if name.split(".")[0] in ("plotly", "streamlit")])
else:
    drawn = lambda each: getattr(each, "__name__", "").split(".")[0] == "plotly"
    print([name for name, module in ours.items() if any(map(drawn, vars(module).values()))])
"""


@pytest.mark.parametrize("whose", ["pieces", "page"])
def test_what_the_page_is_made_of_never_imports_the_drawing_library(whose):
    """Streamlit imports it itself, so of the page only what our own modules hold is looked at."""
    ran = subprocess.run(
        [sys.executable, "-c", IMPORTS, whose], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_a_county_sums_the_files_that_wait_in_it():
    counts = {"waiting_county": 2, "waiting_applicant": 1, "waiting_unit": 0, "waiting_paper": None}
    assert workbench.in_county(Figures("652822", None, None, counts)) == 3
