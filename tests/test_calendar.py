"""Working days: overrides win, the national arrangement holds, other years are computed and say so."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from etl.calendar_days import (
    COLUMNS,
    NATIONAL,
    OVERRIDES,
    PROVISIONAL,
    WorkingDays,
    days,
    working_days,
)
from etl.errors import UserError

NATION = WorkingDays()
OURS = working_days()


def overrides(tmp_path, *lines, encoding="utf-8"):
    text = "\n".join([",".join(COLUMNS), *lines])
    (tmp_path / OVERRIDES).write_bytes(text.encode(encoding))
    return tmp_path


def test_without_overrides_every_covered_day_is_the_national_arrangement():
    covered = list(days(date(2004, 1, 1), date(2026, 12, 31)))
    assert len(covered) == 8401
    differing = [d for d in covered if NATION.is_workday(d) != chinese_calendar.is_workday(d)]
    assert differing == []


@pytest.mark.parametrize(
    ("day", "nation", "ours"),
    [
        (date(2022, 5, 5), True, False),
        (date(2022, 5, 6), True, True),
        (date(2022, 7, 8), True, True),
        (date(2022, 7, 11), True, False),
        (date(2022, 7, 13), True, False),
        (date(2022, 7, 14), True, True),
        (date(2016, 9, 10), False, True),  # a regional make-up Saturday
        (date(2025, 6, 10), True, False),
        (date(2025, 6, 11), True, True),
    ],
)
def test_regional_festivals_rest_although_the_nation_works(day, nation, ours):
    assert (NATION.is_workday(day), OURS.is_workday(day)) == (nation, ours)


def test_every_override_names_its_festival_and_source():
    assert len(OURS.overrides) == 23
    for override in OURS.overrides.values():
        assert override.name.startswith(("肉孜节", "古尔邦节"))
        assert "174号" in override.source


@pytest.mark.parametrize(
    ("day", "works", "source"),
    [
        (date(2003, 12, 31), True, PROVISIONAL),
        (date(2004, 1, 1), False, NATIONAL),
        (date(2026, 12, 31), True, NATIONAL),
        (date(2027, 1, 1), True, PROVISIONAL),  # New Year, but nobody has said so yet
        (date(2027, 1, 2), False, PROVISIONAL),
        (date(2095, 1, 3), True, PROVISIONAL),
    ],
)
def test_a_year_that_is_not_covered_is_computed_by_weekends_and_says_so(day, works, source):
    assert (OURS.is_workday(day), OURS.source(day)) == (works, source)


def test_an_override_speaks_for_a_year_that_is_not_covered(tmp_path):
    calendar = working_days(overrides(tmp_path, "2027-01-01,0,元旦,国务院通知"))
    new_year = date(2027, 1, 1)
    assert (calendar.is_workday(new_year), calendar.source(new_year)) == (False, "国务院通知")


def test_rows_number_the_working_days_through_each_day():
    rows = NATION.rows(date(2022, 11, 25), date(2022, 11, 28))
    assert [(row[0].day, *row[1:]) for row in rows] == [
        (25, True, 1, NATIONAL),
        (26, False, 1, NATIONAL),
        (27, False, 1, NATIONAL),
        (28, True, 2, NATIONAL),
    ]


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (date(2022, 11, 18), date(2022, 11, 25), 6),
        (date(2022, 11, 18), date(2022, 11, 27), 6),
        (date(2022, 11, 18), date(2022, 11, 28), 7),
        (date(2022, 11, 30), date(2022, 12, 10), 8),
        (date(2022, 12, 12), date(2022, 12, 30), 15),
        (date(2022, 11, 26), date(2022, 11, 27), 0),
        (date(2022, 11, 25), date(2022, 11, 25), 1),
        (date(2022, 11, 25), date(2022, 11, 24), 0),
    ],
)
def test_working_days_are_counted_with_both_ends(first, last, number):
    assert NATION.working_days_between(first, last) == number


def test_neighbouring_working_days_step_over_the_weekend():
    friday, sunday, monday = date(2022, 12, 9), date(2022, 12, 11), date(2022, 12, 12)
    assert NATION.first_workday_after(friday) == monday
    assert NATION.first_workday_on_or_after(friday) == friday
    assert NATION.first_workday_on_or_after(sunday) == monday
    assert NATION.last_workday_on_or_before(sunday) == friday
    assert NATION.last_workday_on_or_before(monday) == monday
    assert NATION.last_workday_before(monday) == friday


@pytest.mark.parametrize(
    ("end", "counted", "not_counted"),
    [
        (date(2022, 11, 25), date(2022, 11, 21), date(2022, 11, 18)),
        (date(2022, 11, 27), date(2022, 11, 21), date(2022, 11, 18)),
        (date(2022, 11, 28), date(2022, 11, 22), date(2022, 11, 21)),
        (date(2022, 11, 29), date(2022, 11, 23), date(2022, 11, 22)),
        (date(2022, 12, 9), date(2022, 12, 5), date(2022, 12, 2)),
        (date(2022, 12, 31), date(2022, 12, 26), date(2022, 12, 23)),
    ],
)
def test_the_latest_start_of_five_working_days(end, counted, not_counted):
    assert NATION.latest_start(end, 5) == counted
    assert NATION.latest_start(end, 5, start_counts=False) == not_counted


@pytest.mark.parametrize("number", [1, 2, 5, 6])
@pytest.mark.parametrize("start_counts", [True, False])
def test_the_latest_start_just_makes_it_and_the_next_working_day_does_not(number, start_counts):
    for end in days(date(2025, 9, 20), date(2025, 10, 20)):  # a make-up Sunday and a long holiday
        start = NATION.latest_start(end, number, start_counts=start_counts)
        later = NATION.first_workday_after(start)
        assert NATION.completed_on(start, number, start_counts=start_counts) <= end
        assert NATION.completed_on(later, number, start_counts=start_counts) > end


def test_days_are_full_at_the_end_of_the_last_one():
    start = date(2022, 11, 25)
    assert NATION.completed_on(start, 5) == date(2022, 12, 1)
    assert NATION.completed_on(start, 5, start_counts=False) == date(2022, 12, 2)
    assert NATION.completed_on(start, 1) == start
    assert NATION.completed_on(start + timedelta(days=1), 1) == date(2022, 11, 28)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2022-13-01,0,节,文", "第 2 行：日期“2022-13-01”读不懂"),
        ("明天,0,节,文", "第 2 行：日期“明天”读不懂"),
        ("2022-05-05,休,节,文", "第 2 行：is_workday 是“休”"),
        ("2022-05-05,0,,文", "第 2 行：名称或依据没有填"),
        ("2022-05-05,0,节,文,又", "第 2 行：有 5 格，应为 4 格"),
        ("2022-05-05,0,节,文\n\n2022/5/5,1,节,文", "第 4 行：2022-05-05 重复"),
    ],
)
def test_a_wrong_override_is_refused_with_its_line(tmp_path, line, told):
    with pytest.raises(UserError) as refused:
        working_days(overrides(tmp_path, line))
    assert told in refused.value.what


def test_overrides_saved_by_excel_are_read(tmp_path):
    calendar = working_days(overrides(tmp_path, "2022/5/5,0,肉孜节,通知", encoding="gb18030"))
    assert calendar.overrides[date(2022, 5, 5)].name == "肉孜节"


def test_overrides_without_their_header_or_file_are_refused(tmp_path):
    with pytest.raises(UserError, match="缺少工作日历文件"):
        working_days(tmp_path)
    (tmp_path / OVERRIDES).write_text("日期，上班\n", "utf-8")
    with pytest.raises(UserError, match="第 1 行应为表头"):
        working_days(tmp_path)
