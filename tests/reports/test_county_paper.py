"""县市周报: its numbers are the desk's and the command line's; lists are cut honestly; persons by scope."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard import workbench
from dashboard.reports import county_facts, county_lists
from dashboard.reports import county_paper as made
from dashboard.reports.county_lists import Listed
from dashboard.reports.county_paper import RATES, county_paper
from dashboard.sentences_workbench import headline
from etl import catalog
from etl.errors import UserError
from etl.queries import Rate
from etl.scope import county_officer, leader, office
from tests.reports.read_paper import paragraphs, section, table, text
from tests.reports.weeks import (
    BEFORE,
    COUNTIES,
    DAYS,
    END,
    KNOWN,
    PAPER,
    RUSH,
    con,
    metrics,
    origin,
    season_2022,
    season_2022_folder,
    small_data,
    small_version,
)
from tests.sparing import sparing

__all__ = ["con", "metrics", "season_2022", "season_2022_folder", "small_data", "small_version"]
BUSY, OTHER, MENDING = "652822", "652827", "652826"
MILESTONES = {each.id: (each.numerator, each.denominator) for each in catalog.milestones()}
# Two counties a day, all nine among them.
SAMPLED = [(day, COUNTIES[(2 * n + m) % 9]) for n, day in enumerate(DAYS) for m in (0, 1)]


@cache
def paper_of(con, day, county=BUSY, scope=None):
    return county_paper(con, scope or office(), day.year, day, origin(day), county)


@cache
def desk_of(con, day, county=BUSY, scope=None):
    whole = scope or office()
    return workbench.read(
        con, whole.narrowed(county), whole, day.year, day, county, is_past_day=True
    )


def lists_of(paper):
    """Map each title of a list without its number to that number, its rows, and how many are left out."""
    found, title = {}, ""
    if "要办的件" not in {each.title for each in paper.tables()}:
        return found
    for row in table(paper, "要办的件").rows:
        told, _, left = row.cells[0].partition("另有 ")
        if told := told.removesuffix("；"):
            title, number = re.fullmatch(r"(\D+?)\s*(\d+)\s*\D", told).groups()
            found[title] = [int(number), 0, 0]
        found[title][1] += 1
        if left:
            found[title][2] = int(re.fullmatch(r"(\d+) .，见名单", left)[1])
    return found


@pytest.mark.parametrize(("day", "county"), sparing(SAMPLED, 4))
def test_every_list_has_the_desks_number_and_says_how_many_are_left_out(con, day, county, metrics):
    paper, counts = paper_of(con, day, county), metrics(day, "county")[county]
    found = lists_of(paper)
    titles = {
        count: title.partition(" {n}")[0] for count, title in county_lists.say_lists.TITLES.items()
    }
    for count, title in titles.items():
        number, shown, left = found.pop(title, (0, 0, 0))
        assert shown + left == number, title
        expected = len(desk_of(con, day, county).to_begin) if count == "to_begin" else counts[count]
        assert number == expected, title
        assert shown or not number
    assert found == {}


@pytest.mark.parametrize(("day", "county"), sparing(SAMPLED[::2], 3))
def test_every_share_is_the_command_lines(con, day, county, metrics):
    rows = table(paper_of(con, day, county), "本县市各系列与全州").rows
    known = {**metrics(day, "series", county), None: metrics(day, "none", county)[None]}
    for row in rows:
        counts = metrics(day)[None] if row.cells[0] == "全州" else known[row.series or None]
        for key, cell in zip(RATES, row.cells[1:], strict=True):
            top, bottom = MILESTONES.get(key, ("", ""))
            pair = [counts[top], counts[bottom]] if top else counts["rates"][key]
            assert isinstance(cell, Rate) or key == "usage_before_panel"
            if isinstance(cell, Rate):
                assert [cell.numerator, cell.denominator] == pair, (row.cells[0], key)
    assert [row.cells[0] for row in rows][-2:] == ["本县市", "全州"]


def test_the_first_sentence_is_the_desks_and_tells_dates_not_today(small_version):
    paper = paper_of(small_version, RUSH)
    assert paper.opening == headline(desk_of(small_version, RUSH), "轮台县")
    assert "今天" not in text(paper)
    assert "明天" not in text(paper)


def test_last_chances_come_first_and_say_how_many_tries_are_left(season_2022):
    found = [day for day in KNOWN if desk_of(season_2022, day, OTHER).lists["last_chance"]]
    assert found
    for day in found:
        first = table(paper_of(season_2022, day, OTHER), "要办的件").rows[0].cells
        assert first[0].startswith("最后一次机会")
        assert "还剩：最后 1 次" in first[-1]


def test_persons_are_named_only_to_whoever_may_see_them(season_2022):
    day, rows = KNOWN[2], desk_of(season_2022, KNOWN[2], OTHER).lists["paper_defective"]
    own = text(paper_of(season_2022, day, OTHER, county_officer(OTHER)))
    seen = text(paper_of(season_2022, day, OTHER, leader()))
    assert rows[0]["name"] in own
    assert rows[0]["unit"] in own
    for row in rows:
        assert row["name"] not in seen
        assert row["unit"] not in seen
        assert row["application_no"] not in own
    assert rows[0]["application_no"] in seen


def test_the_prefectures_line_stands_only_where_the_others_are_published(season_2022):
    def names(scope):
        rows = table(paper_of(season_2022, KNOWN[2], OTHER, scope), "本县市各系列与全州").rows
        return [row.cells[0] for row in rows]

    officer = county_officer(OTHER)
    assert "全州" not in names(officer)
    assert names(officer.publishing(COUNTIES))[-1] == "全州"


def test_another_countys_page_is_refused(season_2022):
    with pytest.raises(UserError, match="没有可看的县市"):
        paper_of(season_2022, KNOWN[2], BUSY, county_officer(OTHER))


def test_no_number_of_a_person_stands_in_it(season_2022):
    for county in COUNTIES[::4]:
        said = text(paper_of(season_2022, KNOWN[2], county))
        assert not re.search(r"1[3-9]\d{9}|\d{17}[\dX]", said)


def test_before_the_season_there_are_places_and_dates_and_nothing_to_do(small_version):
    paper = paper_of(small_version, BEFORE)
    assert "申报还没有开始。" in text(paper)
    assert [each.title for each in paper.tables()] == ["本县市各系列与全州"]
    for row in table(paper, "本县市各系列与全州").rows[:-1]:
        assert set(row.cells[2:]) <= {None} or all(cell.numerator == 0 for cell in row.cells[2:])


def test_a_county_that_sent_nothing_is_told_that_no_number_is_not_nothing_to_do(small_version):
    week = county_facts.read(small_version, office(), 2025, PAPER, BUSY)
    silent = replace(week, desk=replace(week.desk, through=None))
    told = made._before(silent, 6)
    assert told[-1].text.startswith("花名册还没有报送：没有数不等于没有事。")
    [figures] = made._figures(silent)
    assert {cell for row in figures.rows[:-1] for cell in row.cells[2:]} == {None}
    assert figures.rows[1].cells[1] == f"—/{week.desk.series[1].counts['allocated']}"


def test_after_the_year_nothing_is_left_to_be_in_time_for(season_2022):
    day = date(2023, 1, 3)
    paper = county_paper(season_2022, office(), 2022, day, origin(day), BUSY)
    [dates, *_] = paragraphs(paper, "本周要办")
    assert dates.text == "本年度已终止，没有要赶的日期。"


def test_flags_that_cannot_be_judged_are_not_told_as_none(small_version):
    [told] = paragraphs(paper_of(small_version, END), "预警和说明")
    assert told.text == "暂不评价，所需的表还没有载入。"


def test_the_data_to_mend_are_the_desks(small_version):
    desk = desk_of(small_version, PAPER, MENDING)
    assert workbench.to_mend(desk) == 2
    [told] = section(paper_of(small_version, PAPER, MENDING), "报送的数据").blocks
    assert f"还有 {workbench.to_mend(desk)} 处要改" in told.text
    by_rule = re.search(r"要改的：(.*)，逐处见修改清单", told.text)[1]
    assert sum(map(int, re.findall(r" (\d+)", by_rule))) == workbench.to_mend(desk)


def a_list(count, size):
    return Listed(count, f"{count} {size} 件", (("名", "单", "系", "情"),) * size)


LISTS = some.lists(some.integers(1, 40), min_size=1, max_size=9)


@given(sizes=LISTS, room=some.integers(0, 60))
def test_the_sheet_is_shared_so_that_every_list_has_a_row_and_no_line_is_lost(sizes, room):
    found = [a_list("last_chance" if n == 0 else f"l{n}", size) for n, size in enumerate(sizes)]
    kept = county_lists.shared(found, lambda rows: sum(rows) <= room)
    assert all(1 <= n <= size for n, size in zip(kept, sizes, strict=True))
    assert sum(kept) <= max(room, len(sizes))
    assert kept == sizes or sum(kept) >= room
    assert kept[0] == sizes[0] or kept[1:] == [1] * (len(sizes) - 1)


def test_whoever_has_one_chance_left_is_listed_before_longer_lists_grow():
    found = [a_list("last_chance", 5), a_list("waiting_county", 30), a_list("waiting_unit", 30)]
    assert county_lists.shared(found, lambda rows: sum(rows) <= 7) == [5, 1, 1]
    assert county_lists.shared(found, lambda rows: sum(rows) <= 9) == [5, 2, 2]


def test_names_and_units_are_never_cut_short(season_2022):
    day = KNOWN[1]
    desk = desk_of(season_2022, day, OTHER)
    for listed in county_lists.listed(desk, 6):
        rows = desk.to_begin if listed.count == "to_begin" else desk.lists[listed.count]
        for row, line in zip(rows, listed.lines, strict=True):
            assert line[:2] == (row["name"], row["unit"])
