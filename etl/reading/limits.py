"""What a file may cost. The contract's limits, and how the child process holds itself to them.

Windows has no such limits for a process: there only the parent's wall limit holds.
"""

import contextlib
import math
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence

from etl.reading.parsed import Refusal

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

EXPANDED_BYTES = 300 * 1024 * 1024
ARCHIVE_MEMBERS = 1_000
ROWS = 300_000
COLUMNS = 200
CELL_CHARACTERS = 32_767  # Excel's own limit
RESULT_BYTES = 512 * 1024 * 1024

ADDRESS_SPACE = 1024 * 1024 * 1024
DATA = 470 * 1024 * 1024  # with the program's own pages, less than 512 MB are ever resident
CPU_SECONDS = 20  # ends a child whose parent is gone, too
WALL_SECONDS = 15.0

NumberedRow = tuple[int, Sequence[object]]


class RefusedError(Exception):
    """Refuse a file as a whole by a rule of the contract; `detail` tells the sender what to do."""

    def __init__(self, rule: str, detail: str) -> None:
        super().__init__(detail)
        self.rule = rule
        self.detail = detail


def within(rows: Iterable[NumberedRow], where: str) -> Iterator[NumberedRow]:
    """Pass rows on, and refuse the file at the first filled cell past the limits."""
    for row_no, cells in rows:
        if row_no > ROWS and any(cells):
            raise too_many_rows(where, row_no)
        if len(cells) > COLUMNS and any(cells[COLUMNS:]):
            raise too_many_columns(where, column_letters(len(cells)))
        for cell in cells:
            if isinstance(cell, str) and len(cell) > CELL_CHARACTERS:
                raise too_long_cell(f"{where}第 {row_no} 行")
        yield row_no, cells


def bind_process() -> None:
    """Limit this process's memory and leave no core file; it holds until the process ends."""
    if resource is not None:
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_AS, ADDRESS_SPACE)
        _lower(resource.RLIMIT_DATA, DATA)


def allow_next_file(seconds: int = CPU_SECONDS) -> None:
    """Grant this process more seconds of CPU from now; the system ends it when they are spent."""
    if resource is not None:
        _lower(resource.RLIMIT_CPU, math.ceil(time.process_time()) + seconds)


def _lower(what: int, limit: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS has no limit of address space
        resource.setrlimit(what, (limit, hard))


def too_costly(what: str) -> Refusal:
    return Refusal("too_large", f"{what}请删除多余的行、列和格式,或分成几个文件,另存后再报送。")


def too_many_rows(where: str, rows: int) -> RefusedError:
    return RefusedError(
        "too_large",
        f"{where}的数据一直到第 {rows:,} 行,超过上限 {ROWS:,} 行。请删除多余的行,或分成几个文件报送。",
    )


def too_many_columns(where: str, column: str) -> RefusedError:
    return RefusedError(
        "too_large",
        f"{where}的数据一直延伸到 {column} 列,超过上限 {COLUMNS} 列。请删除表格右侧多余的列后另存再报送。",
    )


def too_long_cell(where: str) -> RefusedError:
    return RefusedError(
        "too_large",
        f"{where}有一个单元格超过 {CELL_CHARACTERS:,} 字。请检查该单元格(或缺少的引号)后再报送。",
    )


def column_letters(number: int) -> str:
    """Name a column, counted from 1, as a workbook does."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def is_out_of_memory_or_time(exit_code: int) -> bool:
    """Tell by how a child ended whether it ran into a limit: aborted allocation, or CPU."""
    return is_out_of_time(exit_code) or (sys.platform != "win32" and exit_code == -signal.SIGABRT)


def is_out_of_time(exit_code: int) -> bool:
    """Tell whether a child had spent its seconds of CPU."""
    return sys.platform != "win32" and exit_code == -signal.SIGXCPU


def is_killed_from_outside(exit_code: int) -> bool:
    """Tell whether the system (short of memory) or somebody has ended a child: no limit of ours does so."""
    return sys.platform != "win32" and exit_code == -signal.SIGKILL
