"""Writes sheets as files whose bytes depend on nothing but the sheets."""

import csv
import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.sample.handwriting import Cell
from etl.sample.layout import MARK, Sheet

_EPOCH = (1980, 1, 1, 0, 0, 0)
_NARROWEST, _USUAL = 6, 13


def xlsx_bytes(sheets: list[Sheet], written_on: date) -> bytes:
    """Make a workbook; its properties carry the report day and say that it is sample data."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    created = datetime.combine(written_on, time(18))
    book.set_properties({"title": MARK, "comments": f"{MARK},全部虚构", "created": created})
    looks = _Looks(book)
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return buffer.getvalue()


class _Looks:
    """The few formats of a workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        frame = {"border": 1, "font_name": "宋体", "font_size": 10}
        self.title = book.add_format({"bold": True, "font_size": 15, "align": "center"})
        self.header = book.add_format(frame | {"bold": True, "align": "center", "text_wrap": True})
        self.plain = book.add_format(frame)
        self.day = book.add_format(frame | {"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format(frame | {"num_format": "yyyy-mm-dd hh:mm"})


def _write_sheet(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    for place, (first, left, last, right) in enumerate(sheet.merges):
        titled = place == 0 and first == 0 and bool(sheet.header_rows.start)
        page.merge_range(first, left, last, right, "", looks.title if titled else looks.header)
    for number, line in enumerate(sheet.grid):
        look = looks.header if number in sheet.header_rows else looks.plain
        for place, value in enumerate(line):
            _write_cell(page, number, place, value, looks, look)
    width = max(map(len, sheet.grid))
    page.set_column(0, 0, _NARROWEST)
    page.set_column(1, width, _USUAL)
    if sheet.header_rows.stop:
        page.freeze_panes(sheet.header_rows.stop, 0)
    for number in range(len(sheet.grid), len(sheet.grid) + sheet.blank_rows):
        for place in range(width):
            page.write_blank(number, place, None, looks.plain)
    if sheet.hidden:
        page.hide()


def _write_cell(
    page: Worksheet, row: int, column: int, value: Cell, looks: _Looks, look: Format
) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        page.write_datetime(row, column, value, looks.moment)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, looks.day)
    elif isinstance(value, str):
        page.write_string(row, column, value, look)
    else:
        page.write_number(row, column, value, look)


def csv_bytes(sheet: Sheet, encoding: str) -> bytes:
    """Make a CSV with the line ends that spreadsheet programs write."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([["" if cell is None else cell for cell in line] for line in sheet.grid])
    return text.getvalue().encode(encoding)


def ods_bytes(sheets: list[Sheet]) -> bytes:
    """Make an OpenDocument spreadsheet with typed cells, without styles."""
    tables = "".join(
        f"<table:table table:name={quoteattr(sheet.name)}>"
        + "".join(
            f"<table:table-row>{''.join(map(_ods_cell, line))}</table:table-row>"
            for line in sheet.grid
        )
        + "</table:table>"
        for sheet in sheets
    )
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    content = (
        f'{head}<office:document-content{names} office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'{head}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        f' manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _EPOCH), kind)
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", manifest)):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text)
    return buffer.getvalue()


def _ods_cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def save(path: Path, content: bytes) -> Path:
    """Write a file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
