"""The sheets that we add to what goes back to a sender, known again by their heads when they return."""

from collections.abc import Iterable, Sequence

FIX_SHEET = "修改清单"
FIX_COLUMNS = (
    ("序号", 5),
    ("文件", 30),
    ("工作表", 12),
    ("位置", 13),
    ("列", 12),
    ("查到的值", 18),
    ("问题", 34),
    ("怎么改", 42),
    ("结果", 11),
    ("改好打√", 8),
)
BALANCE_COLUMNS = (
    ("文件", 40),
    ("工作表", 16),
    ("表种", 18),
    ("读入", 8),
    ("入库", 8),
    ("未变", 8),
    ("被更新", 8),
    ("未计入", 8),
)
_HEADS = tuple(tuple(title for title, _ in each) for each in (FIX_COLUMNS, BALANCE_COLUMNS))


def is_ours(rows: Iterable[Sequence[object]]) -> bool:
    """Tell whether one of the rows is the head of 修改清单 or 行数核对, whole and in order."""
    return any(tuple(row[: len(head)]) == head for row in rows for head in _HEADS)
