"""`findings`: what was found in the files, to read, to pipe, or as a workbook to send back."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from etl import evidence, queries, warehouse
from etl.commands import printing
from etl.commands.asking import county_code, opened
from etl.contract import wording
from etl.contract.fixlist import Heading, write_fix_list
from etl.errors import FINDINGS, FINE
from etl.paths import data_folder
from etl.reading.gathering import LeftOut
from etl.scope import Scope, office

_KEYS = (
    "file",
    "sheet",
    "kind",
    "row",
    "cell",
    "column",
    "rule",
    "severity",
    "value",
    "message",
    "cure",
)
BALANCE = ("read", "loaded", "unchanged", "superseded", "quarantined")


def run(arguments: argparse.Namespace) -> int:
    """Print findings and balances; exit code 1 when there are findings."""
    con = opened(arguments)
    code = county_code(con, arguments.county)
    scope = Scope("county", frozenset({code}), office().series, True) if code else office()
    found = evidence.findings(con, scope, arguments.file)
    balances = balances_by_kind(evidence.balances(con, scope, arguments.file))
    report(found, balances, arguments.format)
    if arguments.workbook:
        office_name = queries.names(con)[code] if code else ""
        write_fix_list(Path(arguments.workbook), found, balances, heading(arguments, office_name))
        printing.progress(f"已写入 {Path(arguments.workbook).name}：{len(found)} 条。")
    return FINDINGS if found else FINE


def heading(arguments: argparse.Namespace, office_name: str) -> Heading:
    """Name whom the workbook is for and which version it was made from."""
    folder = data_folder(arguments.data).warehouse
    version = warehouse.find(folder, arguments.version)
    return Heading(
        office_name,
        f"数据版本 {version.short}，{version.built_at:%Y-%m-%d %H:%M} 生成",
        version.built_at,
    )


def report(
    found: Sequence[dict[str, Any]],
    balances: Sequence[dict[str, Any]],
    form: str,
    beside: Sequence[tuple[str, str]] = (),
) -> None:
    """Print findings, then the balance of every file and kind.

    `beside`: names of files that were not judged, each with the reason; told as findings of no rule.
    """
    told = [dict.fromkeys(_KEYS) | {"file": name, "message": reason} for name, reason in beside]
    if form == "json":
        empty = {"row": None, "rule": None, "severity": None}
        printing.show([*map(_object, found), *told, *({**row, **empty} for row in balances)], form)
    elif form == "csv":
        printing.show([*map(_object, found), *told], form)
    else:
        for row in found:
            where = " · ".join(filter(None, (row["file"], row["sheet"], wording.place(row))))
            printing.say(f"[{wording.SEVERITY_WORDS[row['severity']]}] {where}")
            printing.say(f"    {wording.message(row)}。{wording.cure(row)}")
        printing.say(printing.table(balances))
        for name, reason in beside:
            printing.say(f"{name}：{reason}")


def of_left_out(left_out: Iterable[LeftOut]) -> list[dict[str, Any]]:
    """Tell what could not even be opened as findings of a file."""
    nowhere = dict.fromkeys(("sheet", "kind", "row_no", "col_no", "header"))
    return [
        nowhere | {"file": e.name, "rule": e.rule, "severity": "file", "value": e.detail}
        for e in left_out
    ]


def balances_by_kind(sheets: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add the balances of the sheets of one kind in one file."""
    sums: dict[tuple[int, str], dict[str, Any]] = {}
    for sheet in sheets:
        key = (sheet["receipt_no"], sheet["kind"])
        line = sums.setdefault(
            key,
            {
                "file": sheet["file"],
                "sheet": sheet["sheet"],
                "kind": sheet["kind"],
                **dict.fromkeys(BALANCE, 0),
            },
        )
        if sheet["sheet"] not in line["sheet"].split("、"):
            line["sheet"] += f"、{sheet['sheet']}"
        for name in BALANCE:
            line[name] += sheet["rows_read" if name == "read" else name]
    return list(sums.values())


def _object(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "file": row["file"],
        "sheet": row["sheet"],
        "kind": row["kind"],
        "row": row["row_no"],
        "cell": wording.place(row) if row["col_no"] else None,
        "column": row["header"],
        "rule": row["rule"],
        "severity": row["severity"],
        "value": row["value"],
        "message": wording.message(row),
        "cure": wording.cure(row),
    }
