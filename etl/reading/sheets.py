"""One sheet → its description, its warnings, and its records in batches."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from etl.contract.our_sheets import is_ours
from etl.reading.cells import plain
from etl.reading.headers import SEARCHED_ROWS, Row, find_layout, nearest
from etl.reading.names import Names
from etl.reading.parsed import Note, Sheet
from etl.reading.table import Origin, Record, Rules, Table
from etl.reading.titles import Around, around, day_of_name, office_of

Take = Callable[[int, str, list[Record]], None]
"""Receives sheet_no, kind and some records."""

_BATCH = 20_000


def read_sheet(
    rows: Iterable[Row], origin: Origin, rules: Rules, take: Take
) -> tuple[Sheet, list[Note]]:
    """Read one visible sheet; for one of no known kind a note says what came nearest.

    A list of ours that comes back is passed over.
    """
    filled = _filled(rows)
    opening = list(_opening(filled))
    layout = find_layout(opening, rules.book)
    if layout is None:
        return _unknown(opening, origin, rules)
    above = around(
        (row for row in opening if row[0] < layout.header_row), epoch_1904=origin.epoch_1904
    )
    table = Table(layout, above, origin, rules)
    batch: list[Record] = []
    for row_no, cells in chain(opening, filled):
        if row_no > layout.last_header_row:
            batch += table.read(row_no, cells)
        if len(batch) >= _BATCH:
            take(origin.sheet_no, layout.kind, batch)
            batch = []
    if batch:
        take(origin.sheet_no, layout.kind, batch)
    if not table.totals.rows and not rules.contract.kinds[layout.kind].may_be_empty:
        table.note("no_rows", None, None, "")
    return _described(table, above, rules.names), table.notes


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        for cell in row[1]:
            if cell is not None and cell != "" and plain(cell):
                yield row
                break


def _opening(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        if row[0] > SEARCHED_ROWS:
            return


def _unknown(opening: list[Row], origin: Origin, rules: Rules) -> tuple[Sheet, list[Note]]:
    sheet = Sheet(origin.sheet_no, origin.sheet, is_ours=is_ours(cells for _, cells in opening))
    if not opening or sheet.is_ours:
        return sheet, []
    words, row_no = "前十行内没有找到任何一类表的表头", None
    if miss := nearest(opening, rules.book):
        title, row_no = rules.contract.kinds[miss.kind].title, miss.row_no
        words = f"最接近“{title}”(第{row_no}行),缺少列:{'、'.join(miss.missing)}"
    return sheet, [Note("no_known_sheet", origin.sheet_no, origin.sheet, row_no, expected=words)]


def _described(table: Table, above: Around, names: Names) -> Sheet:
    origin, below = table.origin, around(table.footers, epoch_1904=table.origin.epoch_1904)
    unit = above.reporting_unit or below.reporting_unit
    stated = above.report_date or below.report_date
    named = day_of_name(origin.file_name)
    source = "sheet" if stated else "name" if named else None
    return Sheet(
        sheet_no=origin.sheet_no,
        sheet=origin.sheet,
        kind=table.layout.kind,
        header_row=table.layout.header_row,
        rows=table.totals.rows,
        title=above.title,
        reporting_unit=unit,
        report_date=str(stated or named) if source else None,
        report_date_from=source,
        office=office_of(unit, above.title, origin.sheet, origin.file_name, names),
        season=above.season,
        columns=table.layout.present,
    )
