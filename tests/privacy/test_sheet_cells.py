"""What stands in a cell is text or a number: never a formula, never what nobody sees."""

import io
import math

import openpyxl
import pytest
import xlsxwriter

from etl import sheet_cells
from etl.plain_text import plain, plain_lines
from etl.sheet_cells import LONGEST_TEXT, looks_like_formula, safe

BEGINS = ["=1+1", "+86", "-5", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", "﹦1", "﹢1"]
BEFORE = [
    "",
    " ",
    "\u00a0",
    "\u3000",
    "\t",
    "\r",
    "\n",
    "\u200b",
    "\ufeff",
    "\u202e",
    "\x00",
    "\x07",
]


@pytest.mark.parametrize("begin", BEGINS)
@pytest.mark.parametrize("before", BEFORE)
def test_a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(begin, before):
    assert safe(before + begin).lstrip().startswith("'")


@pytest.mark.parametrize("text", ["a=1", "—", "−3", "'=1", "", "和静县", "3-5", "１２"])
def test_other_texts_stay_as_they_are(text):
    assert safe(text) == text


def test_a_line_break_leaves_no_second_line_that_begins_a_formula():
    assert safe("甲\r\n=1+1") == "甲 =1+1"
    assert not any(map(looks_like_formula, safe("甲\n＝1").splitlines()))


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u2029"])
def test_a_control_sign_becomes_a_blank(sign):
    assert plain(f"甲{sign}{sign}乙") == "甲 乙"


@pytest.mark.parametrize(
    "sign",
    ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u061c", "\ud800", "\ufffe", "\U000e0041"],
)
def test_an_unseen_sign_goes(sign):
    assert plain(f"甲{sign}乙") == "甲乙"


def test_line_breaks_stay_where_lines_are_wanted():
    assert plain_lines("甲\r\n\u202e乙\x00") == "甲\n乙 "


def test_rare_characters_of_names_stay():
    names = "㐂𠮷𰻞\U000323af\ue000葛\U000e0100"
    assert plain(names) == names


def test_a_text_is_cut_to_what_excel_holds_counting_rare_characters_twice():
    assert safe("长" * LONGEST_TEXT) == "长" * LONGEST_TEXT
    assert safe("长" * (LONGEST_TEXT + 1)) == "长" * (LONGEST_TEXT - 1) + "…"
    assert len(safe("𠮷" * 20_000).encode("utf-16-le")) <= 2 * LONGEST_TEXT


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        ("=1+1", "s", "'=1+1"),
        ("http://x.cn/a", "s", "http://x.cn/a"),
        ("0012", "s", "0012"),
        (-5, "n", -5),
        (1.5, "n", 1.5),
        (math.inf, "s", "inf"),
        ("", "n", None),
        (None, "n", None),
    ],
)
def test_a_number_is_written_as_a_number_and_all_else_as_text(value, kind, read):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, dict(sheet_cells.BOOK_OPTIONS)) as book:
        sheet_cells.write(book.add_worksheet(), 0, 0, value, book.add_format({"bold": True}))
    cell = openpyxl.load_workbook(made).active["A1"]
    assert (cell.data_type, cell.value, cell.hyperlink) == (kind, read, None)
