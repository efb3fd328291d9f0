"""One cell of each type, in every shape that offices write."""

# ruff: noqa: DTZ001 (a cell has no time zone)

from datetime import date, datetime, time, timedelta

import pytest

from etl.contract.model import contract
from etl.paths import REFERENCE
from etl.reading.cells import readers
from etl.reading.names import names

KEY = b"k"
ID = "650102196703041455"
ID_WITH_X = "65280119650823321X"


def typed(raw, column, kind="roster", **options):
    return readers(contract(), kind, names(REFERENCE), KEY, **options)[column](raw)


def value(raw, column, kind="roster", **options):
    found, state, shown = typed(raw, column, kind, **options)
    assert (state, shown) == ("ok", None), (raw, state, shown)
    return found


@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000", "\u200b", "#DIV/0!", "#N/A", "\n\t"])
@pytest.mark.parametrize("column", ["unit", "name", "county", "first_submitted_at", "id_number"])
def test_an_empty_cell_and_an_error_value_are_blank_in_every_type(raw, column):
    assert typed(raw, column) == ("", "blank", None)


@pytest.mark.parametrize(
    "raw",
    [
        "2022-11-08",
        "2022/11/8",
        "2022.11.08",
        "2022.11.8",
        "20221108",
        "2022年11月8日",
        "2022 年 11 月 8 日",
        "2022-11-08 周二",
        "2022年11月8日(星期二)",
        "２０２２－１１－０８",
        "2022．11．8",
        "44873",
        44873.0,
        20221108.0,
        date(2022, 11, 8),
        datetime(2022, 11, 8),
        datetime(2022, 11, 8, 9, 30),
        "2022-11-08 09:30",
        44873.4,
    ],
)
def test_a_day_is_read_in_every_shape_with_or_without_a_time(raw):
    assert value(raw, "current_title_on") == "2022-11-08"


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2022-11-08 09:30", "2022-11-08 09:30:00"),
        ("2022/11/8 9:30:05", "2022-11-08 09:30:05"),
        ("2022.11.08 09:30", "2022-11-08 09:30:00"),
        ("2022年11月8日 09:30", "2022-11-08 09:30:00"),
        ("2022年11月8日9时30分", "2022-11-08 09:30:00"),
        ("2022-11-08T09:30:00", "2022-11-08 09:30:00"),
        ("2022-11-08 下午3:05", "2022-11-08 15:05:00"),
        ("20221108 0930", "2022-11-08 09:30:00"),
        (44873.40625, "2022-11-08 09:45:00"),
        (datetime(2022, 11, 8, 9, 30, 0, 400), "2022-11-08 09:30:00"),
        ("2022-11-08 00:00", "2022-11-08 00:00:00"),
        ("2022-11-08", "2022-11-08"),
        (datetime(2022, 11, 8), "2022-11-08"),
        (44873.0, "2022-11-08"),
    ],
)
def test_a_moment_keeps_its_time_and_a_day_without_one_stays_a_day(raw, moment):
    assert value(raw, "first_submitted_at") == moment


def test_serials_count_from_1904_where_the_workbook_says_so():
    assert value(43411.0, "current_title_on", epoch_1904=True) == "2022-11-08"
    assert value(43411.0, "current_title_on") == "2018-11-07"


@pytest.mark.parametrize(
    "raw",
    [
        *("2022-02-29", "2022-13-01", "11月18日", "2022-11", "十一月下旬", "18/11/2022", "无"),
        *("1899-12-31", "2101-01-01", "2022-11-18 25:00", "2022-11-1810:45", 0.5, 11.18, 2022.0),
        *(202211.0, 1e300, float("inf"), float("nan"), True, time(9, 30), timedelta(1)),
    ],
)
def test_what_is_no_day_is_bad_and_shown_as_found(raw):
    found, state, shown = typed(raw, "first_submitted_at")
    assert (found, state) == (None, "bad")
    assert shown


@pytest.mark.parametrize("day", ["1900-01-01", "2100-12-31"])
def test_the_first_and_last_plausible_days_are_days(day):
    assert value(day, "current_title_on") == day


def test_a_number_of_year_and_month_is_told_apart_because_october_looks_like_january():
    assert typed(1985.1, "current_title_on") == (None, "year_month", "1985.1")
    assert typed(2005.12, "current_title_on") == (None, "year_month", "2005.12")
    assert typed(2005.13, "current_title_on")[1] == "bad"
    assert typed("1985.10", "current_title_on")[1] == "bad"


@pytest.mark.parametrize("raw", [12.0, 12, "12", "12.0", "１２", " 12 ", "12."])
def test_a_whole_number_may_be_text_or_full_width(raw):
    assert value(raw, "grassroots_years") == "12"


def test_thousands_may_be_separated_but_not_otherwise():
    assert value("1,234", "allocated", "quota") == "1234"
    assert typed("12,34", "allocated", "quota")[1] == "bad"


@pytest.mark.parametrize("raw", ["12人", "-1", -1.0, 1.5, "1.5", "无", True, 1e300, float("nan")])
def test_anything_else_is_no_whole_number(raw):
    assert typed(raw, "grassroots_years")[:2] == (None, "bad")


def test_a_season_may_carry_its_unit():
    assert [value(raw, "season") for raw in (2022.0, "２０２２", "2022年", "2022年度")] == [
        "2022"
    ] * 4
    assert typed("第22年", "season") == (None, "bad", "第22年")


@pytest.mark.parametrize(
    "raw", ["焉耆回族自治县", "焉耆县", "焉 耆", "652826", 652826.0, "６５２８２６"]
)
def test_a_county_is_its_code_by_every_name_that_it_has(raw):
    assert value(raw, "county") == "652826"


def test_a_county_is_never_guessed():
    assert typed("库尔乐市", "county") == (None, "unknown", "库尔乐市")
    assert typed("和静县城", "county")[1] == "unknown"


def test_series_and_listed_values_become_canonical():
    assert value("农牧", "series") == "AGR"
    assert value("形式审核", "level", "reviews") == "州级形式审核"
    assert value("不通过", "outcome", "reviews") == "不予通过"
    assert typed("不予通过", "outcome", "panel") == (None, "unknown", "不予通过")
    assert value("村小学（教学点）", "unit_kind") == "村小学(教学点)"


def test_an_unknown_return_reason_counts_as_other_and_is_still_told():
    assert typed("太潦草", "reason", "reviews") == ("其他", "unknown", "太潦草")


def test_a_name_loses_blanks_and_its_dots_become_one():
    assert value("李 \u3000四", "name") == "李四"
    folded = {value(f"古丽{dot}娜仁", "name") for dot in "·•・‧"}
    assert folded == {"古丽\u00b7娜仁"}


def test_text_is_trimmed_and_kept_on_one_line():
    assert value(" 第一\r\n中学\x00甲 ", "note") == "第一 中学 甲"
    assert value("无", "note") == "无"
    assert value(12.0, "note") == "12"
    assert value(date(2022, 1, 2), "note") == "2022-01-02"


def test_a_unit_s_name_loses_its_blanks_and_the_width_of_its_brackets():
    assert value(" 第一\r\n中学（甲） ", "unit") == "第一中学(甲)"
