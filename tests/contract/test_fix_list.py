"""The workbook that goes back to a sender opens anywhere, prints on A4 and holds no formula."""

import io
from datetime import datetime

import openpyxl
import pytest

from etl.contract.fixlist import FIX_COLUMNS, Heading, write_fix_list

MADE_AT = datetime.fromisoformat("2025-12-03T18:00")
HEADING = Heading("和静县", "数据版本 a1b2c3d4，2025-12-03 18:00 生成", MADE_AT)


def finding(rule="unknown_series", severity="row", **more):
    stated = {
        "file": "和静县花名册.xlsx",
        "sheet": "花名册",
        "row_no": 8,
        "col_no": 9,
        "header": "申报系列",
        "value": "工程",
        "expected": None,
        "detail": None,
        "type": "series",
        "list": None,
    }
    return stated | {"rule": rule, "severity": severity} | more


def balance(**more):
    return {
        "file": "和静县花名册.xlsx",
        "sheet": "花名册",
        "kind": "roster",
        "read": 10,
        "loaded": 5,
        "unchanged": 2,
        "superseded": 1,
        "quarantined": 2,
    } | more


def opened(found, balances=(), heading=HEADING):
    made = io.BytesIO()
    write_fix_list(made, found, balances, heading)
    return openpyxl.load_workbook(io.BytesIO(made.getvalue()))


def lines(sheet):
    """What stands below the head, by column title."""
    head, *below = list(sheet.iter_rows(min_row=4, values_only=True))
    return [dict(zip(head, row, strict=True)) for row in below]


def test_a_line_names_the_place_the_value_the_fault_and_the_cure():
    (line,) = lines(opened([finding()])["修改清单"])
    assert line["文件"] == "和静县花名册.xlsx"
    assert line["位置"] == "第8行（I8）"
    assert line["列"] == "申报系列"
    assert line["查到的值"] == "工程"
    assert line["问题"] == "申报系列“工程”不在名单内"
    assert line["怎么改"] == "改为：幼儿园教师、中小学教师、卫生健康、农业畜牧。"
    assert line["结果"] == "该行未计入"


def test_the_gravest_stand_first_and_are_numbered():
    found = [
        finding("hidden_sheet", "sheet", value="", row_no=None, col_no=None),
        finding("unknown_value", "cell"),
        finding(),
        finding("unreadable", "file", sheet=None, value="", row_no=None, col_no=None),
    ]
    listed = [(line["序号"], line["结果"]) for line in lines(opened(found)["修改清单"])]
    assert listed == [(1, "整份未收"), (2, "该行未计入"), (3, "该格未采用"), (4, "提醒")]


def test_a_refused_file_is_told_in_the_words_of_its_reading():
    said = "文件有密码,无法读取。请去掉密码后重新报送。"
    refused = finding("password", "file", sheet=None, value=said, row_no=None, col_no=None)
    (line,) = lines(opened([refused])["修改清单"])
    assert line["问题"] == "文件有密码，无法读取"
    assert line["怎么改"] == "请去掉密码后重新报送。"
    assert not line["查到的值"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-5", "'-5"),
        ("@sum", "'@sum"),
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("http://x.cn/a", "http://x.cn/a"),
    ],
)
def test_a_cell_is_never_a_formula_or_a_link(value, shown):
    sheet = opened([finding(value=value, file=value, sheet=value)])["修改清单"]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n"), cell.coordinate
            assert cell.hyperlink is None
    assert lines(sheet)[0]["查到的值"] == shown


def test_a_number_in_text_stays_text():
    assert lines(opened([finding(value="0012")])["修改清单"])[0]["查到的值"] == "0012"


def test_a_very_long_value_is_cut_to_what_a_cell_holds():
    (line,) = lines(opened([finding(value="长" * 40_000)])["修改清单"])
    assert len(line["查到的值"]) == 32_000


def test_the_heading_names_the_office_and_the_version():
    sheet = opened([finding()])["修改清单"]
    assert sheet["A1"].value == "和静县报送数据修改清单（1 条）"
    assert sheet["A2"].value == HEADING.source


def test_the_rows_are_shown_to_add_up_by_sheet():
    (line,) = lines(opened([], [balance()])["行数核对"])
    assert line["表种"] == "申报人员花名册"
    assert line["读入"] == 10 == line["入库"] + line["未变"] + line["被更新"] + line["未计入"]


def test_both_sheets_print_on_a4_with_their_head_on_every_page():
    for sheet in opened([finding()], [balance()]):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_a_list_without_findings_still_opens():
    assert lines(opened([])["修改清单"]) in ([], [dict.fromkeys(t for t, _ in FIX_COLUMNS)])


def test_the_same_findings_make_the_same_bytes():
    one, two = io.BytesIO(), io.BytesIO()
    for made in (one, two):
        write_fix_list(made, [finding()], [balance()], HEADING)
    assert one.getvalue() == two.getvalue()
