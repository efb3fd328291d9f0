"""县市工作台: a figure is the command line's and the length of its list; the sentence says what is first."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from dashboard import queries_workbench, tables_workbench, workbench, workbench_pieces
from dashboard import sentences_workbench as sentences
from dashboard import sentences_workbench_lists as lists
from etl import evidence, queries
from etl.calendar_days import working_days
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


@pytest.mark.parametrize("day", KNOWN_DAYS)
@pytest.mark.parametrize("county", COUNTIES)
def test_every_figure_is_the_command_lines_and_the_length_of_its_list(
    open_page,
    season_2022_folder,
    season_2022,
    day,
    county,
):
    page = open_page("county", data=season_2022_folder, day=f"{day}", county=COUNTIES[county])
    asked = (season_2022, office().narrowed(county), 2022, day)
    of_county = queries.figures(*asked)[0].counts
    of_series = {each.series_code: each.counts for each in queries.figures(*asked, "series")}
    shown = FIGURE.findall(page.html)
    assert {count for count, *_ in shown} >= {*workbench.LISTS[:-1], "recommended"}
    for count, where, value, series in shown:
        assert where == county
        if count not in PLACES:
            expected = of_series[series] if series else of_county
            assert int(value) == expected[count], (count, series)
    listed = 0
    for section in SECTION.findall(page.html):
        found = FIGURE.findall(section) if "stacked" in section else []
        if found:
            [(count, _, value, _)] = found
            cases = evidence.cases(season_2022, office().narrowed(county), count, *asked[2:])
            rows = section.split("<tbody>")[1].count("<tr>")
            assert rows == len(cases) == int(value) > 0, count
            listed += 1
    assert listed


def test_places_taken_and_allotted_are_the_command_lines(open_page, small_version):
    page = open_page("county", county=COUNTIES[BUSY])
    found = queries.figures(small_version, office().narrowed(BUSY), 2025, DAY, "series")
    for count in PLACES:
        shown = [int(value) for each, _, value, _ in FIGURE.findall(page.html) if each == count]
        assert shown == [each.counts[count] for each in found]


@pytest.mark.parametrize("day", KNOWN_DAYS)
def test_the_list_behind_each_count_is_whole_in_every_county(season_2022, day):
    for each in queries.figures(season_2022, office(), day.year, day, "county"):
        desk = desk_of(season_2022, each.county_code, day)
        for count in workbench.LISTS:
            assert len(desk.lists[count]) == each.counts[count], (each.county_code, count)


@pytest.mark.parametrize("day", [DAY, RUSH, date(2024, 11, 28)])
def test_whoever_lacks_a_publicity_is_listed_with_the_levels_not_begun(small_version, day):
    seen = False
    for county in COUNTIES:
        rows = queries_workbench.to_begin(small_version, office().narrowed(county), day.year, day)
        found = {(row["application_no"], level) for row in rows for level in row["levels"]}
        begun = set(
            small_version.execute(
                "select application_no, level from accepted.publicity where starts_on <= $day",
                {"day": day},
            ).fetchall()
        )
        scope = office().narrowed(county)
        open_files = evidence.cases(small_version, scope, "in_process", day.year, day)
        known = {
            row[0]
            for row in small_version.execute(
                "select application_no from core.known where kind = 'publicity' and office <> '州'"
            ).fetchall()
        }
        expected = {
            (case["application_no"], level)
            for case in open_files
            for level in ("单位公示", "县级公示")
            if (case["application_no"], level) not in begun and case["application_no"] in known
        }
        assert found == expected
        seen = seen or bool(found)
    assert seen


def test_nobody_is_told_to_begin_a_publicity_once_paper_is_closed(season_2022):
    missing = evidence.cases(season_2022, office(), "publicity_missing", 2022, KNOWN_DAYS[2])
    extended = season_2022.execute(
        "select distinct application_no from core.deadline"
        " where milestone = '纸质材料受理' and ends_on >= $day",
        {"day": KNOWN_DAYS[2]},
    ).fetchall()
    late = [row for row in missing if (row["application_no"],) not in extended]
    told = queries_workbench.to_begin(season_2022, office(), 2022, KNOWN_DAYS[2])
    assert late
    assert {row["application_no"] for row in told} <= {number for (number,) in extended}


@pytest.mark.parametrize("county", COUNTIES)
def test_the_last_starts_fill_five_working_days_to_the_end_of_paper(small_version, county):
    calendar = working_days()
    desk = desk_of(small_version, county)
    assert desk.starts
    for by, start in desk.starts.items():
        assert calendar.working_days_between(start.counted, by) == 5
        assert calendar.working_days_between(start.safe, by) == 6


def test_waits_are_counted_in_working_days_up_to_what_the_sheets_tell(small_version):
    calendar = working_days()
    seen = 0
    for county in COUNTIES:
        desk = desk_of(small_version, county, RUSH)
        through = min(RUSH, desk.reports.through[county]["reviews"])
        for row in desk.lists["waiting_county"]:
            waited = calendar.working_days_between(row["since"], through) - calendar.is_workday(
                row["since"]
            )
            assert row["workdays"] == waited
            seen += 1
    assert seen > 5


@pytest.mark.parametrize("day", KNOWN_DAYS[1:])
def test_the_last_chance_names_the_return_that_left_one_try(season_2022, day):
    rows = queries_workbench.cases(season_2022, office(), day.year, day, ("last_chance",))
    assert len(rows) > 2
    for row in rows:
        last = season_2022.execute(
            "select max(from_day) from core.counted_return where application_no = $no"
            " and from_day <= $day and (to_day is null or to_day > $day)",
            {"no": row["application_no"], "day": day},
        ).fetchone()[0]
        assert (row["tries_left"], row["returned_on"]) == (1, last)
        assert row["level"] in tables_workbench.LEVEL


def test_the_dates_are_in_order_and_hold_the_countys_own_extension(small_version):
    row = small_version.execute(
        "select county_code, extended_to, recorded_on, season from accepted.adjustments"
        " where kind = '延期' and application_no is null order by season desc, row_id limit 1"
    ).fetchone()
    county, extended_to, recorded_on, season = row
    desk = workbench.read(
        small_version, office().narrowed(county), office(), season, recorded_on, county, False
    )
    days = [each.day for each in desk.events]
    assert days == sorted(days)
    assert days[0] >= recorded_on
    own = [each for each in desk.events if each.kind == "extension"]
    assert extended_to in [each.day for each in own]
    moved = [each for each in desk.events if each.row.get("extended")]
    assert all("本县市已延至" in lists.event(desk, each) for each in moved)
    other = next(code for code in COUNTIES if code != county)
    elsewhere = workbench.read(
        small_version, office().narrowed(other), office(), season, recorded_on, other, False
    )
    assert not [
        each
        for each in elsewhere.events
        if each.kind == "extension" and each.row["county_code"] != other
    ]


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
