"""What cannot be marked itself comes back as a copy of its values, or as the list alone."""

import io
import zipfile

import pytest

from etl.precheck import marking
from etl.precheck.marks import COLOURS
from etl.reading import limits
from tests.contract import hostile
from tests.contract.marked_files import BAD, ROWS, checked, fill, marked, opened, plain, told
from tests.contract.office_files import ods, text_table, xlsb
from tests.contract.small_office import data, loaded_once

__all__ = ["data", "loaded_once"]


pytestmark = pytest.mark.slow  # a second to check and copy each form


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: ods(folder / "若羌审核20221205.ods", ROWS),
        lambda folder: xlsb(folder / "若羌审核20221205.xlsb", ROWS),
        lambda folder: text_table(folder / "若羌审核20221205.csv", ROWS),
        lambda folder: text_table(folder / "若羌审核20221205.csv", ROWS, "gb18030"),
        lambda folder: hostile.written(
            folder / "若羌审核20221205.xls", (hostile.FIXTURES / "reviews.xls").read_bytes()
        ),
    ],
    ids=["ods", "xlsb", "csv", "csv in gb18030", "xls"],
)
def test_other_formats_come_back_as_a_copy_of_their_values(data, tmp_path, make):
    path = make(tmp_path)
    first = checked(data, path.read_bytes(), path.name)
    made = marking.mark(path.read_bytes(), first, "")
    assert (made.is_own, made.is_list) == (False, False)
    assert made.file_name == "若羌审核20221205_已标注.xlsx"
    again = checked(data, made.content, made.file_name)
    assert told(again)[0] == told(first)[0]
    sheet = opened(made).worksheets[0]
    bad = [row for row in first.findings if row["row_no"] and row["col_no"]]
    assert bad
    for row in bad:
        assert fill(sheet.cell(row["row_no"], row["col_no"])) == COLOURS[row["severity"]]
        assert sheet.cell(row["row_no"], row["col_no"]).comment


def test_a_text_that_looks_like_a_formula_stays_text_in_a_copy(data, tmp_path):
    path = text_table(
        tmp_path / "若羌审核20221205.csv", [*ROWS, ["=1+1", "若羌县", "+86", *BAD[3:]]]
    )
    cells = [cell for row in opened(marked(data, path.read_bytes(), path.name)) for cell in row]
    assert "=1+1" in {cell.value for row in cells for cell in row}
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n"}


def test_a_layout_that_marking_does_not_know_comes_back_as_a_copy(data, tmp_path):
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    lines = ["".join(map(cell.format, row)) for row in ROWS]
    rows = "".join(f"<row>{line}</row>" for line in lines)
    path = hostile.raw_xlsx(tmp_path / "若羌审核20221205.xlsx", rows)
    first = checked(data, path.read_bytes())
    made = marking.mark(path.read_bytes(), first, "")
    assert (made.is_own, made.is_list) == (False, False)
    assert told(checked(data, made.content))[0] == told(first)[0]


def test_marking_that_would_cost_too_much_leaves_the_list_alone(data, tmp_path, monkeypatch):
    first = checked(data, plain(tmp_path))
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.01)
    made = marking.mark(plain(tmp_path), first, "")
    assert made.is_list
    assert opened(made).sheetnames == ["修改清单", "行数核对"]


def test_a_refused_file_is_never_opened_for_marking(data, tmp_path, monkeypatch):
    monkeypatch.setattr(marking, "_in_child", lambda *_: pytest.fail("opened"))
    path = hostile.two_corners(tmp_path)
    first = checked(data, path.read_bytes(), path.name)
    assert marking.mark(path.read_bytes(), first, "").is_list


def test_a_list_of_ours_that_is_sent_alone_is_told_so(data, tmp_path):
    first = checked(data, plain(tmp_path))
    made = marking._list_alone(first, "")
    again = checked(data, made.content, made.file_name)
    assert again.refusal["rule"] == "no_known_sheet"
    assert "只有修改清单" in again.refusal["value"]


def test_a_sheet_of_that_name_that_is_not_ours_is_read(data, tmp_path):
    found = checked(data, plain(tmp_path, {"修改清单": ROWS}))
    assert found.total("rows_read") == 2
    assert opened(marked(data, plain(tmp_path, {"修改清单": ROWS}))).sheetnames == [
        "修改清单",
        "修改清单2",
    ]


def test_a_workbook_of_the_strict_dialect_comes_back_as_a_copy(data, tmp_path):
    path = tmp_path / "若羌审核20221205.xlsx"
    strict, plain_name = "http://purl.oclc.org/ooxml/spreadsheetml/main", "2006/main"
    with zipfile.ZipFile(io.BytesIO(plain(tmp_path))) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                main = f"http://schemas.openxmlformats.org/spreadsheetml/{plain_name}".encode()
                assert main in part
                part = part.replace(main, strict.encode())
            new.writestr(name, part)
    made = marked(data, path.read_bytes())
    assert (made.is_own, made.is_list) == (False, False)
    assert opened(made).sheetnames == ["审核", "修改清单"]
