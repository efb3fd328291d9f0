"""What inputs are drawn from: cells, grids, texts of the field's own words and signs, bytes of all kinds."""

import struct
from datetime import date

from hypothesis import strategies as st

from etl.contract.model import contract
from etl.paths import REFERENCE
from etl.reading.headers import HeaderBook
from etl.reading.names import names

NAMES = names(REFERENCE)
BOOK = HeaderBook(contract(), NAMES)
COLUMN_IDS = [(kind, column) for kind, spec in contract().kinds.items() for column in spec.columns]
WORDS = sorted(
    {*BOOK.any_kind, *NAMES.counties, *NAMES.series}
    | {choice for name in contract().lists for choice in contract().choices(name)}
)
HEADERS = sorted(c.header for kind in contract().kinds.values() for c in kind.columns.values())
SIGNS = [
    *(
        "年",
        "月",
        "日",
        "-",
        "/",
        ".",
        ":",
        " ",
        "\u3000",
        "\u200b",
        "\n",
        "\t",
        "\0",
        "(",
        "（",
        "E+",
    ),
    *(
        "%",
        ",",
        "，",
        "合计",
        "注：",
        "填报日期：",
        "填报单位：",
        "2022",
        "1985.1",
        "00",
        "１２",
        "#N/A",
    ),
    *("=", "'", '"', "\u202e", "😀", "𠮷", "\ud800", "上午", "下午", "点", "T", "Z"),
]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_HEAD = OLE + bytes(16) + b"\x3e\0\3\0\xfe\xff\x09\0\6\0" + bytes(10)
HEADS = [
    b"",
    b"PK\3\4",
    b"PK\5\6",
    OLE,
    b"%PDF",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<?xml",
    b"\x09\x08",
    b"BM",
    b"MZ",
]

texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from([*SIGNS, *WORDS, *"0123456789"]), max_size=14).map("".join),
    st.text("0123456789 -/.:年月日", max_size=24),
    st.sampled_from(WORDS),
)
numbers = st.one_of(
    st.floats(),
    st.integers(),
    st.integers(0, 80_000),
    st.floats(0, 80_000),
    st.booleans(),
    st.integers(19_000_101, 21_001_231),
)
moments = st.one_of(st.datetimes(), st.dates(), st.times(), st.timedeltas())
cells = st.one_of(st.none(), st.just(""), texts, numbers, moments)
headers = st.one_of(st.sampled_from(HEADERS), texts)
columns = st.sampled_from(COLUMN_IDS)
kinds = st.sampled_from(sorted(contract().kinds))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
days_of_serials = st.dates(date(1928, 1, 1), date(2100, 12, 31))
grids = st.lists(st.lists(cells, max_size=8), min_size=1, max_size=14)
header_grids = st.lists(
    st.lists(st.one_of(headers, cells), min_size=1, max_size=12), min_size=1, max_size=12
)
numbers_of_persons = st.one_of(
    st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.from_regex(r"65\d{15}[\dX]", fullmatch=True)
)
without_digits = st.text(st.characters(exclude_categories=["Nd", "Nl", "No", "Cs"]), max_size=12)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
written = st.text("李四王五库尔勒市语文数学·,;\t\"' 0123456789", min_size=1, max_size=12).filter(
    str.strip
)
tables = st.lists(st.lists(written, min_size=3, max_size=3), min_size=2, max_size=9)
blobs = st.builds(bytes.__add__, st.sampled_from(HEADS), st.binary(max_size=3_000))
sectors = st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 12), max_size=800)
compounds = st.one_of(
    blobs, sectors.map(lambda found: OLE_HEAD + b"".join(struct.pack("<I", n) for n in found))
)
endings = st.sampled_from([".xlsx", ".xls", ".et", ".csv", ""])
