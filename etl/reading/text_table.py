"""A table saved as text (CSV): BOM, strict UTF-8, then GB18030; separated by what makes a header."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice

from etl.contract.model import fold
from etl.reading import limits, totals
from etl.reading.content import SAVE_AS_XLSX
from etl.reading.headers import SEARCHED_ROWS, HeaderBook, Row
from etl.reading.limits import RefusedError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_END = "\x00end of table"
_ENCODINGS = "UTF-8、UTF-16 或 GB18030"
_LONG_LINE = 16
_ASCII = 127
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
_LOWEST_OF_GB2312 = 0xA1
_FREQUENT_IN_BIG5 = range(0xA4, 0xC7)
_ENOUGH_PAIRS, _LOOKED_AT = 8, 65_536


def decode(data: bytes) -> str:
    """Decode a text file, or refuse it; a file of two encodings would come out as nonsense and is refused."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding)
    if b"\x00" in data[:4096]:
        return _without_bom(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise RefusedError(
                "unreadable", "文件在末尾被截断,可能没有传完。请重新报送。"
            ) from error
        foreign = _line(data, error)
    _refuse_mixture(data, foreign)
    _refuse_big5(data)
    return _strict(data, "gb18030")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line(data, error)
        words = f"文件不是工作簿,作为文本从第 {line} 行起也无法按 {_ENCODINGS} 读出。{SAVE_AS_XLSX}"
        raise RefusedError("unreadable", words) from error


def _line(data: bytes, error: UnicodeDecodeError) -> int:
    return data.count(b"\n", 0, error.start) + 1


def _without_bom(data: bytes) -> str:
    odd, even = data[1:4096:2].count(0), data[0:4096:2].count(0)
    if max(odd, even) > 8 * min(odd, even) and max(odd, even) > len(data[:4096]) // 20:
        return _strict(data, "utf-16-le" if odd > even else "utf-16-be")
    if data.count(0) > max(8, len(data) // 100):
        raise RefusedError("not_a_spreadsheet", f"文件不是表格。{SAVE_AS_XLSX}")
    return decode(data.replace(b"\x00", b" "))


def _refuse_mixture(data: bytes, foreign: int) -> None:
    """Look for long lines of valid UTF-8 in a file that as a whole is not, as its line `foreign` shows."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if sum(byte > _ASCII for byte in line) >= _LONG_LINE and _is_utf8(line):
            words = (
                f"文件里混有两种编码(第 {number} 行是 UTF-8,第 {foreign} 行不是)。{SAVE_AS_XLSX}"
            )
            raise RefusedError("unreadable", words)


def _refuse_big5(data: bytes) -> None:
    """Tell Big5, which GB18030 takes for nonsense without complaint: half of its second bytes are low."""
    pairs = _PAIR.findall(data[:_LOOKED_AT])
    low = sum(pair[1] < _LOWEST_OF_GB2312 for pair in pairs)
    frequent = sum(pair[0] in _FREQUENT_IN_BIG5 for pair in pairs)
    is_like_it = low * 5 > len(pairs) and frequent * 2 > len(pairs) >= _ENOUGH_PAIRS
    if is_like_it and _decodes(data, "big5"):
        words = f"文件像是繁体编码(Big5),不是 {_ENCODINGS}。{SAVE_AS_XLSX}"
        raise RefusedError("unreadable", words)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(line: bytes) -> bool:
    return _decodes(line, "utf-8")


def rows(text: str, book: HeaderBook) -> Iterator[Row]:
    """Yield the rows; a quoted line break is part of its cell.

    Refused where the last row breaks off: it ends without a line break and has fewer cells than all others.
    """
    separator = _separator(text, book)
    csv.field_size_limit(limits.CELL_CHARACTERS)
    lines = chain(io.StringIO(text, newline=""), [_END])
    row_no, at_end, widths, last = 0, False, set[int](), None
    try:
        for row_no, cells in enumerate(csv.reader(lines, delimiter=separator), start=1):
            if at_end := cells == [_END]:
                break
            if last is not None:
                widths.add(len(last[1]))
                yield last
            last = row_no, cells
    except csv.Error as error:
        raise limits.too_long_cell(f"第 {row_no + 1} 行起") from error
    if not at_end:
        raise RefusedError(
            "unreadable", f"第 {row_no} 行有一个引号没有闭合,其后的行无法分开。{SAVE_AS_XLSX}"
        )
    if last is not None:
        if is_open_ended(text, last) and len(widths) == 1 and len(last[1]) < max(widths):
            words = f"第 {last[0]} 行缺列,其后没有换行,文件可能没有传完。请重新导出;仍不行的,{SAVE_AS_XLSX}"
            raise RefusedError("unreadable", words)
        yield last


def is_open_ended(text: str, last: Row) -> bool:
    """Tell whether the last row is one of data and nothing shows that it is whole: no line break ends it."""
    first = totals.first_text(last[1])
    is_data = bool(first) and not totals.is_total(first) and not totals.is_footer(first)
    return is_data and not text.endswith(("\n", "\r"))


def _separator(text: str, book: HeaderBook) -> str:
    """Take the separator that yields most known headers; a comma where none does."""
    known = {header for headers in book.known.values() for header in headers}
    start = text[:65_536]

    def headers_found(separator: str) -> int:
        reader = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
        try:
            opening = list(islice(reader, SEARCHED_ROWS))
        except csv.Error:
            return 0
        return max((sum(fold(cell) in known for cell in cells) for cells in opening), default=0)

    return max(",\t;", key=headers_found)
