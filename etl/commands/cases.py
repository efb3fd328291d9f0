"""`cases`: the list behind a figure, or who came and who went between two days."""

import argparse
from typing import Any

from etl import evidence, queries
from etl.commands import printing
from etl.commands.asking import county_code, opened, season_and_day
from etl.errors import FINE, UserError
from etl.scope import office


def run(arguments: argparse.Namespace) -> int:
    """Print the rows behind one count with file, sheet and row."""
    con = opened(arguments)
    season, day = season_and_day(con, arguments)
    known = [row["count_id"] for row in queries.known_counts(con)]
    if arguments.count not in known:
        raise UserError(f"没有指标“{arguments.count}”。", f"可用：{'、'.join(known)}。")
    scope = office().narrowed(county_code(con, arguments.county))
    names = queries.names(con)
    if arguments.since:
        came, went = evidence.case_changes(
            con, scope, arguments.count, season, arguments.since, day
        )
        rows = [{"change": "新增", **_shown(row, names)} for row in came]
        rows += [{"change": "减少", **_shown(row, names)} for row in went]
    else:
        found = evidence.cases(con, scope, arguments.count, season, day)
        rows = [_shown(row, names) for row in found]
    printing.show(rows, arguments.format)
    return FINE


def _shown(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {
        "case": row["case_id"],
        "name": row["name"],
        "county": names[row["county_code"]],
        "series": names[row["series_code"]],
        "unit": row["unit"],
        "weight": row["weight"],
        "since": row["from_day"],
        "file": row["file"],
        "sheet": row["sheet"],
        "row": row["row_no"],
    }
