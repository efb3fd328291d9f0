"""Rows that are no data: control totals, which are checked, and footers, which are left out."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from etl.reading.cells import plain

_TOTAL = re.compile(r"(?:合计|小计|总计)(?:[:(].*|\d.*)?|.{1,10}(?:合计|小计|总计)")
_FOOTER = re.compile(
    r"(?:填表|审核|填报|制表|复核|批准|负责|联系|单位负责)(?:人|单位|日期|时间|部门)"
    r"|(?:制表|报送|上报)(?:日期|时间)|联系电话|注(?:[:;、.,\d一二三四五六七八九十)(]|$)|备注:|说明:"
)
_LONGEST = 15
_NUMBER = re.compile(r"(\d+)(?:\.0+)?(?:人|名|条|行|个|件|次)?")


def first_text(cells: Iterable[object]) -> str:
    """Return the first filled cell, folded in width and without blanks."""
    for cell in cells:
        if cell is not None and cell != "" and (text := plain(cell)):
            return "".join(unicodedata.normalize("NFKC", text).split())
    return ""


def is_total(first: str) -> bool:
    """Tell a row of 合计, 小计 or 总计 by its first filled cell."""
    return _TOTAL.fullmatch(first) is not None


def is_footer(first: str) -> bool:
    """Tell a note or a signature line by its first filled cell."""
    return _FOOTER.match(first) is not None


@dataclass
class Totals:
    """Rows and sums so far and since the last total. `watched`: columns whose sums are checked."""

    watched: frozenset[int] = frozenset()
    rows: int = 0
    rows_since: int = 0
    sums: dict[int, int] = field(default_factory=dict)
    sums_since: dict[int, int] = field(default_factory=dict)

    def add(self, numbers: Iterable[tuple[int, int]]) -> None:
        """Count one data row and the numbers of its watched columns."""
        self.rows += 1
        self.rows_since += 1
        for column, number in numbers:
            self.sums[column] = self.sums.get(column, 0) + number
            self.sums_since[column] = self.sums_since.get(column, 0) + number

    def check(self, cells: Sequence[object]) -> list[tuple[int, int, int]]:
        """List (column, stated, counted) where a total is neither of all rows nor of those since the last."""
        stated = [
            (at, number) for at, cell in enumerate(cells) if (number := _number(cell)) is not None
        ]
        if self.watched:
            pairs = [
                (at, number, self.sums.get(at, 0), self.sums_since.get(at, 0))
                for at, number in stated
                if at in self.watched
            ]
        else:
            pairs = [(at, number, self.rows, self.rows_since) for at, number in stated[:1]]
        self.rows_since, self.sums_since = 0, {}
        return [
            (at, number, whole)
            for at, number, whole, since in pairs
            if number not in (whole, since)
        ]


def _number(cell: object) -> int | None:
    text = "".join(unicodedata.normalize("NFKC", plain(cell)).split())
    text = re.sub(r"^(?:合计|小计|总计)[:(]?", "", text).removesuffix(")")
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    return int(found[1]) if found else None
