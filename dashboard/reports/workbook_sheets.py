"""What every sheet of a paper's workbook shares: looks and the print set-up."""

from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

A4 = 9
FONT, HEAD_FILL, QUIET = "宋体", "#eef2f6", "#5b6b7a"
MARGINS = {"left": 0.6, "right": 0.6, "top": 0.7, "bottom": 0.7}


@dataclass(frozen=True)
class Book:
    """A workbook being written, with its few looks."""

    book: xlsxwriter.Workbook

    def look(self, **more: object) -> Format:
        return self.book.add_format({"font_name": FONT, "font_size": 11, **more})

    def sheet(self, name: str) -> Worksheet:
        return self.book.add_worksheet(name)


def for_paper(sheet: Worksheet, head: int, last: int, columns: int, *, is_wide: bool) -> None:
    """Print on A4, one page wide, the head on every page, pages numbered."""
    if is_wide:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, head)
    sheet.print_area(0, 0, last, columns - 1)
    sheet.set_footer("&C第 &P 页 共 &N 页")
