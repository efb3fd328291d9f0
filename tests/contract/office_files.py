"""Small files as offices send them: workbooks of four formats and text tables, from plain rows."""

import csv
import io
import struct
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import escape

import xlsxwriter

REVIEWS = ["申报编号", "县(市)", "姓名", "提交次数", "审核层级", "审核结论", "审核时间"]
REVIEW = ["202265280100001", "库尔勒市", "李四", 1, "县级审核", "通过", "2022-11-25 10:45"]
GOOD = [REVIEWS, REVIEW]


def xlsx(path, sheets, *, hidden=(), epoch_1904=False):
    """Write sheets by name; text stays text, dates become real dates, None stays empty."""
    book = xlsxwriter.Workbook(
        path, {"date_1904": epoch_1904, "default_date_format": "yyyy-mm-dd hh:mm"}
    )
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell)
                elif isinstance(cell, date | datetime):
                    sheet.write_datetime(at, column, cell)
                elif cell is not None:
                    sheet.write(at, column, cell)
    book.close()
    return path


def text_table(path, rows, encoding="utf-8", separator=","):
    """Write rows as CSV in an encoding."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def archive(path, members):
    """Zip members by name; content as text or bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return path


def ods(path, rows, *, below=""):
    """Write one sheet of text and numbers as OpenDocument; `below` is raw XML after the rows."""
    xml = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="审核">{xml}{below}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        "</manifest:manifest>"
    )
    return archive(
        path, {"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest}
    )


def _ods_cell(cell):
    if cell is None:
        return "<table:table-cell/>"
    kind = "string" if isinstance(cell, str) else "float"
    value = "" if kind == "string" else f' office:value="{cell}"'
    return (
        f'<table:table-cell office:value-type="{kind}"{value}>'
        f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
    )


def xlsb(path, rows, *, first_column=0, epoch_1904=False):
    """Write one sheet of text and numbers as a binary workbook, byte by byte."""
    size = struct.pack("<IIII", 0, len(rows) - 1, first_column, first_column + len(rows[0]) - 1)
    sheet = _record(129) + _record(148, size) + _record(145)
    for at, row in enumerate(rows):
        sheet += _record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0))
        for column, cell in enumerate(row, start=first_column):
            head = struct.pack("<II", column, 0)
            if isinstance(cell, str):
                sheet += _record(6, head + _wide(cell))
            elif cell is not None:
                sheet += _record(5, head + struct.pack("<d", cell))
    sheet += _record(146) + _record(130)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("审核")
    book = (
        _record(131)
        + _record(153, struct.pack("<III", epoch_1904, 0, 0))
        + _record(143)
        + _record(156, bundle)
        + _record(144)
        + _record(132)
    )
    office = "http://schemas.openxmlformats.org"
    link = f'<Relationship Id="rId1" Type="{office}/officeDocument/2006/relationships/%s" Target="%s"/>'
    links = f'<Relationships xmlns="{office}/package/2006/relationships">%s</Relationships>'
    return archive(
        path,
        {
            "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"/>',
            "_rels/.rels": links % (link % ("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": links % (link % ("worksheet", "worksheets/sheet1.bin")),
            "xl/worksheets/sheet1.bin": sheet,
        },
    )


def _record(number, content=b""):
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    size, length = b"", len(content)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + content


def _wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
