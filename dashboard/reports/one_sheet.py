"""How much of one sheet a county's page takes before it is set, in points; a little more than it will.

After the look that `typst/grid.typ` calls a sheet; a test sets the pages of a season and counts them.
"""

from collections.abc import Iterable

from dashboard.reports.paper import Block, Paragraph, Table
from dashboard.reports.title_lines import width

HEIGHT = 737.0  # A4 less its margins
LINE, PITCH = 44.0, 15.0  # characters of a line of text, and its height
HEAD = 23 + 15 + 15 + 6.0  # title, subtitle, addressee
FOOT = 15 + 6 + 40.0  # signature, and where the numbers come from
TABLE_HEAD, TABLE_ROW = 42.0, 11.6  # caption, unit and column heads; a row of one line
INDENT = 2


def paragraph(text: str) -> float:
    return PITCH * -(-(width(text) + INDENT) // LINE)


def block(made: Block, lines: int = 0) -> float:
    """A paragraph, or a table of so many lines (each row one, unless told)."""
    if isinstance(made, Paragraph):
        return paragraph(made.lead + made.text)
    if isinstance(made, Table):
        return TABLE_HEAD + TABLE_ROW * (lines or len(made.rows))
    return PITCH


def left(blocks: Iterable[Block], sections: int, others: Iterable[str]) -> int:
    """How many lines of a table still fit beside these blocks, headings and paragraphs."""
    taken = HEAD + FOOT + PITCH * sections + TABLE_HEAD
    taken += sum(map(block, blocks)) + sum(map(paragraph, others))
    return int((HEIGHT - taken) // TABLE_ROW)
