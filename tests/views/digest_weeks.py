"""Successive weeks of two small seasons and of a large one, as 周报 compares them."""

from datetime import date, timedelta
from functools import cache

import pytest

from dashboard import digest, queries
from etl import warehouse
from etl.scope import office

WEEK = timedelta(days=7)
# Successive weeks of two small seasons, and of a whole one that is large enough for flags.
SMALL = [
    *(date(2024, 11, 20) + n * WEEK for n in range(1, 6)),
    date(2024, 12, 31),
    *(date(2025, 11, 19) + n * WEEK for n in range(1, 3)),
]
LARGE = [date(2022, 11, 18) + n * WEEK for n in range(1, 7)]
WEEKS = [*SMALL, *LARGE]
COUNTIES = [None, "652827"]


@cache
def side(con, season, day, county):
    return digest.side(con, office().narrowed(county), season, day, by(county))


def by(county):
    return "series" if county else "county"


def seen_between(con, since, day, county, then=None):
    base = side(con, day.year, since, county)
    return digest.Digest(
        season=day.year,
        county=county,
        series=None,
        then=then or base,
        base=base,
        now=side(con, day.year, day, county),
        ended=digest.ended(con, office().narrowed(county), day.year, since, day, by(county)),
        names=queries.names(con),
        titles=digest.titles(con),
    )


@pytest.fixture
def con(day, season_2022, small_whole):
    """The version that holds the season of a day."""
    return season_2022 if day in LARGE else small_whole


@pytest.fixture(scope="module")
def small_whole(small_data):
    with warehouse.open_version(warehouse.current(small_data.warehouse)) as con:
        yield con
