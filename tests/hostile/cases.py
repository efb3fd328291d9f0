"""What a case is: a file made by code, and exactly what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from etl.contract.model import contract
from tests.contract.office_files import text_table, xlsx

SHEET = "花名册"
ROSTER = contract().kinds["roster"].columns
PERSON = {
    "application_no": None,  # a case gives each file its own
    "county": "库尔勒市",
    "township": "上户镇",
    "unit": "上户镇中心小学",
    "unit_kind": "乡镇学校",
    "name": "李四",
    "sex": "女",
    "series": "中小学教师",
    "specialty": "语文",
    "current_title": "一级教师",
    "current_title_on": "2015-10-01",
    "target_title": "高级教师",
    "level": "副高级",
    "grassroots_years": "12",
    "first_submitted_at": "2022-11-20 10:00",
    "note": "无",
}
COLUMNS = list(PERSON)
"""All columns of a row that nothing is wrong with; 联系电话 and 身份证号 only where a case is about them."""

Make = Callable[[Path, str], Path]
"""Writes the file of a case into a folder, with this number of an application; tells where."""


@dataclass(frozen=True)
class Case:
    """`rule`: refused as a whole by it, else read. `words`: stand in the refusal or in the findings' words.

    `loaded`, `stopped`, `unchanged`: rows counted, not counted, counted already. `found`: every finding as
    (rule, place). `values`: of the first row loaded. `slow`: takes a second and more to read.
    """

    name: str
    make: Make
    rule: str = ""
    words: tuple[str, ...] = ()
    loaded: int = 0
    stopped: int = 0
    unchanged: int = 0
    found: tuple[tuple[str, str], ...] = ()
    values: dict = field(default_factory=dict)
    slow: bool = False


def refused(name, make, rule, *words, **more):
    return Case(name, make, rule, words, **more)


def read(name, make, loaded=1, **more):
    return Case(name, make, loaded=loaded, **more)


def heads(columns=COLUMNS):
    return [ROSTER[column].header for column in columns]


def row(no, **cells):
    """One person; a cell given by its column stands in place of the good one."""
    found = PERSON | {"application_no": no} | cells
    return list(found.values())


def sheet_of(no, **cells):
    return [heads([*COLUMNS, *(c for c in cells if c not in COLUMNS)]), row(no, **cells)]


def book(change=None, *, ending=".xlsx", **options):
    """Make a workbook of one sheet; `change` turns the rows into others."""

    def make(folder, no):
        rows = sheet_of(no)
        return xlsx(folder / f"{no}{ending}", {SHEET: change(rows) if change else rows}, **options)

    return make


def table(change=None, encoding="utf-8", separator=","):
    """Make a text table; `change` turns its bytes into others."""

    def make(folder, no):
        path = text_table(folder / f"{no}.csv", sheet_of(no), encoding, separator)
        if change:
            path.write_bytes(change(path.read_bytes()))
        return path

    return make


def place(column, row_no=2):
    """Where a column's cell stands, as a spreadsheet names it."""
    at = COLUMNS.index(column) if column in COLUMNS else len(COLUMNS)
    return f"{chr(ord('A') + at)}{row_no}"


def cell(name, column, raw, value):
    """A cell that is read as `value`."""

    def make(folder, no):
        return xlsx(folder / f"{no}.xlsx", {SHEET: sheet_of(no, **{column: raw})})

    return read(f"{column}:{name}", make, values={column: value})


def bad(name, column, raw, rule, *words, stops=None):
    """A cell that is not used, or stops its row."""

    def make(folder, no):
        return xlsx(folder / f"{no}.xlsx", {SHEET: sheet_of(no, **{column: raw})})

    stops = ROSTER[column].required if stops is None else stops
    return Case(
        f"{column}:{name}", make, words=words, loaded=int(not stops), stopped=int(stops),
        found=((rule, place(column)),), values={} if stops else {column: None},
    )  # fmt: skip


def changed(make, change):
    """The same file with other bytes."""

    def again(folder, no):
        path = make(folder, no)
        path.write_bytes(change(path.read_bytes()))
        return path

    return again


def named(make, ending):
    """The same file under another ending."""

    def again(folder, no):
        path = make(folder, no)
        return path.rename(path.with_name(no + ending))

    return again


def bytes_of(content, ending):
    """A file of these bytes."""

    def make(folder, no):
        path = folder / f"{no}{ending}"
        path.write_bytes(content)
        return path

    return make
