"""`metrics`: every count and rate of a day, by the places asked for."""

import argparse
from datetime import date
from typing import Any

from etl import queries
from etl.commands import printing
from etl.commands.asking import county_code, opened, season_and_day
from etl.errors import FINE
from etl.scope import office

_TABLE_COUNTS = (
    "allocated",
    "applied",
    "occupied",
    "remaining",
    "recommended",
    "accepted",
    "passed",
    "wasted",
)


def run(arguments: argparse.Namespace) -> int:
    """Print the figures; the table shows a selection, JSON and CSV hold all."""
    con = opened(arguments)
    season, day = season_and_day(con, arguments)
    scope = office().narrowed(county_code(con, arguments.county))
    names = queries.names(con)
    found = queries.figures(con, scope, season, day, arguments.by)
    shape = {"json": _object, "csv": _flat, "table": _selection}[arguments.format]
    printing.show([shape(figure, names, day) for figure in found], arguments.format)
    return FINE


def _place(figure: queries.Figures, names: dict[str, str]) -> dict[str, Any]:
    at = {}
    if figure.county_code:
        at["county"] = names[figure.county_code]
    if figure.series_code:
        at["series"] = names[figure.series_code]
    if figure.unit:
        at["unit"] = figure.unit
    return at


def _object(figure: queries.Figures, names: dict[str, str], day: date) -> dict[str, Any]:
    rates = {rate_id: [rate.numerator, rate.denominator] for rate_id, rate in figure.rates.items()}
    return {**_place(figure, names), "as_of": day, **figure.counts, "rates": rates}


def _flat(figure: queries.Figures, names: dict[str, str], day: date) -> dict[str, Any]:
    rates = {
        rate_id: f"{rate.numerator}/{rate.denominator}" for rate_id, rate in figure.rates.items()
    }
    return {**_place(figure, names), "as_of": day, **figure.counts, **rates}


def _selection(figure: queries.Figures, names: dict[str, str], day: date) -> dict[str, Any]:
    at = _place(figure, names) or {"as_of": day}
    return {**at, **{count: figure.counts[count] for count in _TABLE_COUNTS}}
