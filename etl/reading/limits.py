"""What a file may cost. The contract's limits, and how the child process holds itself to them.

Windows has no such limits for a process: there only the parent's wall limit holds.
"""

import math
import sys
import time

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

EXPANDED_BYTES = 300 * 1024 * 1024
ARCHIVE_MEMBERS = 1_000
ROWS = 300_000
COLUMNS = 200
CELLS = 20_000_000  # of the rectangle from A1 to the last filled cell
CELL_CHARACTERS = 32_767  # Excel's own limit
RESULT_BYTES = 512 * 1024 * 1024

ADDRESS_SPACE = 1024 * 1024 * 1024
CPU_SECONDS = 20
WALL_SECONDS = 60.0


class Refused(Exception):
    """Refuse a file as a whole by a rule of the contract; `detail` tells the sender what to do."""

    def __init__(self, rule: str, detail: str) -> None:
        super().__init__(detail)
        self.rule = rule
        self.detail = detail


def bind_process() -> None:
    """Limit this process's address space and leave no core file; both hold until it ends."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_next_file() -> None:
    """Grant this process 20 more seconds of CPU from now; the system ends it when they are spent."""
    if resource is not None:
        limit = math.ceil(time.process_time()) + CPU_SECONDS
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def too_many_rows(where: str, rows: int) -> Refused:
    return Refused(
        "too_large",
        f"{where}有 {rows:,} 行,超过上限 {ROWS:,} 行。请删除多余的行,或分成几个文件报送。",
    )


def too_many_columns(where: str, column: str) -> Refused:
    return Refused(
        "too_large",
        f"{where}的数据一直延伸到{column}列,超过上限 {COLUMNS} 列。请删除表格右侧多余的列后另存再报送。",
    )


def too_long_cell(where: str) -> Refused:
    return Refused(
        "too_large",
        f"{where}有一个单元格超过 {CELL_CHARACTERS:,} 字。请检查该单元格(或缺少的引号)后再报送。",
    )


def is_out_of_memory_or_time(exit_code: int) -> bool:
    """Tell by how a child ended whether it ran into a limit: aborted allocation, CPU, or killed."""
    if sys.platform == "win32" or exit_code >= 0:
        return False
    return -exit_code in (6, 9, 24)
