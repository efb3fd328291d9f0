"""A paper's table on a sheet of its own: heads frozen, filter on, ready to print."""

from collections.abc import Iterator

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard import formats
from dashboard.reports.paper import Cell, Column, Paper, Row, Table
from dashboard.reports.workbook_sheets import HEAD_FILL, QUIET, Book, for_paper
from etl import sheet_cells
from etl.queries import Rate


def add_table(writing: Book, name: str, table: Table, paper: Paper) -> None:
    sheet = writing.sheet(name)
    columns = list(_columns(table))
    last = len(columns) - 1
    sheet_cells.write(
        sheet, 0, 0, (f"{table.number}　{table.title}"), writing.look(bold=True, font_size=14)
    )
    quiet = writing.look(font_size=10, font_color=QUIET)
    sheet_cells.write(
        sheet,
        1,
        0,
        _about(table, paper),
        quiet,
    )
    has_groups = any(column.group or part for column, part in columns)
    head = 3 if has_groups else 2
    look = writing.look(
        bold=True, border=1, bg_color=HEAD_FILL, text_wrap=True, align="center", valign="vcenter"
    )
    _heads(sheet, columns, look, has_groups=has_groups)
    for place, (column, part) in enumerate(columns):
        sheet.set_column(place, place, 9 if part else max(9, 2.2 * column.width))
    plain, total = (
        {kind: writing.look(border=1, bold=bold, **more) for kind, more in _LOOKS.items()}
        for bold in (False, True)
    )
    for line, row in enumerate(table.rows, start=head + 1):
        _row(sheet, line, row, table.columns, total if row.is_total else plain)
    for offset, note in enumerate(table.notes, start=head + len(table.rows) + 2):
        sheet_cells.write(sheet, offset, 0, note, quiet)
    sheet.freeze_panes(head + 1, 1)
    body = sum(1 for row in table.rows if not row.is_total)
    if body:
        sheet.autofilter(head, 0, head + len(table.rows), last)
    end = head + len(table.rows) + len(table.notes) + 2
    for_paper(sheet, head, end, last + 1, is_wide=table.is_wide)


_LOOKS: dict[str, dict[str, object]] = {
    "text": {"text_wrap": True, "valign": "top"},
    "count": {"num_format": "0", "align": "right"},
    "share": {"num_format": "0.0%", "align": "right"},
    "day": {"align": "center"},
}


def _about(table: Table, paper: Paper) -> str:
    told = f"{paper.origin.season} 年度，截至 {formats.day_full(paper.origin.day)}"
    return f"{table.unit}；{told}" if table.unit else told


def _columns(table: Table) -> Iterator[tuple[Column, str]]:
    for column in table.columns:
        if column.kind == "rate":
            yield from ((column, part) for part in ("分子", "分母", "比率"))
        else:
            yield column, ""


def _heads(
    sheet: Worksheet, columns: list[tuple[Column, str]], look: Format, *, has_groups: bool
) -> None:
    if not has_groups:
        for place, (column, _) in enumerate(columns):
            sheet_cells.write(sheet, 2, place, column.title, look)
        return
    uppers = [column.title if part else column.group for column, part in columns]
    for place, (column, part) in enumerate(columns):
        sheet_cells.write(sheet, 3, place, part or column.title, look)
        sheet_cells.write(sheet, 2, place, uppers[place], look)
    start = 0
    for place in range(1, len(uppers) + 1):
        if place == len(uppers) or uppers[place] != uppers[start]:
            if uppers[start] and place - start > 1:
                sheet.merge_range(2, start, 2, place - 1, uppers[start], look)
            start = place
    for place, upper in enumerate(uppers):
        if not upper:
            sheet.merge_range(2, place, 3, place, columns[place][0].title, look)


def _row(
    sheet: Worksheet, line: int, row: Row, columns: tuple[Column, ...], looks: dict[str, Format]
) -> None:
    place = 0
    for cell, column in zip(row.cells, columns, strict=True):
        if column.kind == "rate":
            for part, look in zip(_parts(cell), ("count", "count", "share"), strict=True):
                _write(sheet, line, place, part, looks[look])
                place += 1
        else:
            _write(sheet, line, place, cell, looks[column.kind])
            place += 1


def _parts(cell: Cell) -> tuple[int | str | None, int | str | None, float | str | None]:
    if isinstance(cell, Rate):
        return cell.numerator, cell.denominator, cell.rate
    return (cell if isinstance(cell, str) else None), None, None


def _write(sheet: Worksheet, line: int, place: int, value: object, look: Format) -> None:
    """Nothing known is a dash; a day is written as the words that a paper prints."""
    shown = formats.NOTHING if value is None else value
    sheet_cells.write(
        sheet, line, place, shown if isinstance(shown, int | float) else f"{shown}", look
    )
