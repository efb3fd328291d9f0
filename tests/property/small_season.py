"""Twenty applications of the known season as plain tables, and the ways in which an office may send them."""

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import xlsxwriter

from etl import pipeline, queries, warehouse
from etl.contract.model import contract
from etl.paths import DataFolder
from etl.scope import office

NOW = datetime(2023, 1, 3, 10, 0, tzinfo=UTC)
DAYS = [
    date(2022, 11, 25),
    date(2022, 11, 28),
    date(2022, 12, 11),
    date(2022, 12, 13),
    date(2022, 12, 31),
]
OFFICES = {"652827": "和静县", "652824": "若羌县"}
RENAMED = {"county_code": "county", "series_code": "series", "person": "id_number"}
LEFT_OUT = {
    "row_id",
    "report_date",
    "receipt_no",
    "submitted_has_time",
    "reviewed_has_time",
    "person",
}

Table = dict[str, list[dict[str, str]]]


@dataclass(frozen=True)
class Sheet:
    """One kind's rows of one office on one report date."""

    kind: str
    sender: str
    report_date: date
    rows: tuple[dict[str, str], ...]


def sheets(con) -> list[Sheet]:
    """Take ten applications of each of two counties with all that was ever recorded of them."""
    chosen = [
        number
        for county in OFFICES
        for (number,) in con.execute(
            "select application_no from accepted.roster where county_code = ?"
            " order by hash(application_no || 'small') limit 10",
            [county],
        ).fetchall()
    ]
    made = []
    for kind, sheet in contract().kinds.items():
        rows = [row for row in _accepted(con, kind) if _belongs(row, chosen)]
        if sheet.responsible == "county" and kind != "publicity":
            senders = list(OFFICES)
        elif kind == "publicity":
            senders = [*OFFICES, "652800"]
        else:
            senders = ["652800"]
        for sender in senders:
            own = tuple(row for row in rows if _sends(sender, kind, row, con))
            if own or kind in {"sanctions", "adjustments"}:
                made.append(Sheet(kind, sender, date(2022, 12, 31), own))
    return made


def _accepted(con, kind: str) -> list[dict[str, str]]:
    cursor = con.execute(f"select * from accepted.{kind}")
    names = [column[0] for column in cursor.description]
    found = []
    for line in cursor.fetchall():
        row = {RENAMED.get(n, n): v for n, v in zip(names, line, strict=True) if n not in LEFT_OUT}
        found.append({n: _text(v) for n, v in row.items()})
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return str(value)


def _belongs(row: dict[str, str], chosen: list[str]) -> bool:
    number = row.get("application_no")
    return row["county"] in OFFICES if not number else number in chosen


def _sends(sender: str, kind: str, row: dict[str, str], con) -> bool:
    if kind == "publicity" and (row["level"] == "结果公示") != (sender == "652800"):
        return False
    if sender == "652800":
        return True
    county = con.execute(
        "select county_code from accepted.roster where application_no = ?", [row["application_no"]]
    ).fetchone()
    return county == (sender,)


def write(sheet: Sheet, folder: Path, chance: Random, form: str = "xlsx", name: str = "") -> Path:
    """Write one sheet with its columns in an order drawn by chance; the file's name tells sender and date."""
    columns = contract().kinds[sheet.kind].columns
    heads = [n for n in columns if any(n in row for row in sheet.rows)] or list(columns)
    chance.shuffle(heads)
    sender = OFFICES.get(sheet.sender, "州职改办")
    stem = f"{sender}_{columns and contract().kinds[sheet.kind].title}{name}_{sheet.report_date:%Y%m%d}"
    lines = [[columns[n].header for n in heads]] + [
        [row.get(n, "") for n in heads] for row in sheet.rows
    ]
    path = folder / f"{stem}.{form.split('-', maxsplit=1)[0]}"
    if form == "xlsx":
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet("表")
            for at, line in enumerate(lines):
                page.write_row(at, 0, line)
    else:
        with path.open("w", encoding=form.split("-", 1)[1], newline="") as file:
            csv.writer(file).writerows(lines)
    return path


def load(folder: Path, paths: list[Path]) -> DataFolder:
    """Load all the files at once into a folder of their own."""
    data = DataFolder(folder)
    pipeline.load(data, paths, NOW)
    return data


def figures(data: DataFolder) -> dict:
    """Every count of every cell and unit on a few days."""
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        return {
            (day, by, f.county_code, f.series_code, f.unit): f.counts
            for day in DAYS
            for by in ("county,series", "unit")
            for f in queries.figures(con, office(), 2022, day, by)
        }
