"""A paper as a workbook: its sentences, every table on a sheet of its own, native charts, 口径.

Every cell is text or a number, none a formula. A rate takes three columns: 分子, 分母, 比率.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime, time

import xlsxwriter
from xlsxwriter.format import Format

from dashboard.reports import workbook_charts
from dashboard.reports.numbering import numbered
from dashboard.reports.origin_lines import origin_lines
from dashboard.reports.paper import Heading, Paper, Paragraph, Table
from dashboard.reports.workbook_sheets import FONT, HEAD_FILL, QUIET, Book, for_paper
from dashboard.reports.workbook_tables import add_table
from etl import sheet_cells

LONGEST_NAME = 31
TEXT_SHEET, CHART_SHEET, MEANING_SHEET = "正文", "图", "口径"
TEXT_WIDTH = 92
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def workbook(paper: Paper) -> bytes:
    """Write the paper; the same paper gives the same bytes."""
    paper = numbered(paper)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, dict(sheet_cells.BOOK_OPTIONS)) as book:
        about = {"title": paper.title, "subject": paper.subtitle, "author": paper.issuer}
        created = datetime.combine(paper.issued_on, time())
        book.set_properties({**about, "created": created})
        writing = Book(book)
        _text(writing, paper)
        for name, table in _named(paper.tables()):
            add_table(writing, name, table, paper)
        if paper.pictures():
            workbook_charts.add(book, writing.sheet(CHART_SHEET), paper.pictures(), FONT)
        _meaning(writing, paper)
    return made.getvalue()


def _text(writing: Book, paper: Paper) -> None:
    sheet = writing.sheet(TEXT_SHEET)
    sheet.set_column(0, 0, TEXT_WIDTH)
    title = writing.look(bold=True, font_size=18, align="center", text_wrap=True)
    middle = writing.look(align="center", font_color=QUIET, text_wrap=True)
    body = writing.look(text_wrap=True, valign="top", font_size=12)
    strong = writing.look(text_wrap=True, bold=True, font_size=14)
    lines = [(paper.title, title), (paper.subtitle, middle)]
    lines += [(paper.addressee, body), (paper.opening, body)]
    for section in paper.sections:
        lines.append((section.title, strong))
        for block in section.blocks:
            if isinstance(block, Heading):
                lines.append((block.text, writing.look(text_wrap=True, bold=True, font_size=12)))
            elif isinstance(block, Paragraph):
                lines.append((f"{block.lead}{block.text}", body))
            elif isinstance(block, Table):
                lines.append((f"（{block.number}　{block.title}，见工作表）", middle))
            else:
                lines.append(
                    (f"（{block.number}　{block.title}，见工作表“{CHART_SHEET}”）", middle)
                )
    right = writing.look(align="right", font_size=12)
    lines += [(paper.closing, body), (paper.issuer, right)]
    lines += [(_day(paper), right), *((line, middle) for line in origin_lines(paper.origin))]
    for line, (text, look) in enumerate((text, look) for text, look in lines if text):
        sheet_cells.write(sheet, line, 0, text, look)
        sheet.set_row(line, _height(text, look))
    last = sum(bool(text) for text, _ in lines)
    for_paper(sheet, 0, last, 1, is_wide=False)


def _day(paper: Paper) -> str:
    on = paper.issued_on
    return f"{on.year}年{on.month}月{on.day}日"


def _height(text: str, look: Format) -> float:
    """Rows of wrapped text do not grow by themselves where a program only shows them."""
    per_line = TEXT_WIDTH * 11 / (2 * look.font_size) * 0.98
    return float(look.font_size * 1.45 * max(1, -(-len(text) // int(per_line))))


def _meaning(writing: Book, paper: Paper) -> None:
    sheet = writing.sheet(MEANING_SHEET)
    head = writing.look(bold=True, border=1, bg_color=HEAD_FILL)
    body = writing.look(border=1, text_wrap=True, valign="top")
    sheet_cells.write(sheet, 0, 0, "口径与来源", writing.look(bold=True, font_size=14))
    for line, text in enumerate(origin_lines(paper.origin), start=1):
        sheet_cells.write(sheet, line, 0, text, writing.look(font_size=10))
    start = 2 + len(origin_lines(paper.origin))
    for place, (title, wide) in enumerate((("名称", 24), ("口径", 70), ("条款", 16))):
        sheet.set_column(place, place, wide)
        sheet_cells.write(sheet, start, place, title, head)
    for line, entry in enumerate(paper.definitions, start=start + 1):
        for place, text in enumerate(entry):
            sheet_cells.write(sheet, line, place, text, body)
    sheet.freeze_panes(start + 1, 0)
    for_paper(sheet, start, start + len(paper.definitions), 3, is_wide=False)


def _named(tables: tuple[Table, ...]) -> Iterator[tuple[str, Table]]:
    """Sheet names: 表号 and as much of 表题 as fits, each once, whatever the case."""
    taken = {TEXT_SHEET, CHART_SHEET, MEANING_SHEET}
    for table in tables:
        wanted = _NOT_IN_NAMES.sub("", sheet_cells.plain(f"{table.number} {table.title}")).strip()[
            :LONGEST_NAME
        ]
        name, n = wanted, 2
        while name.lower() in taken:
            name = f"{wanted[: LONGEST_NAME - 3]} {n}"
            n += 1
        taken.add(name.lower())
        yield name, table
