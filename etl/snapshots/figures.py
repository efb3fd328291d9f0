"""What a snapshot says of its day: every figure by its place, flags, facts, what was not there yet."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from etl import evidence, queries
from etl.commands.printing import as_csv
from etl.flags import tallies
from etl.flags.facts import facts_at
from etl.flags.judge import flags_at
from etl.scope import PREFECTURE, Scope, office
from etl.seasons import load_season
from etl.snapshots.manifest import FIGURES, Missing, Source
from etl.snapshots.tables import written

FIGURES_FILE, RATES_FILE = f"{FIGURES}figures.parquet", f"{FIGURES}rates.parquet"
DEFINITIONS_FILE, PLACES_FILE = f"{FIGURES}definitions.parquet", f"{FIGURES}places.parquet"
FLAGS_FILE, FACTS_FILE = f"{FIGURES}flags.parquet", f"{FIGURES}facts.parquet"
SHEET_FILE = f"{FIGURES}figures.csv"
GRAINS = {
    "prefecture": "none",
    "county": "county",
    "series": "series",
    "county_series": "county,series",
}
UNIT = "unit"
_SHOWN = 8
_BY = (*GRAINS.values(), UNIT)
_PLACE = {"grain": "varchar", "county_code": "varchar", "series_code": "varchar", "unit": "varchar"}
_FIGURES = _PLACE | {"count_id": "varchar", "value": "bigint"}
_RATES = _PLACE | {"rate_id": "varchar", "numerator": "bigint", "denominator": "bigint"}
_DEFINITIONS = {
    "kind": "varchar", "id": "varchar", "title": "varchar", "unit": "varchar", "counts": "varchar",
    "leaves_out": "varchar", "numerator": "varchar", "denominator": "varchar", "clause": "varchar",
    "sort": "bigint",
}  # fmt: skip
_PLACES = {"code": "varchar", "name": "varchar", "kind": "varchar", "sort": "bigint"}
_FLAGS = {
    "season": "bigint", "day": "date", "rule_id": "varchar", "rule_version": "bigint", "ground": "varchar",
    "title": "varchar", "grain": "varchar", "county_code": "varchar", "unit": "varchar", "pooled": "bigint",
    "level": "varchar", "is_decision_day": "boolean", "decision_day": "date", "measure": "varchar",
    "observed": "bigint", "n": "bigint", "expected": "double", "excess": "double", "p": "double",
    "p_overdispersed": "double", "q": "double", "lower": "double", "upper": "double", "to_clear": "bigint",
    "to_trigger": "bigint", "clause": "varchar", "basis": "varchar", "reason_not_evaluated": "varchar",
}  # fmt: skip
_FACTS = {
    "season": "bigint", "day": "date", "fact_id": "varchar", "title": "varchar", "county_code": "varchar",
    "number": "bigint", "measure": "varchar", "clause": "varchar", "basis": "varchar",
    "reason_not_evaluated": "varchar",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A version, its season and day, and the folder with the seasons' rules as they were then."""

    con: duckdb.DuckDBPyConnection
    season: int
    day: date
    seasons: Path


def scope() -> Scope:
    """Everything that the office sees, but no person."""
    return replace(office(), sees_persons=False)


def made(asked: Asked) -> dict[str, bytes]:
    """Write the figures of the day."""
    found = {by: queries.figures(asked.con, scope(), asked.season, asked.day, by) for by in _BY}
    flags = flags_at(
        asked.con, scope(), asked.season, asked.day, load_season(asked.season, asked.seasons).flags
    )
    facts = facts_at(asked.con, scope(), asked.season, asked.day)
    return {
        FIGURES_FILE: written(_FIGURES, list(_counts(found))),
        RATES_FILE: written(_RATES, list(_rates(found))),
        DEFINITIONS_FILE: written(_DEFINITIONS, _definitions(asked.con)),
        PLACES_FILE: written(_PLACES, _places(asked.con)),
        FLAGS_FILE: written(_FLAGS, [_picked(asdict(flag), _FLAGS) for flag in flags]),
        FACTS_FILE: written(_FACTS, [_picked(asdict(fact), _FACTS) for fact in facts]),
        SHEET_FILE: _sheet(asked.con, found),
    }


def totals(con: duckdb.DuckDBPyConnection, season: int, day: date) -> dict[str, int]:
    """Give every count over the whole prefecture, as `etl metrics` does."""
    (whole,) = queries.figures(con, scope(), season, day)
    return {count: value for count, value in sorted(whole.counts.items()) if value is not None}


def calendar_version(con: duckdb.DuckDBPyConnection) -> str:
    """Name the calendar that a version was counted with: any other day off gives another name."""
    (found,) = queries.rows(
        con,
        "select md5(string_agg(day::text, chr(10) order by day::text)) as version"
        " from rule.calendar as day",
    )
    return str(found["version"])[:_SHOWN]


def not_evaluated(
    con: duckdb.DuckDBPyConnection, season: int, day: date, seasons: Path
) -> list[Missing]:
    """List the sheets that the flags ask for and that are not loaded through the day, by office."""
    rules = load_season(season, seasons).flags
    of_county = {kind for rule in rules for kind in rule.county_kinds}
    of_prefecture = {kind for rule in rules for kind in rule.prefecture_kinds}
    through = tallies.loaded_through(con, season)
    titles = {row["kind"]: row["title"] for row in queries.kinds(con)}
    counties = {code: name for code, name, kind, _ in _places(con) if kind == "county"}
    names = {**counties, PREFECTURE: "州职改办"}
    return [
        Missing(code, name, kind, titles[kind], through.get((kind, code)))
        for code, name in names.items()
        for kind in titles
        if kind in (of_prefecture if code == PREFECTURE else of_county)
        and through.get((kind, code), date.min) < day
    ]


def sources(con: duckdb.DuckDBPyConnection) -> list[Source]:
    """List the offices' files by receipt, with the rows that were read in each kind of sheet."""
    sheets: dict[int, dict[str, int]] = {}
    for line in evidence.balances(con, scope()):
        held = sheets.setdefault(line["receipt_no"], {})
        held[line["kind"]] = held.get(line["kind"], 0) + line["rows_read"]
    return [
        Source(
            line["receipt_no"],
            line["sha256"],
            line["size"],
            f"{line['received_at']:%Y-%m-%dT%H:%M:%S}+08:00",
            line["office"],
            dict(sorted(sheets.get(line["receipt_no"], {}).items())),
        )
        for line in queries.rows(con, "select * from quality.file order by receipt_no")
    ]


def _counts(found: dict[str, list[queries.Figures]]) -> list[tuple[Any, ...]]:
    return [
        (*_place(grain, at), count, value)
        for grain, by in {**GRAINS, UNIT: UNIT}.items()
        for at in found[by]
        for count, value in at.counts.items()
        if value is not None
    ]


def _rates(found: dict[str, list[queries.Figures]]) -> list[tuple[Any, ...]]:
    return [
        (*_place(grain, at), rate_id, rate.numerator, rate.denominator)
        for grain, by in {**GRAINS, UNIT: UNIT}.items()
        for at in found[by]
        for rate_id, rate in at.rates.items()
    ]


def _place(grain: str, at: queries.Figures) -> tuple[Any, ...]:
    return grain, at.county_code, at.series_code, at.unit


def _picked(entry: dict[str, Any], columns: dict[str, str]) -> list[Any]:
    """Take the fields that have a column; a sentence as plain text, chances without their last bits.

    Those differ from one machine's arithmetic to the next.
    """
    return [_plain(entry[name]) for name in columns]


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.10g}")
    return str(value) if isinstance(value, str) else value


def _definitions(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    counts = [
        (
            "count", each["count_id"], each["title"], each["unit"], each["counts"], each["leaves_out"],
            None, None, each["clause"], each["sort"],
        )
        for each in queries.known_counts(con)
    ]  # fmt: skip
    rates = [
        (
            "rate", each["rate_id"], each["title"], None, None, None,
            each["numerator_id"], each["denominator_id"], each["clause"], each["sort"],
        )
        for each in queries.rows(con, "select * from results.rate order by sort")
    ]  # fmt: skip
    return [*counts, *rates]


def _places(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    found = queries.rows(
        con,
        "select county_code as code, county as name, 'county' as kind, sort from rule.county"
        " union all select series_code, series, 'series', sort from rule.series order by kind, sort",
    )
    return [tuple(row.values()) for row in found]


def _sheet(con: duckdb.DuckDBPyConnection, found: dict[str, list[queries.Figures]]) -> bytes:
    """Write the counts of prefecture, counties and series for a spreadsheet program, in Chinese."""
    names, known = queries.names(con), queries.known_counts(con)
    lines = [
        {
            "县市": names.get(at.county_code or "", "全州"),
            "系列": names.get(at.series_code or "", "全部系列"),
            **{
                f"{count['title']}（{count['unit']}）": at.counts[count["count_id"]]
                for count in known
            },
        }
        for by in GRAINS.values()
        for at in found[by]
    ]
    return b"\xef\xbb\xbf" + as_csv(lines).encode() + b"\n"
