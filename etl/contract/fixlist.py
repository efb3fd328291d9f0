"""The workbook that goes back to a sender: what to mend, where, and how the rows add up."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from etl.contract import wording

_COLUMNS = (
    ("文件", 34),
    ("工作表", 14),
    ("位置", 14),
    ("列", 14),
    ("结果", 12),
    ("查到的值", 22),
    ("问题", 46),
    ("怎么改", 56),
)
_BALANCE = (
    ("文件", 34),
    ("工作表", 14),
    ("表种", 14),
    ("读入", 8),
    ("入库", 8),
    ("未变", 8),
    ("被更新", 8),
    ("未计入", 8),
)


def write_fix_list(
    path: Path, found: Sequence[Mapping[str, Any]], balances: Sequence[Mapping[str, Any]]
) -> None:
    """Write 修改清单 and 行数核对; every cell is text or a number, never a formula."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        rows = [
            (
                row["file"],
                row["sheet"] or "",
                wording.place(row),
                row["header"] or "",
                wording.SEVERITY_WORDS[row["severity"]],
                row["value"] or "",
                wording.message(row),
                wording.cure(row),
            )
            for row in found
        ]
        _sheet(book, "修改清单", _COLUMNS, rows)
        _sheet(book, "行数核对", _BALANCE, [tuple(row.values()) for row in balances])


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#eef2f6"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, wide) in enumerate(columns):
        sheet.set_column(column, column, wide, body)
        sheet.write_string(0, column, title, head)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, column, value, body)
            else:
                sheet.write_string(line, column, value, body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
