"""Plain tables to take away, as a workbook or as CSV: nothing in them is a formula or a control sign."""

import csv
import io
import re
from collections.abc import Sequence

import xlsxwriter

from dashboard.words import capital, say

Lines = Sequence[Sequence[str]]
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]")
WIDTH, WIDEST = 10, 40


def workbook(title: str, note: str, heads: Sequence[str], lines: Lines) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet(capital(say(title)))
    page.write_string(0, 0, capital(note))
    for column, head in enumerate(heads):
        page.write_string(2, column, capital(say(head)))
        longest = max((len(line[column]) for line in lines), default=0)
        page.set_column(column, column, min(WIDEST, max(WIDTH, longest)))
    for row, line in enumerate(lines, start=3):
        for column, value in enumerate(line):
            page.write_string(row, column, safe(value))
    page.freeze_panes(3, 0)
    book.close()
    return made.getvalue()


def comma_separated(heads: Sequence[str], lines: Lines) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([capital(say(head)) for head in heads])
    writer.writerows([safe(value) for value in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def safe(value: str) -> str:
    """Take out control signs; what a spreadsheet would compute is marked as text."""
    plain = _CONTROLS.sub(" ", value)
    return f"'{plain}" if _FORMULA.match(plain) else plain
