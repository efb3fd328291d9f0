"""Sheets of a workbook as typed rows: calamine first, openpyxl where it fails or finds nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine as calamine

from etl.reading.headers import Row


@dataclass(frozen=True)
class RawSheet:
    """One sheet of a workbook, in the workbook's order from 1."""

    sheet_no: int
    name: str
    visible: bool


class Workbook:
    """A workbook opened by calamine."""

    reader = "calamine"

    def __init__(self, path: Path) -> None:
        self._book = calamine.CalamineWorkbook.from_path(str(path))
        self.sheets = [
            RawSheet(number, sheet.name, sheet.visible == calamine.SheetVisibleEnum.Visible)
            for number, sheet in enumerate(self._book.sheets_metadata, start=1)
        ]

    def rows(self, sheet: RawSheet) -> Iterator[Row]:
        """Yield rows from the first on, cells from column A on."""
        found = self._book.get_sheet_by_index(sheet.sheet_no - 1)
        if found.start is None:
            return
        left: Sequence[object] = [""] * found.start[1]
        for row_no, cells in enumerate(found.iter_rows(), start=1):
            yield row_no, [*left, *cells] if left else cells
