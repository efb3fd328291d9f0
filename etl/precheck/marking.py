"""The workbook to mend: the sender's own file with marks, made from its bytes and kept nowhere."""

import io
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from etl import private
from etl.contract import wording
from etl.contract.fixlist import Heading, fix_rows, write_fix_list
from etl.contract.our_sheets import FIX_SHEET
from etl.paths import ROOT
from etl.precheck.check import TEMPORARY, Checked, Row
from etl.precheck.marker import MARKED
from etl.precheck.marks import Mark, Request
from etl.reading import limits

WORKBOOKS = (".xlsx", ".xlsm")
MARKED_NAME = "_已标注"


@dataclass(frozen=True)
class Marked:
    """A workbook for download. `is_own`: the sender's own file; `is_list`: nothing but the list."""

    file_name: str
    content: bytes
    is_own: bool = False
    is_list: bool = False


def mark(content: bytes, checked: Checked, source: str) -> Marked:
    """Mark a file that was read; where marking fails or would cost too much, the list alone comes back."""
    made = None if checked.refusal else _in_child(content, checked, source)
    return made or _list_alone(checked, source)


def _in_child(content: bytes, checked: Checked, source: str) -> Marked | None:
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as made:
        sent, target = Path(made) / "sent", Path(made) / "marked.xlsx"
        private.write(sent, content)
        request = Request(
            path=str(sent),
            file_name=checked.name,
            target=str(target),
            marks=[_mark(row) for row in checked.findings if row["sheet_no"] and row["row_no"]],
            above=[_title(checked), source, _HOW],
            listed=[tuple(map(_plain, row)) for row in fix_rows(checked.findings)],
            ours=[sheet.sheet_no for sheet in checked.parsed.sheets if sheet.is_ours],
        )
        try:
            run = subprocess.run(
                [sys.executable, "-m", "etl.precheck.marker"],
                cwd=ROOT,
                input=msgspec.json.encode(request),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # its last words may quote a cell
                timeout=limits.WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        if run.returncode or not target.exists():
            return None
        is_own = run.stdout.decode().strip() == MARKED
        return Marked(marked_name(checked), target.read_bytes(), is_own=is_own)


_HOW = "改好标出的格子后保存，直接重新报送本文件即可；颜色、批注和本表都不会被读入。"


def _title(checked: Checked) -> str:
    return f"{checked.name} 修改清单（{len(checked.findings)} 条）"


def _mark(row: Row) -> Mark:
    said = f"{wording.message(row)}。{wording.cure(row)}"
    severity = row["severity"]
    note = f"【{wording.SEVERITY_WORDS[severity]}】{said}"
    return Mark(row["sheet_no"], row["row_no"], row["col_no"], severity, str(note))


def _plain(value: str | int) -> str | int:
    """Let a sentence that remembers its parts be a mere text, as the child reads it."""
    return value if isinstance(value, int) else str(value)


def marked_name(checked: Checked) -> str:
    """Keep the name in front, since a county or a day may stand in it."""
    path = Path(checked.name)
    ending = path.suffix if path.suffix.lower() in WORKBOOKS else ".xlsx"
    return f"{path.stem.removesuffix(MARKED_NAME)}{MARKED_NAME}{ending}"


def _list_alone(checked: Checked, source: str) -> Marked:
    made = io.BytesIO()
    sheets = [{**sheet, "read": sheet["rows_read"]} for sheet in checked.sheets]
    write_fix_list(made, checked.findings, sheets, Heading("", source))
    return Marked(f"{Path(checked.name).stem}_{FIX_SHEET}.xlsx", made.getvalue(), is_list=True)
