"""How much of a page a paper takes before it is set, in points; rather a little more than it will.

After the looks of `typst/grid.typ`; a test sets the papers of a season and counts their pages.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.reports import table_fit
from dashboard.reports.cells import shown
from dashboard.reports.paper import Block, Paragraph, Picture, Table
from dashboard.reports.table_fit import CELL_ROOM, size_and_widths
from dashboard.reports.title_lines import width

INDENT = 2
SPARE = 1  # character of a broken line that a mark may not begin
ROUNDING = 0.05
# Of a table's size: between lines, its caption, its unit, a line of its notes.
LEADING, CAPTION, UNIT, NOTES = 0.35, 2.0, 0.9, 1.45
BRACKETS = 1  # character less that a share in brackets takes


@dataclass(frozen=True)
class Room:
    """A look: height of all its pages, characters of a line, pitch, and what stands on every paper.

    `head` is title, subtitle and addressee, `foot` the signature and where the numbers come from, `cell`
    the air above and below a cell's words, in its size.
    """

    look: str
    height: float
    line: float
    pitch: float
    head: float
    foot: float
    cell: float
    picture: float = 0

    def paragraph(self, text: str) -> float:
        return self.pitch * math.ceil((width(text) + INDENT) / self.line)

    def table(self, made: Table) -> float:
        size, widths = size_and_widths(made, self.look)
        chars = [(wide - CELL_ROOM) / size for wide in widths]
        heads = [column.title for column in made.columns]
        rows = [heads, *([shown(cell) for cell in row.cells] for row in made.rows)]
        if any(column.group for column in made.columns):
            rows.append(heads)
        lines = [_lines(row, chars) for row in rows]
        told = sum(n + (n - 1) * LEADING + self.cell for n in lines)
        around = CAPTION + (UNIT if made.unit else 0) + NOTES * len(made.notes)
        return size * (told + around) + self.pitch

    def block(self, made: Block) -> float:
        if isinstance(made, Paragraph):
            return self.paragraph(made.lead + made.text)
        if isinstance(made, Table):
            return self.table(made)
        return self.picture if isinstance(made, Picture) else self.pitch

    def left(self, blocks: Iterable[Block], headings: int, others: Iterable[str]) -> float:
        """What remains beside these blocks, headings and other paragraphs."""
        taken = self.head + self.foot + self.pitch * headings
        taken += sum(map(self.block, blocks)) + sum(map(self.paragraph, others))
        return self.height - taken


# A4 less its margins: one page of a county's sheet, two of a brief.
SHEET = Room(table_fit.SHEET, 737, 44, 15, 59, 68, 0.44)
BRIEF = Room(table_fit.BRIEF, 2 * 715, 43, 16.3, 52, 88, 0.6, picture=200)


def _lines(cells: list[str], chars: list[float]) -> int:
    """Lines of type that a row takes in columns of so many characters."""
    return max(
        1 if _width(text) <= wide + ROUNDING else math.ceil(_width(text) / (wide - SPARE))
        for text, wide in zip(cells, chars, strict=True)
    )


def _width(text: str) -> float:
    return width(text) - (BRACKETS if text.endswith("%）") else 0)
