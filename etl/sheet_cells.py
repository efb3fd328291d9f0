"""What may stand in a cell of a workbook or of a CSV file: no formula, nothing unseen, nothing too long.

Every file that a person opens in a spreadsheet is written through here.
"""

import math
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from etl.plain_text import plain

if TYPE_CHECKING:  # the command line prints tables without them
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["BOOK_OPTIONS", "LONGEST_TEXT", "cut", "looks_like_formula", "plain", "safe", "write"]
LONGEST_TEXT = 32_000  # Excel holds 32,767 signs, and counts a character beyond U+FFFF as two
# XlsxWriter would else make formulas, links and numbers of texts that look like them.
BOOK_OPTIONS: Mapping[str, Any] = MappingProxyType(
    {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
)
_FORMULA_BEGINS = frozenset("=+-@")


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet might compute a text, after blanks of any kind, in any width."""
    first = text.lstrip()[:1]
    return unicodedata.normalize("NFKC", first)[:1] in _FORMULA_BEGINS


def safe(text: str) -> str:
    """Make a text that no spreadsheet takes for a formula, by an apostrophe before it; cut if too long."""
    shown = plain(text)
    return cut(f"'{shown}" if looks_like_formula(shown) else shown)


def cut(text: str) -> str:
    """Shorten a text to what a cell holds; must be without halves of characters."""
    if len(text) <= LONGEST_TEXT // 2 or len(signs := text.encode("utf-16-le")) <= 2 * LONGEST_TEXT:
        return text
    return signs[: 2 * LONGEST_TEXT - 2].decode("utf-16-le", "ignore") + "…"


def write(
    sheet: "Worksheet",
    row: int,
    column: int,
    value: str | float | None,
    look: "Format | None" = None,
) -> None:
    """Write a number as a number and everything else as text; rows and columns count from 0."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, int | float) and math.isfinite(value):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_string(row, column, safe(str(value)), look)
