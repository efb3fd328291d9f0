"""Every question about places answers within the scope it is asked under: roles × questions."""

import dataclasses
import shutil
from dataclasses import fields
from functools import cache

import duckdb
import pytest

from etl import warehouse
from etl.reference import places
from etl.scope import NOBODY, county_officer, leader, office, scope_of, sector_office
from tests.access.asking import answer, leaves, questions

SCOPES = {
    "office": office(),
    "leader": leader(),
    "hejing": county_officer("652827"),
    "korla": county_officer("652801"),
    "school": sector_office("SCH"),
    "nothing": scope_of("county"),
    "auditor": scope_of("auditor"),
    "nobody": NOBODY,
}
COUNTIES = {place.code for place in places("counties")}
SERIES = {place.code for place in places("series")}
QUESTIONS = questions()
WHOLE_PAGES = {f"dashboard.{name}" for name in "digest forecast funnel overview quota".split()} | {
    "dashboard.quota_lists",
    "dashboard.workbench",
    "etl.flags.funnel",
}
EMPTY_ON_THE_DAY = {
    "dashboard.queries_data.inferred",
    "dashboard.queries_data.waiting",
    "dashboard.queries_quality.tries",
    "etl.evidence.case_changes",
}
DATES = {"season"}


@pytest.fixture(scope="module")
def con(small_data):
    with warehouse.open_version(warehouse.current(small_data.warehouse)) as con:
        yield con


@pytest.fixture(scope="module")
def people(con):
    """Map every name and number of an application to its county and series."""
    found = con.execute(
        "select name, application_no, county_code, series_code from accepted.roster"
    ).fetchall()
    return {
        key: {(county, series) for name, number, county, series in found if key in (name, number)}
        for key in {each for row in found for each in row[:2]}
    }


@pytest.fixture(scope="module")
def asked(con):
    """Ask, each question of each role once.

    A page's whole question may break where nothing may be seen, which no page ever asks.
    """

    @cache
    def ask(name, role):
        question, scope = QUESTIONS[name], SCOPES[role]
        try:
            return list(leaves(answer(con, question, scope)))
        except (IndexError, ValueError, AttributeError, KeyError):
            assert not scope.counties or not scope.series
            assert question.__module__ in WHOLE_PAGES
            return []

    return ask


@pytest.mark.parametrize("role", SCOPES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_stays_within_the_scope(asked, people, role, question):
    scope = SCOPES[role]
    found = asked(question, role)
    texts = {value for _, value in found if isinstance(value, str)}
    assert texts & COUNTIES <= scope.counties
    for text in texts & people.keys():
        assert any(county in scope.counties for county, _ in people[text]), text
        if question not in OF_FILES:
            assert any(series in scope.series for _, series in people[text]), text
    if not scope.sees_persons:
        assert not [value for key, value in found if key == "name" and value in people]
    if not scope.counties or not scope.series:
        assert not texts & people.keys()


# Of files as a whole, which a county sends for all series: the office of a series has no such page.
OF_FILES = {name for name in QUESTIONS if name.startswith("dashboard.queries_data.")} | {
    "etl.evidence.findings",
    "dashboard.workbench.read",
}


def test_without_a_scope_every_figure_is_empty(asked):
    for role in ("nothing", "auditor", "nobody"):
        for name in QUESTIONS:
            found = asked(name, role)
            counted = [
                value
                for key, value in found
                if isinstance(value, int | float)
                and not isinstance(value, bool)
                and key not in DATES
            ]
            assert not [value for value in counted if value], (role, name, found)


def test_the_office_is_answered(asked):
    silent = {name for name in QUESTIONS if not asked(name, "office")}
    assert silent <= EMPTY_ON_THE_DAY


@pytest.fixture(scope="module")
def cut(small_data, tmp_path_factory):
    """The same version with every row of other counties taken out."""
    path = tmp_path_factory.mktemp("cut") / "cut.duckdb"
    shutil.copy(warehouse.current(small_data.warehouse).path, path)
    with duckdb.connect(str(path)) as con:
        tables = con.execute(
            "select schema_name, table_name, column_name from duckdb_columns()"
            " where column_name in ('county_code', 'office') and not internal"
            " and schema_name <> 'rule' and table_name in (select table_name from duckdb_tables())"
        ).fetchall()
        for schema, table, column in tables:
            con.execute(f'delete from "{schema}"."{table}" where {column} in {OTHERS}')
        yield con


OTHERS = tuple(sorted(COUNTIES - {"652827"}))
# They set the own county against all: counts of the others go in, and none comes out.
COMPARING = {
    "dashboard.digest.side",
    "dashboard.forecast.read",
    "dashboard.funnel.read",
    "dashboard.queries_flags.course",
    "dashboard.queries_flags.flags",
    "etl.flags.explain.explain",
    "etl.flags.funnel.funnel_at",
    "etl.flags.judge.flags_at",
    "etl.forecast.predict.forecasts_at",
}


@pytest.mark.parametrize("question", sorted(QUESTIONS.keys() - COMPARING))
def test_a_county_is_answered_as_if_there_were_no_other(con, cut, question):
    ask = QUESTIONS[question]
    mine, alone = (answer(where, ask, SCOPES["hejing"], con) for where in (con, cut))
    if isinstance(mine, list):  # some have no order of their own
        mine, alone = sorted(map(repr, mine)), sorted(map(repr, alone))
    assert repr(in_order(mine)) == repr(in_order(alone))


def in_order(found):
    """Dictionaries by their keys and sets sorted, at any depth: the order of a query says nothing."""
    if dataclasses.is_dataclass(found):
        return {each.name: in_order(getattr(found, each.name)) for each in fields(found)}
    if isinstance(found, dict):
        return {key: in_order(found[key]) for key in sorted(found, key=repr)}
    if isinstance(found, set | frozenset):
        return sorted(map(repr, found))
    if isinstance(found, list | tuple):
        return [in_order(each) for each in found]
    return found


def test_a_scope_never_widens_by_narrowing_or_by_what_is_published():
    own = county_officer("652827")
    assert own.narrowed("652801").counties == frozenset()
    open_to = own.publishing(COUNTIES)
    assert open_to.parameters() == own.parameters()
    assert open_to.counting().counties == COUNTIES
    assert not open_to.counting().sees_persons
    assert open_to.narrowed("652827").counting().counties == {"652827"}
    assert scope_of("county").publishing(COUNTIES).counting().counties == frozenset()
    assert scope_of("nonsense", ["652801"]).counties == frozenset()
    assert scope_of("county", ["999999"]).counties == frozenset()
