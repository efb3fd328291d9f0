"""A comparison as a table, as data, as CSV and as a workbook: 县市, 指标, 上年, 本年, 增减, 增幅."""

import io
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import xlsxwriter

from etl import sheet_cells
from etl.contract.fixlist import add_sheet
from etl.snapshots.compare import Compared
from etl.snapshots.manifest import Basis

SHOWN_COUNTS = (
    "allocated", "applied", "recommended", "accepted", "passed", "appointed", "returned_persons",
    "late_files", "wasted",
)  # fmt: skip
LEAST_FOR_PERCENT = 5
_TENTH = Decimal("0.1")
_WIDTHS = (16, 14, 24, 6, 22, 22, 14, 12)


def main_lines(found: Compared) -> list[dict[str, Any]]:
    """Keep what a screen holds: the counts of the way from place to post, and all rates."""
    return [line for line in found.lines if line["kind"] == "rate" or line["id"] in SHOWN_COUNTS]


def table(found: Compared, lines: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """Lay the lines out in words; a column that says nothing (all series) is left out."""
    names = heads(found.before, found.after)
    shown = [_line(line, names) for line in (found.lines if lines is None else lines)]
    if all(line["系列"] == "全部" for line in shown):
        shown = [{name: each for name, each in line.items() if name != "系列"} for line in shown]
    return shown


def heads(before: Basis, after: Basis) -> tuple[str, str]:
    """Name the two columns: by season where they differ, else as what was and what is."""
    if before.season != after.season:
        return before.label, after.label
    return f"{before.id}", f"{after.id}"


def data(found: Compared) -> list[dict[str, Any]]:
    """Give numbers as numbers: counts with change and growth, rates as k and n with percentage points."""
    return [
        {
            "county": line["county"],
            "series": line["series"],
            "kind": line["kind"],
            "id": line["id"],
            "title": line["title"],
            "before": _side(line, "before"),
            "after": _side(line, "after"),
            "change": line["change"],
            "growth": line["growth"],
            "points": line["points"],
        }
        for line in found.lines
    ]


def workbook(found: Compared) -> bytes:
    """Write all lines, the changed definitions, and what the two rest on; the same bytes every time."""
    made = io.BytesIO()
    title = f"{found.before.label}与{found.after.label}对比"
    with xlsxwriter.Workbook(made, dict(sheet_cells.BOOK_OPTIONS)) as book:
        created = datetime.combine(found.after.day, datetime.min.time())
        book.set_properties({"title": title, "created": created})
        lines = [_line(line, heads(found.before, found.after)) for line in found.lines]
        columns = list(zip(lines[0] if lines else (), _WIDTHS, strict=False))
        rows = [tuple(_cell(value) for value in line.values()) for line in lines]
        add_sheet(book, "对比", (title, *found.notes), columns, rows)
        meanings = (("指标", 24), ("什么", 12), ("前", 60), ("后", 60))
        add_sheet(book, "口径变化", ("两份快照之间改动过的口径",), meanings, found.meanings)
        about = (("", 16), (found.before.label, 44), (found.after.label, 44))
        add_sheet(book, "依据", ("两份快照各自的依据",), about, _about(found.before, found.after))
    return made.getvalue()


def _line(line: dict[str, Any], names: tuple[str, str]) -> dict[str, Any]:
    is_rate = line["kind"] == "rate"
    return {
        "县市": line["county"] or "全州",
        "系列": line["series"] or "全部",
        "指标": line["title"],
        "单位": "%" if is_rate else line["unit"],
        names[0]: _share(line, "before") if is_rate else line["before"],
        names[1]: _share(line, "after") if is_rate else line["after"],
        "增减": _points(line) if is_rate else line["change"],
        "增幅": None if is_rate else _growth(line),
    }


def _cell(value: Any) -> str | int:
    return "—" if value is None else value


def _side(line: dict[str, Any], when: str) -> Any:
    if line["kind"] == "count":
        return line[when]
    return None if line[f"{when}_of"] is None else [line[when], line[f"{when}_of"]]


def _share(line: dict[str, Any], when: str) -> str | None:
    """Write k/n with its percentage; of fewer than five, k/n alone."""
    size = line[f"{when}_of"]
    if size is None:
        return None
    pair = f"{line[when]}/{size}"
    return f"{pair}（{_percent(line[f'{when}_share'])}）" if size >= LEAST_FOR_PERCENT else pair


def _points(line: dict[str, Any]) -> str | None:
    sizes = line["before_of"] or 0, line["after_of"] or 0
    if line["points"] is None or min(sizes) < LEAST_FOR_PERCENT:
        return None
    rounded = Decimal(repr(line["points"])).quantize(_TENTH, ROUND_HALF_UP)
    return f"{rounded:+} 个百分点"


def _growth(line: dict[str, Any]) -> str | None:
    if line["growth"] is None or line["before"] < LEAST_FOR_PERCENT:
        return None
    growth = _rounded(line["growth"])
    return f"{growth:+}%" if growth else "0%"


def _percent(share: float) -> str:
    return f"{_rounded(share)}%"


def _rounded(share: float) -> Decimal:
    return (Decimal(repr(share)) * 100).quantize(_TENTH, ROUND_HALF_UP)


def _about(before: Basis, after: Basis) -> list[tuple[str | int, ...]]:
    """Set what the two rest on side by side."""
    return [
        (name, *pair)
        for name, *pair in zip(
            (
                "编号",
                "截至",
                "数据版本",
                "规则版本",
                "日历版本",
                "报送约定版本",
                "收件",
                "暂不评价",
            ),
            *(
                (
                    one.id,
                    one.as_of,
                    f"{one.version.short}（{one.version.built_at}）",
                    one.rules_version,
                    one.calendar_version,
                    one.contract_version,
                    f"{len(one.sources)} 份",
                    f"{len(one.not_evaluated)} 张表",
                )
                for one in (before, after)
            ),
            strict=True,
        )
    ]
