"""What the commands that ask share: the version, the season, the day."""

import argparse
from datetime import date

import duckdb

from etl import queries, warehouse
from etl.commands import printing
from etl.errors import UserError
from etl.paths import data_folder
from etl.reference import code_of


def opened(arguments: argparse.Namespace) -> duckdb.DuckDBPyConnection:
    """Open the version asked for, else the current one; says so where that is not the one published last."""
    folder = data_folder(arguments.data).warehouse
    name = getattr(arguments, "version", None)
    version = warehouse.find(folder, name)
    if name is None and (stand_in := warehouse.stands_in(folder)):
        printing.warn(f"注意：{stand_in}")
    return warehouse.open_version(version)


def season_and_day(
    con: duckdb.DuckDBPyConnection, arguments: argparse.Namespace
) -> tuple[int, date]:
    """Take the season and day asked for; the newest season and its last report day when left out."""
    known = {row["season"]: row for row in queries.seasons(con)}
    if not known:
        raise UserError("数据中还没有任何年度。", "先载入花名册或名额分配表。")
    season = arguments.season or max(known)
    if season not in known:
        listed = "、".join(str(year) for year in sorted(known))
        raise UserError(f"没有 {season} 年度的数据。", f"现有年度：{listed}。")
    return season, arguments.as_of or known[season]["last_report_on"]


def county_code(con: duckdb.DuckDBPyConnection, text: str | None) -> str | None:
    """Find a county by full name, usual short name or code."""
    if text is None:
        return None
    if code := code_of("counties", text):
        return code
    listed = "、".join(name for code, name in queries.names(con).items() if code.isdigit())
    raise UserError(f"没有县市“{text}”。", f"可用：{listed}。")
