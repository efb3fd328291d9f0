"""The workbook of the rows behind a flag, as the page 预警 gives it along."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from dashboard import formats
from dashboard.lists import Row
from dashboard.selection import Selection
from dashboard.words import capital, mark, say
from etl import sheet_cells
from etl.flags.judge import Flag

Names = Mapping[str, str]
COUNTED_AS, NAME, UNIT, COUNTY = mark("计入"), mark("姓名"), mark("单位"), mark("县市")
SERIES, SEASON, FILE, SHEET = mark("系列"), mark("年度"), mark("文件"), mark("工作表")
PLACE = (
    UNIT,
    COUNTY,
    SERIES,
    SEASON,
    mark("原因"),
    mark("自"),
    FILE,
    SHEET,
    mark("行"),
    mark("数"),
)
WIDTHS = {COUNTED_AS: 24, NAME: 12, UNIT: 30, COUNTY: 10, SERIES: 12, FILE: 36, SHEET: 16}
USUAL_WIDTH = 11


def workbook(
    rows: Sequence[Row], flag: Flag, counted: Mapping[str, Any], chosen: Selection, title: str
) -> bytes:
    """Write both counts' rows; of persons nothing but name and unit, and no formula."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, dict(sheet_cells.BOOK_OPTIONS))
    book.set_properties({"created": chosen.version.built_at})
    page = book.add_worksheet(capital(say("证据行")))
    sheet_cells.write(page, 0, 0, capital(title))
    sheet_cells.write(page, 1, 0, capital(_origin(flag, chosen)))
    has_names = any(row.get("name") for row in rows)
    for column, head in enumerate((COUNTED_AS, *((NAME,) if has_names else ()), *PLACE)):
        page.write_string(3, column, capital(say(head)))
        page.set_column(column, column, WIDTHS.get(head, USUAL_WIDTH))
    for line, row in enumerate(rows, start=4):
        for column, value in enumerate(_values(row, counted, chosen.names, has_names=has_names)):
            sheet_cells.write(page, line, column, value)
    page.freeze_panes(4, 0)
    book.close()
    return made.getvalue()


def _origin(flag: Flag, chosen: Selection) -> str:
    """From which version and by which rule, sample data first named as such."""
    told = say(
        "{season} 年度，截至 {day}，数据版本 {version}，规则 {rule} 第 {n} 版",
        season=flag.season,
        day=flag.day,
        version=chosen.version.short,
        rule=flag.rule_id,
        n=flag.rule_version,
    )
    return formats.comma([say("示例数据"), told]) if chosen.is_sample else told


def file_name(flag: Flag, chosen: Selection) -> str:
    what = (chosen.names[flag.county_code], say(flag.title), say("证据行"))
    return f"{'_'.join(what)}_{flag.day:%Y%m%d}.xlsx"


def _values(row: Row, counted: Mapping[str, Any], names: Names, *, has_names: bool) -> list[Any]:
    person = [row.get("name")] if has_names else []
    place = [row["unit"], names[row["county_code"]], names[row["series_code"]]]
    source = [row["file"], row["sheet"], row["row_no"], row["weight"]]
    return [
        say(counted[row["count_id"]]["title"]), *person, *place, row["season"],
        say(row.get("cause") or ""),
        formats.day_full(row["from_day"]), *source,
    ]  # fmt: skip
