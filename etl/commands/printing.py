"""How the command line lays out tables, JSON and CSV; a wide character takes two columns."""

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from etl import sheet_cells


def width(text: str) -> int:
    """Count terminal columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Lay out rows under their keys; numbers to the right, None as —."""
    if not rows:
        return "（无）"
    heads = list(rows[0])
    texts = [[_text(row[head]) for head in heads] for row in rows]
    widths = [max(width(line[n]) for line in [heads, *texts]) for n in range(len(heads))]
    right = [all(isinstance(row[head], int | float | None) for row in rows) for head in heads]
    lines = [
        "  ".join(_pad(cell, widths[n], right=right[n]) for n, cell in enumerate(line)).rstrip()
        for line in [heads, *texts]
    ]
    return "\n".join([lines[0], "-" * min(width(lines[0]), 120), *lines[1:]])


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write rows as CSV; text that a spreadsheet would take for a formula is kept as text."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _safe(value) for key, value in row.items()} for row in rows)
    return out.getvalue().rstrip("\n")


def as_json(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write rows as a JSON list, dates in ISO form."""
    return json.dumps(list(rows), ensure_ascii=False, indent=1, default=_plain)


def show(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Print rows in the form asked for: table, json or csv."""
    made = {"table": table, "json": as_json, "csv": as_csv}[form](rows)
    print(made)  # noqa: T201 the command line's own output


def say(text: str) -> None:
    """Print one line."""
    print(text)  # noqa: T201 the command line's own output


def warn(text: str) -> None:
    """Print one line to standard error, beside an output that may be piped."""
    print(text, file=sys.stderr)  # noqa: T201 the command line's own output


def progress(text: str) -> None:
    """Print progress to standard error, so that output can be piped; a terminal shows it on one line."""
    if sys.stderr.isatty():
        text = f"\r\x1b[K{text}" if text else "\r\x1b[K"
        print(text, end="", file=sys.stderr, flush=True)  # noqa: T201 the command line's own output
    elif text:
        print(text, file=sys.stderr, flush=True)  # noqa: T201 the command line's own output


def _text(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:%Y-%m-%d}" if isinstance(value, date | datetime) else str(value)


def _pad(text: str, to: int, *, right: bool) -> str:
    blanks = " " * (to - width(text))
    return blanks + text if right else text + blanks


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _safe(value: Any) -> Any:
    return sheet_cells.safe(value) if isinstance(value, str) else value
