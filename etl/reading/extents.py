"""How far a workbook's filled cells reach, judged before parsing.

A parser lays out the whole rectangle up to the last filled cell: two cells in opposite corners of
a tiny file would take all memory. Formatted blank cells do not count.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from etl.reading import binary_extents, limits
from etl.reading.limits import RefusedError
from etl.reading.masking import masked

_CHUNK, _OVERLAP = 1 << 20, 1 << 10

# A cell right of column GR (200) or below row 99,999. Beginning with plain bytes, it runs at full speed.
_FAR = re.compile(
    rb" r=[\"'](?:(G[S-Z]|[H-Z][A-Z]|[A-Z]{3})\d+|[A-Z]{1,2}(\d{6,}))[\"'][^<>]*(?<!/)>(?!</)"
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
    expat.ExpatError,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    ValueError,
)


def examine(path: Path, kind: str) -> bool:
    """Refuse a workbook whose cells reach past the limits; tell whether its date serials count from 1904."""
    look = {
        "xlsx": _xlsx,
        "ods": _ods,
        "xls": binary_extents.of_xls,
        "xlsb": binary_extents.of_xlsb,
    }
    try:
        return look[kind](path)
    except _BROKEN as error:
        words = "文件不完整或已损坏,可能没有传完。请重新报送原文件。"
        raise RefusedError("unreadable", words) from error


def _xlsx(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 (in a limited process)
        for name, member in _visible_sheets(archive, book):
            if member in archive.namelist():
                with archive.open(member) as sheet:
                    _scan(sheet, f"工作表“{masked(name)}”")
        properties = book.find("{*}workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")


def _visible_sheets(archive: zipfile.ZipFile, book: ET.Element) -> Iterator[tuple[str, str]]:
    links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 (as above)
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        link = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        if sheet.get("state", "visible") == "visible" and link in targets:
            target = targets[link]
            yield (
                sheet.get("name", ""),
                target.lstrip("/") if target[:1] == "/" else str(PurePosixPath("xl") / target),
            )


def _scan(sheet: IO[bytes], where: str) -> None:
    """Look for far cells in a stream; a piece is kept back so that no cell falls between two reads."""
    kept = b""
    while chunk := sheet.read(_CHUNK):
        piece = kept + chunk
        for cell in _FAR.finditer(piece):
            if cell[1]:
                raise limits.too_many_columns(where, cell[1].decode())
            if int(cell[2]) > limits.ROWS:
                raise limits.too_many_rows(where, int(cell[2]))
        kept = piece[-_OVERLAP:]


def _ods(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        parser = expat.ParserCreate()
        parser.StartElementHandler = _OdsExtent().start
        while chunk := content.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    return False


class _OdsExtent:
    """Counts rows and cells of an .ods, where one element may stand for a million."""

    def __init__(self) -> None:
        self.where, self.row, self.rows_each, self.column = "工作表", 0, 1, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        found = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        if tag == "table":
            self.where, self.row = f"工作表“{masked(found.get('name', ''))}”", 0
        elif tag == "table-row":
            self.rows_each, self.column = int(found.get("number-rows-repeated", 1)), 0
            self.row += self.rows_each
        elif tag in ("table-cell", "covered-table-cell"):
            self.column += int(found.get("number-columns-repeated", 1))
            if "value-type" in found and self.column > limits.COLUMNS:
                raise limits.too_many_columns(self.where, limits.column_letters(self.column))
            if "value-type" in found and self.row > limits.ROWS:
                raise limits.too_many_rows(self.where, self.row)
