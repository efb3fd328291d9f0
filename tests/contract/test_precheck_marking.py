"""The sender's own file comes back with marks, changed nowhere else; sent again, the marks are ignored."""

import io
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from etl.contract.our_sheets import FIX_COLUMNS
from etl.precheck import marking
from etl.precheck.marks import AUTHOR, COLOURS
from tests.contract.marked_files import (
    GOOD,
    LEVEL,
    ROWS,
    checked,
    fill,
    marked,
    opened,
    plain,
    told,
)
from tests.contract.office_files import REVIEWS
from tests.contract.small_office import data, loaded_once, sent
from tests.sparing import sparing

__all__ = ["data", "loaded_once"]


def test_the_bad_cell_has_a_colour_and_a_note_and_a_line_in_the_list(data, tmp_path):
    made = marked(data, plain(tmp_path))
    assert made.is_own
    assert made.file_name == "若羌审核20221205_已标注.xlsx"
    book = opened(made)
    assert book.sheetnames == ["审核", "修改清单"]
    cell = book["审核"].cell(3, LEVEL)
    assert fill(cell) == COLOURS["row"]
    assert cell.comment.author == AUTHOR
    assert "该行未计入" in cell.comment.text
    assert "改为" in cell.comment.text
    assert not fill(book["审核"].cell(2, LEVEL))
    assert not book["审核"].cell(2, LEVEL).comment
    head, *lines = book["修改清单"].iter_rows(min_row=4, values_only=True)
    assert head == tuple(title for title, _ in FIX_COLUMNS)
    assert any("E3" in line[3] and "村级审核" in str(line[5]) for line in lines)


OFFICE_FILES = [
    "若羌申报人员花名册20221205.xlsx",
    "若羌公示情况表20221231.xlsx",
    "轮台县定向评价报送表20221231.xlsx",
    "焉耆回族自治县定向评价报送表20221205.xlsx",
    "和硕审核记录20221231.xlsx",
    "和静_申报人员花名册_20221231.csv",
    "名额分配表2022.xlsx",
]


@pytest.mark.parametrize("name", sparing(OFFICE_FILES))
def test_sent_again_the_rows_and_findings_are_the_same_and_the_list_is_passed_over(data, name):
    first = checked(data, sent(name), name)
    made = marking.mark(sent(name), first, "")
    again = checked(data, made.content, made.file_name)
    assert not made.is_list
    assert len(again.parsed.sheets) == len(first.parsed.sheets) + 1
    rows, found = told(first)
    rows_again, found_again = told(again)
    assert rows_again == rows
    strip = lambda each: [(rule, row, col, value) for rule, _, row, col, value in each]  # noqa: E731
    assert strip(found_again) == strip(found)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", sparing([name for name in OFFICE_FILES if name.endswith("xlsx")], 2)
)
def test_only_marked_cells_differ_from_what_was_sent(data, name):
    first = checked(data, sent(name), name)
    made = marking.mark(sent(name), first, "")
    assert made.is_own
    old, new = openpyxl.load_workbook(io.BytesIO(sent(name))), opened(made)
    places = {(row["sheet"], row["row_no"], row["col_no"]) for row in first.findings}
    for sheet in old:
        twin = new[sheet.title]
        assert [str(each) for each in twin.merged_cells.ranges] == [
            str(each) for each in sheet.merged_cells.ranges
        ]
        for row in sheet.iter_rows():
            for cell in row:
                other = twin[cell.coordinate]
                assert other.value == cell.value
                assert other.number_format == cell.number_format
                assert repr(other.font) == repr(cell.font)
                if fill(other) != fill(cell):
                    assert (sheet.title, cell.row, cell.column) in places


def test_every_part_is_well_formed_and_untouched_parts_keep_their_bytes(data, tmp_path):
    content = plain(tmp_path, {"审核": ROWS, "说明": [["甲", "乙"]]})
    made = marked(data, content)
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(io.BytesIO(made.content)) as new,
    ):
        assert len(new.namelist()) == len(set(new.namelist()))
        for name in new.namelist():
            ET.fromstring(new.read(name))
        same = [name for name in old.namelist() if new.read(name) == old.read(name)]
        assert {"xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/theme/theme1.xml"} <= {
            *same
        }
        assert "xl/worksheets/sheet1.xml" not in same


@pytest.mark.slow
def test_formulas_keep_their_last_value_and_ours_are_never_formulas(data, tmp_path):
    path = tmp_path / "若羌审核20221205.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("审核")
        for at, row in enumerate(ROWS):
            sheet.write_row(at, 0, row)
        sheet.write_formula(1, 3, "=0+1", None, 1)
        sheet.write_string(2, LEVEL - 1, "=1+1")
    content = path.read_bytes()
    made = marked(data, content)
    assert told(checked(data, made.content))[0] == told(checked(data, content))[0]
    book = opened(made)
    assert book["审核"]["D2"].value == "=0+1"
    assert {cell.data_type for row in book["修改清单"] for cell in row} <= {"s", "n"}
    values = openpyxl.load_workbook(io.BytesIO(made.content), data_only=True)
    assert values["审核"]["D2"].value == 1


@pytest.mark.slow
def test_the_senders_own_notes_colours_and_fonts_stay(data, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "审核"
    for row in ROWS:
        sheet.append(row)
    sheet["A1"].comment = Comment("县里的批注", "某科员")
    sheet["E3"].comment = Comment("县里先看过", "某科员")
    sheet["C2"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["E3"].font = Font(name="黑体", bold=True)
    book.save(tmp_path / "若羌审核20221205.xlsx")
    made = opened(marked(data, (tmp_path / "若羌审核20221205.xlsx").read_bytes()))["审核"]
    assert made["A1"].comment.text == "县里的批注"
    assert made["E3"].comment.text == "县里先看过"  # theirs first; ours stands in the list
    assert fill(made["C2"]) == "00FF00"
    assert (fill(made["E3"]), made["E3"].font.name, made["E3"].font.b) == (
        COLOURS["row"],
        "黑体",
        True,
    )


@pytest.mark.slow
def test_a_blank_cell_that_the_file_does_not_even_hold_is_marked(data, tmp_path):
    missing = [*GOOD]
    missing[REVIEWS.index("审核结论")] = None
    last = [*GOOD]
    last[0], last[-1] = "20220100002", None
    book = opened(marked(data, plain(tmp_path, {"审核": [REVIEWS, missing, last]})))["审核"]
    assert fill(book["F2"]) == fill(book["G3"]) == COLOURS["row"]
    assert [book["G2"].value, book["F3"].value] == [GOOD[-1], "通过"]


@pytest.mark.slow
def test_marked_again_after_mending_the_old_marks_are_gone(data, tmp_path):
    first = marked(data, plain(tmp_path))
    book = opened(first)
    book["审核"].cell(3, LEVEL).value = "单位审核"
    book["审核"].cell(2, LEVEL).value = "乡级审核"
    mended = io.BytesIO()
    book.save(mended)
    again = marked(data, mended.getvalue(), first.file_name)
    assert again.file_name == first.file_name
    sheet = opened(again)["审核"]
    assert opened(again).sheetnames == ["审核", "修改清单"]
    assert not sheet.cell(3, LEVEL).comment
    assert not fill(sheet.cell(3, LEVEL))
    assert fill(sheet.cell(2, LEVEL)) == COLOURS["row"]
    assert sheet.cell(2, LEVEL).comment


@pytest.mark.slow
def test_thousands_of_formatted_blank_rows_cost_nothing(data, tmp_path):
    row = '<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/><c r="B%d" s="1"/><c r="C%d" s="1"/></row>'
    content = plain(tmp_path)
    swollen = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(swollen, "w", 8) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                blank = "".join(row % ((n,) * 4) for n in range(4, 400_000)).encode()
                part = part.replace(b"</sheetData>", blank + b"</sheetData>")
            new.writestr(name, part)
    made = marked(data, swollen.getvalue())
    assert made.is_own
    with zipfile.ZipFile(io.BytesIO(made.content)) as new:
        assert b'r="399999"' in new.read("xl/worksheets/sheet1.xml")
