"""Native charts of a workbook, each over the numbers that it draws."""

from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard import figure_style as style
from dashboard.reports.chart import Bullets, Chain
from dashboard.reports.paper import Picture
from etl import sheet_cells

A4 = 9
CHART_COLUMN, WIDTH, ROW_HEIGHT, ROOM = 6, 720, 20, 110
Line = tuple[str, ...] | tuple[str | int | None, ...]


def add(
    book: xlsxwriter.Workbook, sheet: Worksheet, pictures: Sequence[Picture], font: str
) -> None:
    """Set each picture's numbers at the left and its chart beside them; A4 landscape."""
    strong = book.add_format({"font_name": font, "bold": True, "font_size": 12})
    plain = book.add_format({"font_name": font, "font_size": 10})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, CHART_COLUMN - 1, 9)
    line = 0
    for picture in pictures:
        sheet_cells.write(sheet, line, 0, f"{picture.number}　{picture.title}", strong)
        heads, rows = _numbers(picture)
        for place, head in enumerate(heads):
            sheet_cells.write(sheet, line + 1, place, head, strong)
        for offset, row in enumerate(rows, start=line + 2):
            _write(sheet, offset, row, plain)
        chart = _bars(book, sheet.get_name(), line + 1, heads, len(rows), picture)
        height = ROOM + 34 * len(rows)
        chart.set_size({"width": WIDTH, "height": height})
        sheet.insert_chart(line + 1, CHART_COLUMN, chart, {"description": picture.alt})
        line += 3 + max(len(rows) + 1, height // ROW_HEIGHT)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, line, CHART_COLUMN + WIDTH // 64)
    sheet.set_footer("&C第 &P 页 共 &N 页")


def _write(sheet: Worksheet, line: int, row: Sequence[str | int | None], look: Format) -> None:
    for place, value in enumerate(row):
        sheet_cells.write(sheet, line, place, value, look)


def _numbers(picture: Picture) -> tuple[list[str], list[Line]]:
    chart = picture.chart
    if isinstance(chart, Bullets):
        heads = ["县市", chart.whole, chart.reached, chart.done]
        return heads, [(row.name, row.whole, row.reached, row.done) for row in chart.rows]
    if isinstance(chart, Chain):
        return ["环节", "数"], [(step.title, step.value) for step in chart.steps]
    raise TypeError(chart)


_FILLS: dict[str, dict[str, Any]] = {
    "whole": {"fill": {"color": style.BAND}, "border": {"color": style.QUIET}},
    "reached": {"fill": {"color": style.PALE}, "border": {"none": True}},
    "done": {"fill": {"color": style.BLUE}, "border": {"none": True}},
}


def _bars(
    book: xlsxwriter.Workbook, sheet: str, head: int, heads: list[str], rows: int, picture: Picture
) -> Any:
    """Draw one series a column of numbers, in the order of the rows from the top."""
    chart = book.add_chart({"type": "bar"})
    fills = [_FILLS["done"]] if len(heads) == 2 else list(_FILLS.values())  # noqa: PLR2004 name and number
    for place, fill in enumerate(fills, start=1):
        chart.add_series(
            {
                "name": [sheet, head, place],
                "categories": [sheet, head + 1, 0, head + rows, 0],
                "values": [sheet, head + 1, place, head + rows, place],
                "gap": 40,
                "data_labels": {"value": True, "font": {"size": 9}},
                **fill,
            }
        )
    chart.set_title({"name": picture.title, "name_font": {"size": 11}, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False, "min": 0})
    chart.set_legend({"none": True} if len(heads) == 2 else {"position": "bottom"})  # noqa: PLR2004
    return chart
