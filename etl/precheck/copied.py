"""A copy of a file that cannot be marked itself (.xls, .ods, .xlsb, .csv): the same cells as values."""

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl import sheet_cells
from etl.contract.fixlist import add_sheet
from etl.contract.model import contract
from etl.contract.our_sheets import FIX_COLUMNS, FIX_SHEET
from etl.paths import REFERENCE
from etl.plain_text import plain_lines
from etl.precheck.marks import AUTHOR, COLOURS, MOST_NOTES, Cells, Mark, Request, by_place
from etl.reading import content, text_table
from etl.reading.extents import examine
from etl.reading.headers import HeaderBook, Row
from etl.reading.limits import within
from etl.reading.names import names
from etl.reading.workbook import open_workbook

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class Copy:
    """One workbook being written, with its looks and the notes it may still hold."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._looks: dict[tuple[str, str, bool], Format] = {}
        self._notes = 0
        self._names: set[str] = set()

    def add(self, name: str, rows: Iterator[Row], marks: Cells) -> None:
        """Write a sheet; blank formatted rows leave nothing behind."""
        sheet = self._book.add_worksheet(self._free(name))
        sheet.set_column(0, 30, 14)
        for row_no, cells in rows:
            of_row = marks.get(row_no, {})
            whole = of_row.get(None)
            for column, cell in enumerate(cells, start=1):
                self._write(sheet, row_no, column, cell, of_row.get(column, whole))
            for place, mark in of_row.items():
                if place and place > len(cells):
                    self._write(sheet, row_no, place, None, mark)
                self._note(sheet, row_no, place or 1, mark)

    def _note(self, sheet: Worksheet, row: int, column: int, mark: Mark) -> None:
        if self._notes < MOST_NOTES:
            self._notes += 1
            look = {"author": AUTHOR, "x_scale": 2.2, "y_scale": 1.4}
            sheet.write_comment(row - 1, column - 1, mark.note, look)

    def _write(
        self, sheet: Worksheet, row: int, column: int, cell: object, mark: Mark | None
    ) -> None:
        colour = COLOURS[mark.severity] if mark else ""
        at = (row - 1, column - 1)
        if cell is None or cell == "":
            if colour:
                sheet.write_blank(*at, None, self._look(colour))
        elif isinstance(cell, bool):
            sheet.write_boolean(*at, cell, self._look(colour))
        elif isinstance(cell, int | float) and math.isfinite(cell):
            sheet.write_number(*at, cell, self._look(colour))
        elif isinstance(cell, datetime | date):
            with_time = isinstance(cell, datetime) and cell.time() != time()
            form = "yyyy-mm-dd hh:mm:ss" if with_time else "yyyy-mm-dd"
            sheet.write_datetime(*at, cell, self._look(colour, form))
        elif isinstance(cell, time | timedelta):
            sheet.write_datetime(*at, cell, self._look(colour, "[hh]:mm:ss"))
        else:
            text = sheet_cells.cut(plain_lines(str(cell)))
            # Kept to the letter, since the file is sent again: the look makes it text, even when edited.
            is_risky = any(map(sheet_cells.looks_like_formula, text.split("\n")))
            sheet.write_string(*at, text, self._look(colour, is_risky=is_risky))

    def _look(self, colour: str, form: str = "", *, is_risky: bool = False) -> Format | None:
        wanted = (colour, form, is_risky)
        if wanted not in self._looks and any(wanted):
            look: dict[str, str | bool] = {"quote_prefix": is_risky}
            look |= {"bg_color": f"#{colour}"} if colour else {}
            look |= {"num_format": form} if form else {}
            self._looks[wanted] = self._book.add_format(look)
        return self._looks.get(wanted)

    def _free(self, name: str) -> str:
        """Make a sheet name that Excel takes and that is not taken."""
        plain = _NOT_IN_NAMES.sub("_", name).strip("'")[:28] or "报送表"
        free = next(
            n
            for n in (plain, *(f"{plain}{k}" for k in range(2, 999)))
            if n.casefold() not in self._names
        )
        self._names.add(free.casefold())
        return free


def write(request: Request) -> None:
    """Copy every visible sheet with the marks, and append 修改清单."""
    path = Path(request.path)
    kind = content.kind_of(path, request.file_name)
    with xlsxwriter.Workbook(request.target, dict(sheet_cells.BOOK_OPTIONS)) as book:
        copy = Copy(book)
        for number, name, rows in _sheets(path, kind):
            if number not in request.ours:
                copy.add(name, within(rows, name), by_place(request.marks, number))
        add_sheet(book, FIX_SHEET, request.above, FIX_COLUMNS, request.listed)


def _sheets(path: Path, kind: str) -> Iterator[tuple[int, str, Iterator[Row]]]:
    if kind == "text":
        book = HeaderBook(contract(), names(REFERENCE))
        yield 1, "", text_table.rows(text_table.decode(path.read_bytes()), book)
        return
    examine(path, kind)
    workbook = open_workbook(path, kind)
    for raw in workbook.sheets:
        if raw.visible:
            yield raw.sheet_no, raw.name, workbook.rows(raw)
