"""Bring parsed cells into the schema `raw`, each file under its receipt number."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb

from etl.many_rows import write_many

_Row = tuple[object, ...]
_TABLES = """
create table if not exists raw.file (
    receipt_no integer, sha256 varchar, file varchar, size bigint, received_at timestamp,
    reader varchar, refusal varchar, refusal_detail varchar
);
create table if not exists raw.sheet (
    receipt_no integer, sheet_no integer, sheet varchar, kind varchar, rows_read integer,
    title varchar, reporting_unit varchar, report_date date, report_date_from varchar,
    office varchar, season integer
);
create table if not exists raw.note (
    receipt_no integer, rule varchar, sheet_no integer, row_no integer, col_no integer,
    value varchar, expected varchar
);
create table if not exists raw.cell (
    receipt_no integer, sheet_no integer, row_no integer, fact_no integer, kind varchar,
    column_id varchar, col_no integer, value varchar, state varchar, shown varchar
);
"""


class Received(Protocol):
    """What a receipt must tell; `shown_name` holds no run of digits that could be a number of a person."""

    @property
    def receipt_no(self) -> int: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def received_at(self) -> str: ...
    @property
    def shown_name(self) -> str: ...


def take_in(con: duckdb.DuckDBPyConnection, receipts: Sequence[Received], parsed: Path) -> None:
    """Fill raw.* from `parsed`; a receipt without parsed output is left for the next parsing."""
    con.execute("create schema if not exists raw")
    con.execute(_TABLES)
    cells: dict[str, int] = {}
    files: list[_Row] = []
    sheets: list[_Row] = []
    notes: list[_Row] = []
    for receipt in receipts:
        summary_file = parsed / f"{receipt.sha256}.json"
        if not summary_file.exists():
            continue
        summary = json.loads(summary_file.read_text("utf-8"))
        files.append(_file(receipt, summary))
        if not summary["refusal"]:
            sheets += _sheets(receipt, summary)
            notes += _notes(receipt, summary)
        if (parsed / f"{receipt.sha256}.parquet").exists():
            cells[receipt.sha256] = receipt.receipt_no
    write_many(con, "raw.file", files)
    write_many(con, "raw.sheet", sheets)
    write_many(con, "raw.note", notes)
    if cells:
        con.execute("create or replace temp table numbered (sha256 varchar, receipt_no integer)")
        write_many(con, "numbered", list(cells.items()))
        con.execute(
            "insert into raw.cell by name select numbered.receipt_no, parsed.* exclude (filename)"
            " from read_parquet(?, filename = true) as parsed inner join numbered"
            " on numbered.sha256 = parse_filename(parsed.filename, true)",
            [[str(parsed / f"{sha}.parquet") for sha in cells]],
        )


def _file(receipt: Received, summary: dict[str, Any]) -> _Row:
    refusal = summary["refusal"] or {}
    return (
        receipt.receipt_no,
        receipt.sha256,
        receipt.shown_name,
        receipt.size,
        receipt.received_at[:19],
        summary["reader"],
        refusal.get("rule"),
        refusal.get("detail"),
    )


def _sheets(receipt: Received, summary: dict[str, Any]) -> Iterator[_Row]:
    keys = ("sheet_no", "sheet", "kind", "rows", "title", "reporting_unit")
    for sheet in summary["sheets"]:
        yield (
            receipt.receipt_no,
            *(sheet[key] for key in keys),
            sheet["report_date"] or receipt.received_at[:10],
            sheet["report_date_from"] or "received",
            sheet["office"],
            sheet["season"],
        )


def _notes(receipt: Received, summary: dict[str, Any]) -> Iterator[_Row]:
    keys = ("rule", "sheet_no", "row_no", "col_no", "value", "expected")
    for note in summary["notes"]:
        yield receipt.receipt_no, *(note.get(key) for key in keys)
