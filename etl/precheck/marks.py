"""What is to be marked in a sender's file: cells with a colour and a note, and the list behind them."""

from collections.abc import Sequence

import msgspec

AUTHOR = "报送预检"
# Unusual on purpose: a fill of exactly this colour is taken for a mark of ours and taken off again.
COLOURS = {"row": "F9D0CF", "cell": "FFE3A9", "sheet": "D7E3F1"}
MOST_NOTES = 2_000


class Mark(msgspec.Struct, frozen=True):
    """One cell, or without a column one row of a sheet. Sheets, rows and columns count from 1."""

    sheet_no: int
    row_no: int
    col_no: int | None
    severity: str
    note: str


class Request(msgspec.Struct, frozen=True):
    """One file to mark. `ours`: sheets that are lists of ours from an earlier time."""

    path: str
    file_name: str
    target: str
    marks: list[Mark]
    above: list[str]
    listed: list[tuple[str | int, ...]]
    ours: list[int]


class UnmarkableError(Exception):
    """The file is laid out in a way that marking does not know."""


Cells = dict[int, dict[int | None, Mark]]


def by_place(marks: Sequence[Mark], sheet_no: int) -> Cells:
    """Group a sheet's marks by row and column; of several on one cell the gravest gives the colour."""
    found: Cells = {}
    order = list(COLOURS)
    for mark in marks:
        if mark.sheet_no != sheet_no:
            continue
        row = found.setdefault(mark.row_no, {})
        other = row.get(mark.col_no)
        if other is None:
            row[mark.col_no] = mark
            continue
        gravest = min(mark, other, key=lambda each: order.index(each.severity))
        note = f"{other.note}\n{mark.note}"
        row[mark.col_no] = msgspec.structs.replace(gravest, note=note)
    return found
