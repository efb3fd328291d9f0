"""Plain tables to take away, as a workbook or as CSV: nothing in them is a formula or a control sign."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

from dashboard.words import capital, say
from etl import sheet_cells

Lines = Sequence[Sequence[str]]
WIDTH, WIDEST = 10, 40


def workbook(title: str, note: str, heads: Sequence[str], lines: Lines) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, dict(sheet_cells.BOOK_OPTIONS))
    page = book.add_worksheet(capital(say(title)))
    sheet_cells.write(page, 0, 0, capital(note))
    for column, head in enumerate(heads):
        page.write_string(2, column, capital(say(head)))
        longest = max((len(line[column]) for line in lines), default=0)
        page.set_column(column, column, min(WIDEST, max(WIDTH, longest)))
    for row, line in enumerate(lines, start=3):
        for column, value in enumerate(line):
            sheet_cells.write(page, row, column, value)
    page.freeze_panes(3, 0)
    book.close()
    return made.getvalue()


def comma_separated(heads: Sequence[str], lines: Lines) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([capital(say(head)) for head in heads])
    writer.writerows([sheet_cells.safe(value) for value in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")
