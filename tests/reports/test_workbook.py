"""A paper as a workbook, read back."""

import io
import zipfile

import openpyxl
import pytest

from dashboard.reports.workbook import workbook
from etl.queries import Rate
from tests.reports.made import paper

HOSTILE = "=cmd|'/c calc'!A1\x00\x0b"


@pytest.fixture(scope="module")
def made(season_2022):
    return paper(season_2022)


@pytest.fixture(scope="module")
def book(made):
    return openpyxl.load_workbook(io.BytesIO(workbook(made)))


def figures(table):
    """What a sheet must hold, line by line: a rate as its two counts and the quotient."""
    for row in table.rows:
        line = []
        for cell in row.cells:
            line += (
                [cell.numerator, cell.denominator, cell.rate] if isinstance(cell, Rate) else [cell]
            )
        yield ["—" if value is None else rounded(value) for value in line]


def rounded(value):
    """As many figures as the file keeps."""
    return round(value, 12) if isinstance(value, float) else value


def test_every_number_of_every_table_stands_in_the_workbook(made, book):
    for table in made.tables():
        sheet = next(sheet for sheet in book if sheet.title.startswith(f"{table.number} "))
        found = [list(row) for row in sheet.iter_rows(min_row=5, values_only=True)]
        wanted = list(figures(table))
        assert [list(map(rounded, line)) for line in found[: len(wanted)]] == wanted


def test_every_sentence_stands_in_the_workbook(made, book):
    words = [row[0] for row in book["正文"].iter_rows(values_only=True)]
    assert {made.title, made.opening, made.closing, "一、总体情况", "（一）轮台县"} <= set(words)


def test_no_cell_is_a_formula_whatever_a_name_holds(season_2022):
    found = openpyxl.load_workbook(io.BytesIO(workbook(paper(season_2022, hostile=HOSTILE))))
    kinds = {cell.data_type for sheet in found for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


def test_heads_are_frozen_repeated_and_printed_on_one_page_in_width(made, book):
    for sheet in book.worksheets:
        assert sheet.print_area, sheet.title
        assert sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.page_setup.fitToWidth in (1, None), sheet.title
    for table in made.tables():
        sheet = next(sheet for sheet in book if sheet.title.startswith(f"{table.number} "))
        assert sheet.freeze_panes == "B5"
        assert sheet.print_title_rows == "$1:$4"
        assert sheet.page_setup.orientation == ("landscape" if table.is_wide else "portrait")


def test_pictures_are_native_charts_with_words_for_whoever_cannot_see_them(made, book):
    assert len(book["图"]._charts) == len(made.pictures())
    with zipfile.ZipFile(io.BytesIO(workbook(made))) as packed:
        assert made.pictures()[0].alt in packed.read("xl/drawings/drawing1.xml").decode()


def test_the_meaning_of_the_numbers_and_their_origin_stand_on_a_sheet(made, book):
    cells = [cell for row in book["口径"].iter_rows(values_only=True) for cell in row]
    assert set(made.definitions[0]) <= set(cells)
    assert any(made.origin.version in f"{cell}" for cell in cells)


def test_the_same_paper_gives_the_same_bytes(made):
    assert workbook(made) == workbook(made)
