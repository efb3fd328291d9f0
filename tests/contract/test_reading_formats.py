"""Every format and encoding that is accepted says the same; odd but honest files load."""

# ruff: noqa: DTZ001 (a cell has no time zone)

import zipfile
from datetime import datetime

import pytest

from tests.contract import hostile, office_files
from tests.contract.office_files import GOOD, REVIEW, REVIEWS, ods, text_table, xlsb, xlsx
from tests.contract.read_back import ReadBack

EXPECTED = ["202265280100001", "李四", "1", "县级审核", "通过", "2022-11-25 10:45:00", "652801"]


def told(path, name=None):
    found = ReadBack(path, name)
    assert found.refused is None, found.parsed.refusal
    return [record[6] for record in found.records]


@pytest.mark.parametrize("make", [lambda p, r: xlsx(p, {"审核": r}), ods, xlsb])
@pytest.mark.parametrize("name", ["一.xlsx", "名不副实.csv", "没有后缀"])
def test_workbooks_are_known_by_their_content(tmp_path, make, name):
    assert told(make(tmp_path / name, GOOD)) == EXPECTED


def test_an_old_workbook_also_under_the_name_of_wps():
    found = ReadBack(hostile.FIXTURES / "reviews.xls", "名册.et")
    assert [record[6] for record in found.records] == EXPECTED
    assert found.notes == ["hidden_sheet"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_tables_are_read_in_every_encoding_and_separator(tmp_path, encoding, separator):
    assert told(text_table(tmp_path / "一.csv", GOOD, encoding, separator)) == EXPECTED


def test_rare_characters_and_quoted_breaks_of_a_text_table_survive(tmp_path):
    rows = [[*REVIEWS, "存在问题"], [*REVIEW, '第一行\n第二行,"引号"䶮‧']]
    found = ReadBack(text_table(tmp_path / "一.csv", rows, "gb18030"))
    assert found.cell("problem")[0] == '第一行 第二行,"引号"䶮‧'


def test_stray_nul_bytes_do_no_harm(tmp_path):
    path = text_table(tmp_path / "一.csv", GOOD)
    path.write_bytes(path.read_bytes().replace(b"202265280100001", b"202265280100001\0"))
    assert told(path) == EXPECTED


def test_rows_keep_the_numbers_that_the_sheet_shows(tmp_path):
    rows = [["a"], [], [], *GOOD, [], REVIEW]
    for path in (xlsx(tmp_path / "一.xlsx", {"审核": rows}), text_table(tmp_path / "一.csv", rows)):
        found = ReadBack(path)
        assert found.sheet.header_row == 4
        assert {record[2] for record in found.records} == {5, 7}


def test_a_table_may_begin_right_of_column_a(tmp_path):
    found = ReadBack(xlsx(tmp_path / "一.xlsx", {"审核": [[None, None, *row] for row in GOOD]}))
    assert [record[5] for record in found.records] == [3, 5, 6, 7, 8, 9, 4]


def test_thousands_of_formatted_blank_rows_cost_nothing(tmp_path):
    path = xlsx(tmp_path / "一.xlsx", {"审核": GOOD})
    blank = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="XFD{n}" s="1"></c></row>' for n in range(3, 9_000)
    )
    with zipfile.ZipFile(path) as whole:
        members = {name: whole.read(name).decode() for name in whole.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    last = '<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
    members["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", blank + last)
    assert told(office_files.archive(path, members)) == EXPECTED


def test_a_million_blank_rows_of_open_document_cost_nothing(tmp_path):
    below = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    assert told(ods(tmp_path / "一.ods", GOOD, below=below)) == EXPECTED


def test_what_a_sheet_says_about_its_own_size_is_not_believed(tmp_path):
    cells = "".join(hostile.cell(f"A{n}", n) for n in range(1, 4))
    lie = hostile.raw_xlsx(tmp_path / "一.xlsx", cells)
    with zipfile.ZipFile(lie) as whole:
        members = {name: whole.read(name).decode() for name in whole.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(
        "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
    )
    assert ReadBack(office_files.archive(lie, members)).refused == "no_known_sheet"


def test_a_hidden_sheet_is_skipped_and_said_however_far_it_reaches(tmp_path):
    far = [[None] * 300 + ["x"]]
    path = xlsx(
        tmp_path / "一.xlsx", {"审核": GOOD, "旧13812345678": far}, hidden={"旧13812345678"}
    )
    found = ReadBack(path)
    assert found.refused is None
    assert [(n.rule, n.sheet) for n in found.parsed.notes] == [("hidden_sheet", "旧已隐去(11 位)")]
    assert [sheet.visible for sheet in found.parsed.sheets] == [True, False]


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_real_dates_and_bare_serials_follow_the_epoch_of_the_workbook(tmp_path, epoch_1904):
    bare = 43421 if epoch_1904 else 44883
    rows = [REVIEWS, [*REVIEW[:-1], datetime(2022, 11, 18, 9, 30)], [*REVIEW[:-1], bare]]
    path = xlsx(tmp_path / "一.xlsx", {"审核": rows}, epoch_1904=epoch_1904)
    assert ReadBack(path).values("reviewed_at") == ["2022-11-18 09:30:00", "2022-11-18"]
    binary = xlsb(tmp_path / "一.xlsb", [REVIEWS, [*REVIEW[:-1], bare]], epoch_1904=epoch_1904)
    assert ReadBack(binary).values("reviewed_at") == ["2022-11-18"]


def test_200_columns_and_row_300000_are_read(tmp_path):
    wide = [[*REVIEWS, *[None] * 192, "末列"], [*REVIEW, *[None] * 192, "x"]]
    assert told(xlsx(tmp_path / "宽.xlsx", {"审核": wide})) == EXPECTED
    book = text_table(tmp_path / "长.csv", GOOD)
    book.write_bytes(book.read_bytes() + b"\n" * 299_997 + b"1,2\n")
    found = ReadBack(book)
    assert found.refused is None
    assert found.cell("application_no", 300_000) == ("1", "ok", None)
