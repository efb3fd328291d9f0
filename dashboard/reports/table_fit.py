"""How large a table is set, and how wide its columns: as wide as their words where the page has room."""

from dashboard.reports import title_lines
from dashboard.reports.cells import shown
from dashboard.reports.paper import Table

OFFICIAL, BRIEF, SHEET = "official", "brief", "sheet"  # what typst/grid.typ calls the looks
# Points of text on a line: 156 mm, of a brief 170 mm, of a sheet 166 mm, on a turned page 225 mm.
UPRIGHT, TURNED = {OFFICIAL: 442.2, BRIEF: 481.9, SHEET: 470.6}, 637.8
CELL_ROOM = 7.0  # points of a cell beside its words: 3 at each side, 1 to spare
# Of tables, largest first.
SIZES = {OFFICIAL: (12, 10.5, 9, 8), BRIEF: (9.5, 9, 8.5, 8), SHEET: (9, 8.5, 8)}
AIR = 1  # characters of room around a number
WORD = 7  # characters that no column breaks: a county, a series, most names


def size_and_widths(table: Table, look: str) -> tuple[float, list[float]]:
    """The largest size at which every column is as wide as it asks for, and the widths in points.

    What a column does not need goes where words would break, to the nearest need first.
    """
    needs = _needs(table)
    widths = [
        min(need, max(column.width, WORD))
        for column, need in zip(table.columns, needs, strict=True)
    ]
    room = (TURNED if table.is_wide else UPRIGHT[look]) - CELL_ROOM * len(table.columns)
    sizes = SIZES[look]
    size = next((size for size in sizes if size * sum(widths) <= room), sizes[-1])
    left = max(0, room / size - sum(widths))
    for n in sorted(range(len(widths)), key=lambda n: needs[n] - widths[n]):
        more = min(needs[n] - widths[n], left)
        widths[n] += more
        left -= more
    return size, [round(width * size + CELL_ROOM, 2) for width in widths]


def _needs(table: Table) -> list[float]:
    """How wide each column would be without a break in it, in characters."""
    return [
        max(map(title_lines.width, [column.title, *(shown(row.cells[n]) for row in table.rows)]))
        + (AIR if column.kind != "text" else 0)
        for n, column in enumerate(table.columns)
    ]
