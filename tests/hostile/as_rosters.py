"""The parser's child with one difference: every sheet is taken for a roster from its first row on.

So files that hold no sheet of ours run through the whole of the reading, cell by cell.
"""

import sys
from pathlib import Path

from etl.reading import child, sheets
from etl.reading.headers import Layout

KIND = "roster"


def by_position(rows, book):
    """Take the first filled row for a header and give its columns the roster's names in order."""
    if not rows:
        return None
    names = list(book.written[KIND])
    columns = dict(zip(names, range(len(rows[0][1])), strict=False))
    return Layout(KIND, rows[0][0], rows[0][0], columns, headed=frozenset(columns.values()))


if __name__ == "__main__":
    sheets.find_layout = by_position
    child.main(Path(sys.argv[1]), int(sys.argv[2]))
