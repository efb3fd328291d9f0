"""Run the counting: core entities, each count's memberships, results for every day and place."""

import re
from collections.abc import Iterable, Sequence
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from etl import catalog
from etl.paths import SQL

STATED = (
    "select null::varchar as count_id, null::varchar as case_id, null::varchar as application_no,"
    " null::integer as season, null::varchar as county_code, null::varchar as series_code,"
    " null::integer as weight, null::date as from_day, null::date as to_day, null::bigint as row_id"
    " where false"
)


def build_counts(con: duckdb.DuckDBPyConnection) -> None:
    """Fill core, counts and results from accepted.* and rule.*; makes their schemas."""
    for schema in ("definition", "core", "counts", "results"):
        con.execute(f"create schema {schema}")
    write_definitions(con)
    run_folder(con, SQL / "1_core", "core")
    for count in counting_order():
        con.execute(f"create table counts.{count} as {catalog.count_statement(count)}")
    con.execute(f"create view counts.stated as {stated(counting_order())}")
    run_folder(con, SQL / "3_results", "results")
    con.execute(macros())


def run_folder(con: duckdb.DuckDBPyConnection, folder: Path, schema: str) -> None:
    """Make a table of each file in the order of their numbers: 40_deadline.sql becomes deadline."""
    for path in sorted(folder.glob("*.sql")):
        table = path.stem.split("_", 1)[1]
        con.execute(f"create table {schema}.{table} as {path.read_text('utf-8')}")


def counting_order() -> list[str]:
    """Put every dated count behind the counts whose memberships it reads."""
    dated = [count.id for count in catalog.counts() if not count.is_derived]
    needs = {
        count: re.findall(r"\bcounts\.(\w+)", catalog.count_statement(count)) for count in dated
    }
    return list(TopologicalSorter(needs).static_order())


def stated(counts: Iterable[str]) -> str:
    """Put the memberships of all counts one under another; what a file leaves out is empty."""
    each = [f"select '{count}' as count_id, * from counts.{count}" for count in counts]
    return " union all by name ".join([STATED, *each])


def macros() -> str:
    """The questions that a published version answers by itself: figures and rates of a day."""
    files = sorted((SQL / "3_results" / "macros").glob("*.sql"))
    return ";\n".join(path.read_text("utf-8") for path in files)


def write_definitions(con: duckdb.DuckDBPyConnection) -> None:
    """Fill results.catalog and results.rate, and the two lists that only the counting reads."""
    write_table(con, "results.catalog", [count_entry(count) for count in catalog.counts()])
    write_table(con, "results.rate", ratio_entries("rate_id", catalog.rates()))
    write_table(con, "definition.milestone", ratio_entries("milestone_id", catalog.milestones()))
    differences = [
        {
            "count_id": each.id,
            "plus_id": each.plus,
            "minus_id": each.minus,
            "is_never_negative": each.is_never_negative,
            "is_after_paper_window": each.is_after_paper_window,
        }
        for each in catalog.differences()
    ]
    write_table(con, "definition.difference", differences)


def count_entry(count: catalog.Count) -> dict[str, object]:
    """Give a count's definition without what only its derivation needs."""
    named = {"id": "count_id", "order": "sort"}
    fields = catalog.Count.__struct_fields__
    return {named.get(field, field): getattr(count, field) for field in fields}


def ratio_entries(key: str, ratios: Sequence[catalog.Ratio]) -> list[dict[str, object]]:
    """Give rates or milestones in their order, each naming its two counts."""
    return [
        {
            key: ratio.id,
            "title": ratio.title,
            "title_en": ratio.title_en,
            "numerator_id": ratio.numerator,
            "denominator_id": ratio.denominator,
            "clause": ratio.clause,
            "ground": ratio.ground,
            "use": ratio.use,
            "sort": sort,
        }
        for sort, ratio in enumerate(ratios, 1)
    ]


def write_table(
    con: duckdb.DuckDBPyConnection, table: str, entries: list[dict[str, object]]
) -> None:
    """Make a table of entries that all have the same keys."""
    con.execute(f"create table {table} as select unnest(?, recursive := true)", [entries])
