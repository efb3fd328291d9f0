"""The workbook that goes back to a sender: what to mend, where and how, and how the rows add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl import sheet_cells
from etl.contract import wording
from etl.contract.model import contract
from etl.contract.our_sheets import BALANCE_COLUMNS, FIX_COLUMNS, FIX_SHEET

FATES = ("loaded", "unchanged", "superseded", "quarantined")
GRAVEST_FIRST = ("file", "row", "cell", "sheet")
HOW_TO_READ = (
    "改好后重新报送整份文件，填报日期（或文件名里的日期）写重新报送的当天；结果为“提醒”的核对即可。",
    "读入的每一行都有去向：读入 = 入库 + 未变 + 被更新 + 未计入。",
)
A4, FONT = 9, "宋体"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Heading:
    """What stands above the list: whom it is for, from which version, and when that was made."""

    office: str = ""
    source: str = ""
    made_at: datetime | None = None


NO_HEADING = Heading()


def write_fix_list(
    target: Path | BinaryIO,
    found: Sequence[Row],
    balances: Sequence[Row],
    heading: Heading = NO_HEADING,
) -> None:
    """Write 修改清单 and 行数核对; every cell is text or a number, never a formula or a link."""
    place = target if not isinstance(target, Path) else str(target)
    with xlsxwriter.Workbook(place, dict(sheet_cells.BOOK_OPTIONS)) as book:
        book.set_properties({"title": f"{heading.office}修改清单", "created": heading.made_at})
        title = f"{heading.office}报送数据修改清单（{len(found)} 条）"
        above = (title, heading.source, HOW_TO_READ[0])
        add_sheet(book, FIX_SHEET, above, FIX_COLUMNS, fix_rows(found))
        above = (f"{heading.office}报送数据行数核对", heading.source, HOW_TO_READ[1])
        add_sheet(book, "行数核对", above, BALANCE_COLUMNS, [_balance(row) for row in balances])


def fix_rows(found: Sequence[Row]) -> list[tuple[str | int, ...]]:
    """Lay out one line a finding: refused files, rows not counted, emptied cells, then warnings."""
    ordered = sorted(found, key=lambda row: GRAVEST_FIRST.index(row["severity"]))
    return [
        (
            number,
            row["file"],
            row["sheet"] or "",
            wording.place(row),
            row["header"] or "",
            "" if row["severity"] == "file" else row["value"] or "",
            wording.message(row),
            wording.cure(row),
            wording.SEVERITY_WORDS[row["severity"]],
            "",
        )
        for number, row in enumerate(ordered, start=1)
    ]


def _balance(row: Row) -> tuple[str | int, ...]:
    kind = contract().kinds[row["kind"]].title
    return (row["file"], row["sheet"] or "", kind, row["read"], *(row[fate] for fate in FATES))


def add_sheet(
    book: xlsxwriter.Workbook,
    name: str,
    above: Sequence[str],
    columns: Sequence[tuple[str, int]],
    rows: Sequence[tuple[str | int, ...]],
) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format(
        {"font_name": FONT, "bold": True, "border": 1, "bg_color": "#eef2f6", "text_wrap": True}
    )
    body = book.add_format({"font_name": FONT, "text_wrap": True, "valign": "top", "border": 1})
    for line, text in enumerate(above):
        look = {"font_name": FONT, "bold": line == 0, "font_size": 14 if line == 0 else 10}
        sheet_cells.write(sheet, line, 0, text, book.add_format(look))
    for column, (title, wide) in enumerate(columns):
        sheet.set_column(column, column, wide)
        sheet.write_string(len(above), column, title, head)
    for line, row in enumerate(rows, start=len(above) + 1):
        for column, value in enumerate(row):
            sheet_cells.write(sheet, line, column, value, body)
    _for_paper(sheet, len(above), len(rows), len(columns))


def _for_paper(sheet: Worksheet, head: int, rows: int, columns: int) -> None:
    """Print on A4 landscape, as wide as the paper, the head on every page, pages numbered."""
    sheet.freeze_panes(head + 1, 0)
    sheet.autofilter(head, 0, head + max(rows, 1), columns - 1)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, head + max(rows, 1), columns - 1)
    sheet.set_footer("&C第 &P 页，共 &N 页")
