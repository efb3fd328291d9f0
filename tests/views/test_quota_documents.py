"""名额: documents in force add up to the places; a proposal is shown apart and changes none."""

import re
from datetime import date

import duckdb
import pytest

from dashboard import (
    queries_quota,
    quota,
)
from etl.lifecycle.proposals import Ask, propose
from etl.lifecycle.states import State
from etl.scope import office
from tests.register.flags import MONDAY, OFFICE, Flag, office_in

DAY = date(2025, 12, 3)
END = date(2024, 12, 31)
TITLE = {key: measure.title for key, measure in quota.MEASURES.items()}
FIGURE = re.compile(
    r'data-count="(\w+)"(?: data-county="(\w+)")?(?: data-value="(-?\d+)")?(?: data-series="(\w+)")?'
)


def cells(page):
    """(count, county, series) → value of every figure in the table of places."""
    body = page.html.split('class="matrix shade"')[1].split("</table>")[0]
    return {
        (count, county, series): int(value) for count, county, value, series in FIGURE.findall(body)
    }


@pytest.mark.parametrize("place", [{}, {"county": "库尔勒市"}, {"series": "卫生健康"}])
def test_the_documents_in_force_add_up_to_the_places(small_version, place):
    codes = {"库尔勒市": "652801", "卫生健康": "MED"}
    chosen = office().narrowed(**{key: codes[name] for key, name in place.items()})
    for day in (DAY, date(2025, 11, 20), END):
        seen = quota.read(small_version, office(), chosen, day.year, day)
        counted = [row for row in seen.documents if row["is_in_force"]]
        assert sum(row["allocated"] for row in counted) == seen.chosen.counts["allocated"]
        assert sum(row["approved_posts"] for row in counted) == seen.chosen.counts["approved_posts"]


def test_what_a_document_takes_away_counts_minus_and_what_is_replaced_not_at_all():
    con = duckdb.connect()
    for schema in ("accepted", "core", "quality", "rule"):
        con.execute(f"create schema {schema}")
    con.execute(
        "create table accepted.quota as select * from (values"
        " (2022, '一号', date '2022-11-18', '下达', '652801', 'KG', 9, 8, 1),"
        " (2022, '二号', date '2022-11-20', '下达', '652801', 'KG', 7, 6, 2),"
        " (2022, '三号', date '2022-11-22', '调减', '652801', 'KG', 1, 2, 3))"
        " as given (season, document_no, issued_on, nature, county_code, series_code,"
        " approved_posts, allocated, row_id)"
    )
    con.execute(
        "create table core.quota_document as select * from (values"
        " (1, '652801', 'KG', date '2022-11-18', date '2022-11-20'),"
        " (2, '652801', 'KG', date '2022-11-20', null),"
        " (3, '652801', 'KG', date '2022-11-22', null))"
        " as given (row_id, county_code, series_code, from_day, to_day)"
    )
    con.execute(
        "create table quality.row as"
        " select 1 as row_id, '名额.xlsx' as file, '名额' as sheet, 5 as row_no"
    )
    con.execute("create table rule.county as select '652801' as county_code, 1 as sort")
    con.execute("create table rule.series as select 'KG' as series_code, 1 as sort")
    rows = queries_quota.documents(con, office(), 2022, date(2022, 11, 22))
    assert [(r["document_no"], r["allocated"], r["is_in_force"]) for r in rows] == [
        ("一号", 8, False),
        ("二号", 6, True),
        ("三号", -2, True),
    ]
    assert sum(r["approved_posts"] for r in rows if r["is_in_force"]) == 6
    assert (rows[0]["file"], rows[0]["row_no"]) == ("名额.xlsx", 5)
    assert len(queries_quota.documents(con, office(), 2022, date(2022, 11, 21))) == 2


@pytest.fixture
def confirmed(tmp_path, monkeypatch):
    """A decision of the season before with a proposal of one place."""
    desk = office_in(tmp_path)
    case = desk.case(Flag(season=2024))
    desk.until(State.CONFIRMED, case)
    propose(desk.desk, case, Ask("SCH", 1, 10, "漏审较重"), OFFICE, MONDAY)
    monkeypatch.setattr("etl.register.register_of", lambda _: desk.desk.register)


@pytest.mark.usefixtures("confirmed")
def test_a_proposal_is_shown_as_proposed_and_changes_no_place(open_page):
    shown = open_page("quota", season="2025", day="2025-12-03").html.replace("\u2009", " ")
    assert "拟提请核减 1 个，尚未计入名额" in shown
    assert "漏审较重" in shown
    assert "以研究意见为准" in shown
    before = open_page("quota", season="2024", day="2024-12-31")
    assert "拟提请核减" not in before.html


@pytest.mark.usefixtures("confirmed")
def test_places_are_the_same_with_and_without_a_proposal(open_page, monkeypatch):
    told = cells(open_page("quota", season="2025", day="2025-12-03"))
    monkeypatch.undo()
    assert told == cells(open_page("quota", season="2025", day="2025-12-03"))
