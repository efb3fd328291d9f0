"""Sample days of two seasons with the version that holds each, and where papers of tests come from."""

import contextlib
import io
import json
from datetime import date, datetime
from functools import cache

import pytest

from dashboard.reports.paper import Origin
from etl.__main__ import main
from etl.reference import places
from tests.golden.published import season_2022, season_2022_folder
from tests.small_warehouse import small_data, small_version

__all__ = ["season_2022", "season_2022_folder", "small_data", "small_version"]

BEFORE, RUSH, PAPER, BORDER, END = (
    date(2025, 11, 10), date(2025, 11, 24), date(2025, 12, 3), date(2025, 12, 11), date(2025, 12, 31),
)  # fmt: skip
KNOWN = [date(2022, 11, 24), date(2022, 12, 5), date(2022, 12, 12), date(2022, 12, 31)]
DAYS = [RUSH, PAPER, END, KNOWN[0], *KNOWN[2:]]
COUNTIES = [each.code for each in places("counties")]
BUILT = datetime(2025, 12, 3, 18)  # noqa: DTZ001 Beijing


def origin(day):
    return Origin(day.year, day, "aaaaaaaa", BUILT, "rules", "2026", "1.0", is_sample=True)


@pytest.fixture
def con(day, season_2022, small_version):
    """The version that holds the season of a day."""
    return season_2022 if day.year == KNOWN[0].year else small_version


@pytest.fixture(scope="session")
def metrics(small_data, season_2022_folder):
    """(day, grain, county) → place code or None → counts and rates, as the command line prints them."""
    codes = {each.name: each.code for kind in ("counties", "series") for each in places(kind)}

    @cache
    def ask(day, by="none", county=None):
        data = season_2022_folder if day.year == KNOWN[0].year else small_data
        asked = ["metrics", "--season", f"{day.year}", "--as-of", f"{day}", "--by", by]
        asked += ["--format", "json", "--data", str(data.root)]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            assert main([*asked, *(["--county", county] if county else [])]) == 0
        found = json.loads(printed.getvalue())
        return {codes.get(row.get("county") or row.get("series")): row for row in found}

    return ask
