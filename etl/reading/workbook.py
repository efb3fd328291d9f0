"""Sheets of a workbook as typed rows: calamine first, openpyxl where it fails or finds nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import python_calamine as calamine

from etl.reading import ods_blanks
from etl.reading.content import SAVE_AS_XLSX, password
from etl.reading.headers import Row
from etl.reading.limits import RefusedError

_NOT_OURS = (KeyboardInterrupt, SystemExit, MemoryError, RefusedError)


@dataclass(frozen=True)
class RawSheet:
    """One sheet of a workbook, in the workbook's order from 1."""

    sheet_no: int
    name: str
    visible: bool


class Workbook(Protocol):
    """A workbook that is open: its sheets, and the rows of each from the first on, cells from column A on."""

    reader: str
    sheets: list[RawSheet]

    def rows(self, sheet: RawSheet) -> Iterator[Row]: ...


class CalamineWorkbook:
    """Typed cells, fast; formulas by their last value, error values blank."""

    reader = "calamine"

    def __init__(self, path: Path, kind: str, packed: IO[bytes] | None = None) -> None:
        self._path, self._kind, self._is_second_try = path, kind, packed is not None
        with packed or path.open("rb") as handle:  # by path, it would go by the name's ending
            self._book = calamine.CalamineWorkbook.from_filelike(handle)
        self.sheets = [
            RawSheet(number, sheet.name, sheet.visible == calamine.SheetVisibleEnum.Visible)
            for number, sheet in enumerate(self._book.sheets_metadata, start=1)
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]

    def rows(self, sheet: RawSheet) -> Iterator[Row]:
        """Lay out the whole sheet, then yield its rows; the second reader takes one that fails."""
        try:
            found = self._book.get_sheet_by_index(sheet.sheet_no - 1)
        except _NOT_OURS:
            raise
        except BaseException as error:
            if self._is_second_try:
                raise _broken() from error
            yield from open_again(self._path, self._kind, error).rows(sheet)
            return
        if found.start is None:
            return
        left: Sequence[object] = [""] * found.start[1]
        for row_no, cells in enumerate(found.iter_rows(), start=1):
            yield row_no, [*left, *cells] if left else cells


class OpenpyxlWorkbook:
    """Slow and forgiving; .xlsx only."""

    reader = "openpyxl"

    def __init__(self, path: Path) -> None:
        import openpyxl

        self._book = openpyxl.load_workbook(path.open("rb"), read_only=True, data_only=True)
        self.sheets = [
            RawSheet(number, name, self._book[name].sheet_state == "visible")
            for number, name in enumerate(self._book.sheetnames, start=1)
            if hasattr(self._book[name], "iter_rows")
        ]

    def rows(self, sheet: RawSheet) -> Iterator[Row]:
        """Yield rows as they stand; what the sheet says about its own size is not believed."""
        try:
            found = self._book[sheet.name]
            found.reset_dimensions()
            rows = found.iter_rows(values_only=True)
        except Exception as error:
            raise _broken() from error
        yield from enumerate(_unbroken(rows), start=1)


def open_workbook(path: Path, kind: str) -> Workbook:
    """Open by calamine, else an .xlsx by openpyxl; a file that neither opens is refused."""
    try:
        return CalamineWorkbook(path, kind)
    except calamine.PasswordError as error:
        raise password() from error
    except _NOT_OURS:
        raise
    except BaseException as error:  # noqa: BLE001 (a panic of calamine is no Exception)
        return open_again(path, kind, error)


def open_again(path: Path, kind: str, cause: BaseException | None = None) -> Workbook:
    """Open an .xlsx by the second reader, an .ods without the blanks between its cells."""
    try:
        if kind == "xlsx":
            return OpenpyxlWorkbook(path)
        if kind == "ods":
            return CalamineWorkbook(path, kind, ods_blanks.without(path))
    except _NOT_OURS:
        raise
    except BaseException as error:  # noqa: BLE001 (whatever a reader makes of a broken file)
        cause = error
    raise _broken() from cause


def _unbroken(rows: Iterator[Sequence[object]]) -> Iterator[Sequence[object]]:
    """Pass rows on until openpyxl stumbles: then nothing of the file counts."""
    while True:
        try:
            row = next(rows, None)
        except Exception as error:
            raise _broken() from error
        if row is None:
            return
        yield row


def _broken() -> RefusedError:
    return RefusedError("unreadable", f"文件已损坏,无法读取。{SAVE_AS_XLSX}")
