"""Year-end papers of sample days, made once, and what they are made of."""

from datetime import date
from functools import cache

import pytest

from dashboard.reports import year_end_facts
from dashboard.reports.chinese import in_chinese
from dashboard.reports.year_end import year_end
from etl import warehouse
from etl.scope import office
from tests.reports.weeks import (
    BEFORE,
    END,
    KNOWN,
    PAPER,
    RUSH,
    con,
    metrics,
    origin,
    small_data,
)

__all__ = [
    "BEFORE", "CLOSED", "CLOSED_2024", "DAYS", "END", "KNOWN", "PAPER", "RUSH", "con", "metrics",
    "origin", "paper", "paper_of", "seen", "seen_of",
    "small_data", "small_version",
]  # fmt: skip
CLOSED, CLOSED_2024 = KNOWN[-1], date(2024, 12, 31)
# A closed year, the same on its way, a year that stops in the middle, and beyond what is loaded of it.
DAYS = [CLOSED, KNOWN[1], PAPER, END]


@pytest.fixture(scope="session")
def small_version(small_data):
    """Its current version, open once, so that a paper of a day is made once."""
    with warehouse.open_version(warehouse.current(small_data.warehouse)) as con:
        yield con


@cache
def paper_of(con, day, scope=None, **more):
    return year_end(con, scope or office(), day.year, day, origin(day), **more)


@cache
def seen_of(con, day, scope=None):
    return in_chinese(year_end_facts.read)(con, scope or office(), day.year, day)


@pytest.fixture
def paper(con, day):
    return paper_of(con, day)


@pytest.fixture
def seen(con, day):
    return seen_of(con, day)
