"""Lays a sheet out as an office does: title rows, headers, numbers down the side, totals and notes."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from etl.contract.model import contract
from etl.sample.handwriting import Cell, Row, chinese_day
from etl.sample.land import county_of
from etl.sample.offices import COLUMNS, PREFECTURE, WORDS, Office
from etl.sample.rows import kind_of

MARK = "示例数据"
NOTE = f"注:{MARK},单位和人员均为虚构,与任何真实的人和事无关。"
_GROUPS = {
    "申报系列及专业": ("series", "specialty"),
    "职称": ("current_title", "current_title_on", "target_title", "level"),
}


@dataclass(frozen=True)
class Report:
    """One sending of an office, the n-th of a season.

    `draft`: a later one puts its mistakes right. `miscounts`: what its control totals are off by.
    """

    season: int
    day: date
    number: int
    draft: bool = False
    miscounts: int = 0


@dataclass
class Sheet:
    """A sheet as a grid; merges are (first row, first column, last row, last column), from 0."""

    name: str
    grid: list[list[Cell]]
    header_rows: range = range(0)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    blank_rows: int = 0


def lay_out(office: Office, report: Report, sheet: str, rows: list[Row], rng: Random) -> Sheet:
    """Lay out the rows of a sheet of a report; a roster may have columns that nobody asked for."""
    kind, columns = kind_of(sheet), columns_of(office, sheet)
    extra = office.extra if sheet == "roster" else ()
    headers = [_header(office, kind, column) for column in columns] + list(extra)
    lines = [
        [office.hand.write(kind, column, row.get(column), rng) for column in columns]
        + [str(row[name]) for name in extra]
        for row in rows
    ]
    if office.numbered:
        headers = ["序号", *headers]
        lines = [[number, *line] for number, line in enumerate(lines, 1)]
    laid = Sheet(WORDS[sheet], _top(office, report, sheet, len(headers)))
    if laid.grid:
        laid.merges.append((0, 0, 0, len(headers) - 1))
    _add_headers(laid, headers, columns, office)
    _add_rows(laid, lines, columns, office)
    laid.grid += _below(office, len(lines) + report.miscounts, len(headers))
    laid.blank_rows = office.blank_rows
    return laid


def columns_of(office: Office, sheet: str) -> tuple[str, ...]:
    """List the contract columns that the office's sheet has."""
    columns = COLUMNS[kind_of(sheet)]
    return columns if office.has_county else tuple(c for c in columns if c != "county")


def _header(office: Office, kind: str, column: str) -> str:
    header = contract().kinds[kind].columns[column].header
    return office.headers.get(header, header)


def _top(office: Office, report: Report, sheet: str, width: int) -> list[list[Cell]]:
    if not office.has_title:
        return []
    place = "巴州" if office.code == PREFECTURE else county_of(office.code).name
    title = f"{place}{report.season}年度“定向评价、定向使用”{WORDS[sheet]}({MARK})"
    told = f"填报日期:{chinese_day(report.day)}"
    if office.one_line:
        second: list[Cell] = [f"填报单位:{office.called}    {told}"]
        return [_wide([title], width), _wide(second, width)]
    at = max(1, min(5, width - 1))
    second = [f"填报单位:{office.called}", *[None] * (at - 1), told]
    return [_wide([title], width), _wide(second, width)]


def _wide(cells: list[Cell], width: int) -> list[Cell]:
    return cells + [None] * (width - len(cells))


def _add_headers(laid: Sheet, headers: list[str], columns: tuple[str, ...], office: Office) -> None:
    top = len(laid.grid)
    if not office.grouped_headers:
        laid.grid.append(list(headers))
        laid.header_rows = range(top, top + 1)
        return
    offset = int(office.numbered)
    first, second = list[Cell](headers), list[Cell]([None] * len(headers))
    grouped: set[int] = set()
    for title, members in _GROUPS.items():
        places = [offset + columns.index(member) for member in members if member in columns]
        if len(places) == len(members) and places[-1] - places[0] == len(places) - 1:
            for place in places:
                first[place], second[place] = None, headers[place]
            first[places[0]] = title
            laid.merges.append((top, places[0], top, places[-1]))
            grouped |= set(places)
    if not grouped:
        laid.grid.append(first)
        laid.header_rows = range(top, top + 1)
        return
    laid.merges += [(top, p, top + 1, p) for p in range(len(headers)) if p not in grouped]
    laid.grid += [first, second]
    laid.header_rows = range(top, top + 2)


def _add_rows(
    laid: Sheet, lines: list[list[Cell]], columns: tuple[str, ...], office: Office
) -> None:
    """Append the lines; a merged county keeps only the first cell of each run filled."""
    top = len(laid.grid)
    laid.grid += lines
    if not (office.merged_county and "county" in columns and lines):
        return
    place = columns.index("county") + office.numbered
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end][place] == lines[start][place]:
            continue
        for line in lines[start + 1 : end]:
            line[place] = None
        if end - start > 1:
            laid.merges.append((top + start, place, top + end - 1, place))
        start = end


def _below(office: Office, count: int, width: int) -> list[list[Cell]]:
    below: list[list[Cell]] = []
    if office.total and count:
        below.append(_wide(["合计", count], width))
    if office.has_title:
        below.append(_wide(["填表人:综合科", None, None, "审核人:分管领导"], width))
    return [*below, _wide([NOTE], width)]
