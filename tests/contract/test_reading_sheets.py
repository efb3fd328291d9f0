"""What stands around and between the rows: titles, dates, totals, footers, counties filled down."""

from datetime import date

import pytest

from tests.contract.office_files import GOOD, REVIEW, REVIEWS, text_table, xlsx
from tests.contract.read_back import ReadBack

QUOTA = ["县(市)", "申报系列", "核定职数", "下达名额", "下达日期"]
DAY = "2022-11-18"


def read(tmp_path, *rows, name="表.xlsx", sheet="Sheet1"):
    return ReadBack(xlsx(tmp_path / name, {sheet: rows}))


@pytest.mark.parametrize(
    "above",
    [
        [["填报单位:和静县人社局(盖章)   填报日期:2022年12月5日"]],
        [["填报单位(盖章)：和静县人社局", None, "填报日期：2022.12.5"]],
        [["填报单位", "和静县人社局", "填报日期", date(2022, 12, 5)]],
        [["填报单位:", None, "和静县人社局"], ["填表日期:", "20221205"]],
    ],
)
def test_who_reports_and_when_stands_above_in_one_cell_or_beside(tmp_path, above):
    sheet = read(tmp_path, ["2022年度审核记录"], *above, *GOOD).sheet
    assert sheet.title == "2022年度审核记录"
    assert sheet.reporting_unit.startswith("和静县人社局")
    assert (sheet.report_date, sheet.report_date_from) == ("2022-12-05", "sheet")
    assert (sheet.office, sheet.season) == ("652827", 2022)


def test_the_report_date_may_stand_below_the_data(tmp_path):
    sheet = read(tmp_path, *GOOD, ["填表人:张三", None, "填报日期:2022年12月5日"]).sheet
    assert sheet.report_date == "2022-12-05"
    assert sheet.rows == 1


def test_an_unfilled_date_line_is_no_date(tmp_path):
    sheet = read(tmp_path, ["填报日期:    年   月   日"], *GOOD, name="和静20221205.xlsx").sheet
    assert (sheet.report_date, sheet.report_date_from) == ("2022-12-05", "name")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        *[
            (f"和静{written}.csv", "2022-12-05")
            for written in ("20221205", "2022-12-05", "2022.12.5")
        ],
        *[(f"{written}和静.csv", "2022-12-05") for written in ("2022年12月5日", "20221205183000")],
        ("和静_13812345678_20221205.csv", "2022-12-05"),
        ("和静20221305 2022-12-06.csv", "2022-12-06"),
        ("和静202265280100001.csv", None),
        ("名额分配表2022.csv", None),
    ],
)
def test_the_first_plausible_day_of_the_file_name_counts(tmp_path, name, day):
    assert ReadBack(text_table(tmp_path / name, GOOD)).sheet.report_date == day


@pytest.mark.parametrize(
    ("unit", "title", "sheet", "file", "office"),
    [
        ("填报单位:轮台县人社局", "和静县审核记录", "博湖", "和硕.xlsx", "652822"),
        ("填报单位:阳霞镇中学", "和静县审核记录", "博湖", "和硕.xlsx", "652827"),
        ("填报单位:州职改办", "和静县审核记录", "博湖", "和硕.xlsx", "652800"),
        ("", "巴州县以下审核记录", "博湖", "和硕.xlsx", "652829"),
        ("", "巴州审核记录", "博湖", "和硕.xlsx", "652800"),
        ("", "审核记录", "Sheet1", "州_审核.xlsx", "652800"),
        ("", "审核记录", "Sheet1", "和静和硕.xlsx", None),
        ("", "审核记录", "Sheet1", "焉耆回族自治县.xlsx", "652826"),
    ],
)
def test_the_office_is_the_first_that_is_named(tmp_path, unit, title, sheet, file, office):
    found = read(tmp_path, [title], [unit or None], *GOOD, name=file, sheet=sheet)
    assert found.sheet.office == office


def without_county(row):
    return [cell for at, cell in enumerate(row) if at != 1]


@pytest.mark.parametrize(
    ("title", "sheet", "file", "county"),
    [("和静县2022年", "博湖", "和硕.xlsx", "652827"), ("2022年", "博湖", "和硕.xlsx", "652829"),
     ("2022年", "表", "和硕.xlsx", "652828")],
)  # fmt: skip
def test_a_sheet_without_a_county_column_takes_it_from_around(tmp_path, title, sheet, file, county):
    rows = [[title], without_county(REVIEWS), without_county(REVIEW)]
    found = read(tmp_path, *rows, name=file, sheet=sheet)
    assert found.cell("county", 3) == (county, "ok", None)
    assert "county" not in found.sheet.columns


def test_without_any_county_there_is_none(tmp_path):
    found = read(tmp_path, without_county(REVIEWS), without_county(REVIEW))
    assert found.cell("county") is None


def test_blank_counties_below_a_filled_one_are_filled_down(tmp_path):
    rows = [["1", "和静县", *REVIEW[2:]], ["2", None, *REVIEW[2:]], ["3", "和硕", *REVIEW[2:]]]
    found = read(tmp_path, REVIEWS, ["0", "", *REVIEW[2:]], *rows, ["4", " ", *REVIEW[2:]])
    assert found.values("county") == ["", "652827", "652827", "652828", "652828"]


def test_a_blank_season_comes_from_the_title(tmp_path):
    header = ["年度", *QUOTA]
    row = ["和静县", "卫生", 3, 2, DAY]
    found = read(tmp_path, ["2023年度名额"], header, [2022, *row], [None, *row])
    assert found.values("season") == ["2022", "2023"]


def test_totals_notes_signatures_and_bare_numbering_are_no_rows(tmp_path):
    second = ["202265280100002", *REVIEW[1:]]
    found = read(
        tmp_path,
        ["序号", *REVIEWS],
        *[[1, *REVIEW], ["小 计", 1], [None], [2, *second], ["小计", 1]],
        *[["和静县小计", None, 2], ["合计", None, 2], [3], ["序号", *REVIEWS]],
        *[["注:1.本表一式两份"], ["  2.按月报送"], ["填表人:张三", None, "审核人:李四"]],
    )
    assert found.sheet.rows == 2
    assert found.notes == []


def test_a_total_that_disagrees_is_said_with_both_numbers(tmp_path):
    found = read(tmp_path, *GOOD, ["合计", None, "2人"])
    assert found.notes == ["total_mismatch"]
    note = found.parsed.notes[0]
    assert (note.row_no, note.col_no, note.value, note.expected) == (3, 3, "2", "1")


def test_totals_of_a_quota_sheet_are_sums_of_their_columns(tmp_path):
    rows = [["和静县", "卫生", 3, 2, DAY], ["和硕县", "卫生", 4, 3, DAY]]
    assert read(tmp_path, QUOTA, *rows, ["合计", None, 7, 5]).notes == []
    found = read(tmp_path, QUOTA, *rows, ["合计", None, 7, 6])
    assert [(n.rule, n.col_no, n.expected) for n in found.parsed.notes] == [
        ("total_mismatch", 4, "5")
    ]


def test_a_unit_whose_name_begins_like_a_note_is_a_row(tmp_path):
    header = ["工作单位", *without_county(REVIEWS)]
    found = read(tmp_path, header, ["注册中学", *without_county(REVIEW)])
    assert found.sheet.rows == 1


def test_only_registers_may_be_empty(tmp_path):
    sanctions = ["申报编号", "处理措施", "处理日期"]
    assert read(tmp_path, sanctions).refused is None
    assert read(tmp_path, sanctions).notes == []
    assert read(tmp_path, REVIEWS).refused == "no_rows"


def test_an_empty_sheet_beside_a_good_one_is_a_warning(tmp_path):
    sheets = {
        "审核": GOOD,
        "公示": [["公示层级", "公示开始日期", "公示结束日期"]],
        "空": [],
        "记": [["x"]],
    }
    found = ReadBack(xlsx(tmp_path / "表.xlsx", sheets))
    assert found.refused is None
    assert [(n.rule, n.sheet) for n in found.parsed.notes] == [
        *(("no_rows", "公示"), ("no_known_sheet", "记"))
    ]


@pytest.mark.parametrize(
    ("end", "rule", "notes"),
    [
        ("\r\n", None, []),
        ("", None, ["cut_off"]),  # all cells are there, the last one may be half
        ("\r\n20220109902,和静", "unreadable", []),
        ("\r\n填表人:张三", None, []),
        ("\r\n合计,1", None, []),
        ("\r\n  ", None, []),
    ],
)
def test_a_text_table_that_breaks_off_in_its_last_row_is_told(tmp_path, end, rule, notes):
    path = text_table(tmp_path / "审核记录.csv", GOOD)
    path.write_bytes(path.read_bytes().removesuffix(b"\r\n") + end.encode())
    found = ReadBack(path)
    assert (found.refused, found.notes) == (rule, notes)
