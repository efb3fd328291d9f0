"""`given(...)`: a season of text tables, counted by the program's own SQL."""

from datetime import date

import duckdb
import pytest

from etl.contract.judging import ACCEPTED
from etl.counting import build_counts
from etl.paths import REFERENCE
from etl.rules import write_rules
from tests.spec.told import COUNTIES, SERIES, YEAR, named, read_table, report_days, told, with_year

GRAINS = {
    (False, False, False): "prefecture",
    (True, False, False): "county",
    (False, True, False): "series",
    (True, True, False): "county_series",
    (True, False, True): "unit",
}
ENTRY = (
    "key varchar, kind varchar, season integer, application_no varchar, report_date date,"
    " receipt_no integer, row_id bigint"
)


class Counted:
    """What the counting made of a season; every question names its day."""

    def __init__(self, con):
        self.con = con

    def at(self, day, *, county=None, series=None, unit=None, season=YEAR):
        """Every count of one place on a day."""
        found = self.con.execute(
            "select count_id, value from results.counts_at($season, $day) where grain = $grain"
            " and county_code is not distinct from $county and series_code is not distinct from $series"
            " and unit is not distinct from $unit",
            {
                "season": season,
                "day": date.fromisoformat(with_year(day)),
                "grain": GRAINS[bool(county), bool(series), bool(unit)],
                "county": COUNTIES.get(county),
                "series": SERIES.get(series),
                "unit": unit,
            },
        )
        return dict(found.fetchall())

    def rows(self, sql):
        """Whatever else a test asks of the results."""
        return self.con.execute(sql).fetchall()

    def members(self, count, day):
        """The cases that stand behind a figure, as one string of their ids."""
        found = self.con.execute(
            "select case_id from results.membership where count_id = ? and from_day <= ?"
            " and coalesce(to_day > ?, true) order by case_id",
            [count, with_year(day), with_year(day)],
        )
        return " ".join(case for (case,) in found.fetchall())

    def spells(self, count):
        """Every membership as (case, first day, day after the last or None)."""
        found = self.con.execute(
            "select case_id, from_day, to_day from results.membership where count_id = ? order by all",
            [count],
        )
        return [
            (case, f"{first:%m-%d}", last and f"{last:%m-%d}")
            for case, first, last in found.fetchall()
        ]


@pytest.fixture(scope="session")
def empty_season():
    """The project's own rules, cut down to two seasons, counties and series; nothing accepted yet.

    The accepted tables have the shapes that judging's own SQL gives them.
    """
    con = duckdb.connect(config={"threads": 1})
    con.execute("create schema rule; create schema judged; create schema accepted")
    write_rules(con, REFERENCE)
    con.execute("delete from rule.season where season > ?", [YEAR + 1])
    con.execute("delete from rule.county where county_code not in ?", [[*COUNTIES.values()]])
    con.execute("delete from rule.series where series_code not in ?", [[*SERIES.values()]])
    con.execute(f"create table judged.entry ({ENTRY})")
    con.execute("create table judged.value (key varchar, column_id varchar, value varchar)")
    for path in ACCEPTED.glob("*.sql"):
        con.execute(f"create table accepted.{path.stem} as {path.read_text('utf-8')}")
    con.execute(
        "create table accepted.data_through (season integer, kind varchar, office varchar, through date)"
    )
    con.execute(
        "create table accepted.doubt"
        " (kind varchar, application_no varchar, county_code varchar, name varchar)"
    )
    con.execute("drop schema judged cascade")
    return con


@pytest.fixture
def given(empty_season):
    """Make a season of text tables. `loaded` names report days by duty: {"paper 州": "12-05"}."""
    made = []

    def make(*, doubt="", loaded=None, **tables):
        con = empty_season.cursor()
        made.append(f"season_{len(made)}")
        con.execute(f"attach ':memory:' as {made[-1]}; use {made[-1]}")
        # On a dozen rows the optimizer takes longer than the query.
        con.execute("pragma disable_optimizer")
        con.execute("create schema rule; create schema accepted")
        for schema, table in con.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'memory'"
        ).fetchall():
            con.execute(f"create table {schema}.{table} as from memory.{schema}.{table}")
        write(
            con,
            told(tables)
            | {
                "data_through": report_days(loaded or {}),
                "doubt": [*map(named, read_table(doubt))],
            },
        )
        build_counts(con)
        return Counted(con)

    yield make
    for name in made:
        empty_season.execute(f"detach {name}")


def write(con, tables):
    for table, lines in tables.items():
        if lines:
            con.execute(
                f"insert into accepted.{table} by name select unnest(?, recursive := true)", [lines]
            )
