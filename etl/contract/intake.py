"""Bring parsed cells into the schema `raw`, each file under its receipt number."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import duckdb

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
    cells = {}
    for receipt in receipts:
        summary_file = parsed / f"{receipt.sha256}.json"
        if not summary_file.exists():
            continue
        _take_in_summary(con, receipt, json.loads(summary_file.read_text("utf-8")))
        if (parsed / f"{receipt.sha256}.parquet").exists():
            cells[receipt.sha256] = receipt.receipt_no
    if cells:
        con.execute("create or replace temp table numbered (sha256 varchar, receipt_no integer)")
        con.executemany(
            "insert into numbered values (?, ?)", [list(item) for item in cells.items()]
        )
        con.execute(
            "insert into raw.cell by name select numbered.receipt_no, parsed.* exclude (filename)"
            " from read_parquet(?, filename = true) as parsed inner join numbered"
            " on numbered.sha256 = parse_filename(parsed.filename, true)",
            [[str(parsed / f"{sha}.parquet") for sha in cells]],
        )


def _take_in_summary(
    con: duckdb.DuckDBPyConnection, receipt: Received, summary: dict[str, Any]
) -> None:
    refusal = summary["refusal"] or {}
    received_on = date.fromisoformat(receipt.received_at[:10])
    con.execute(
        "insert into raw.file values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            receipt.receipt_no,
            receipt.sha256,
            receipt.shown_name,
            receipt.size,
            receipt.received_at[:19],
            summary["reader"],
            refusal.get("rule"),
            refusal.get("detail"),
        ],
    )
    if refusal:
        return
    for sheet in summary["sheets"]:
        con.execute(
            "insert into raw.sheet values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                receipt.receipt_no,
                *(
                    sheet[key]
                    for key in ("sheet_no", "sheet", "kind", "rows", "title", "reporting_unit")
                ),
                sheet["report_date"] or received_on,
                sheet["report_date_from"] or "received",
                sheet["office"],
                sheet["season"],
            ],
        )
    for note in summary["notes"]:
        con.execute(
            "insert into raw.note values (?, ?, ?, ?, ?, ?, ?)",
            [
                receipt.receipt_no,
                *(
                    note.get(key)
                    for key in ("rule", "sheet_no", "row_no", "col_no", "value", "expected")
                ),
            ],
        )
