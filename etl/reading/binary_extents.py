"""Extents, epoch and password of the two binary workbooks: .xls (BIFF8) and .xlsb (BIFF12)."""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from etl.reading import limits
from etl.reading.content import password
from etl.reading.ole import Compound

_FILEPASS, _DATEMODE, _BOF = 0x2F, 0x22, 0x809
_CELLS = frozenset({0x06, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
_RUN_OF_CELLS = 0xBD

_B12_ROW, _B12_PROPERTIES = 0, 153
_B12_CELLS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 62})
_CONTINUES = 0x80


def of_xls(path: Path) -> bool:
    """Refuse a password and cells right of the limit (rows end at 65,536); tell whether the epoch is 1904."""
    book = Compound(path.read_bytes())
    data = memoryview(book.stream("Workbook" if "Workbook" in book.names else "Book"))
    at, sheet, epoch_1904 = 0, -1, False
    while at + 4 <= len(data):
        record, length = struct.unpack_from("<HH", data, at)
        column = -1
        if record in _CELLS and length >= 4:  # noqa: PLR2004 (row and column)
            column = struct.unpack_from("<H", data, at + 6)[0]
        elif record == _RUN_OF_CELLS and length >= 6:  # noqa: PLR2004 (row, first and last column)
            column = struct.unpack_from("<H", data, at + 2 + length)[0]
        elif record == _BOF:
            sheet += 1
        elif record == _FILEPASS:
            raise password()
        elif record == _DATEMODE and length:
            epoch_1904 = bool(data[at + 4])
        if column >= limits.COLUMNS:
            raise limits.too_many_columns(
                f"第 {max(sheet, 1)} 个工作表", limits.column_letters(column + 1)
            )
        at += 4 + length
    return epoch_1904


def of_xlsb(path: Path) -> bool:
    """Refuse cells past the limits in any sheet; tell whether the epoch is 1904."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            if member.startswith("xl/worksheets/") and member.endswith(".bin"):
                _within_limits(archive.read(member), member)
        for record, data in _records(archive.read("xl/workbook.bin")):
            if record == _B12_PROPERTIES:
                return bool(data[0] & 1)
    return False


def _within_limits(sheet: bytes, member: str) -> None:
    number = "".join(filter(str.isdecimal, member.rpartition("/")[2])) or "?"
    where = f"第 {number} 个工作表"
    row = 0
    for record, data in _records(sheet):
        if record == _B12_ROW:
            row = struct.unpack_from("<I", data)[0] + 1
        elif record in _B12_CELLS:
            if row > limits.ROWS:
                raise limits.too_many_rows(where, row)
            if (column := struct.unpack_from("<I", data)[0] + 1) > limits.COLUMNS:
                raise limits.too_many_columns(where, limits.column_letters(column))


def _records(data: bytes) -> Iterator[tuple[int, memoryview]]:
    """Yield (record, content); numbers hold seven bits a byte, the eighth says that more follow."""
    view, at = memoryview(data), 0
    while at < len(view):
        record = view[at]
        at += 1
        if record & _CONTINUES:
            record = (record & 0x7F) | (view[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while True:
            byte = view[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & _CONTINUES or shift > 21:  # noqa: PLR2004 (four bytes at most)
                break
        yield record, view[at : at + length]
        at += length
