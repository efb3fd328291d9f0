"""县市工作台: a figure is the command line's and the length of its list; the sentence says what is first."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard import queries_workbench, tables_workbench, workbench
from dashboard import sentences_workbench_lists as lists
from etl import evidence, queries
from etl.calendar_days import working_days
from etl.scope import office
from tests.sparing import sparing

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


@pytest.mark.parametrize("day", sparing(KNOWN_DAYS))
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


@pytest.mark.parametrize("day", sparing(KNOWN_DAYS))
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
        assert tables_workbench.level(row["level"]) in ("单位", "县级", "州级")


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


def test_the_level_of_a_publicity_is_one_word(open_page):
    for lang, words in (("zh", {"单位", "县级"}), ("en", {"unit", "county"})):
        page = open_page("county", county="轮台县", day="2024-12-12", lang=lang)
        title = {"zh": "缺哪级|哪级", "en": "Level missing|Level"}[lang]
        told = re.findall(rf'<td data-title="(?:{title})">(.*?)</td>', page.html)
        assert told
        assert set(told) <= words
