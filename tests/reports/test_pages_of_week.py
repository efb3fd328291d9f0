"""A brief has two pages at most, a county's page is one sheet, a letter holds together: set and counted."""

from datetime import date, timedelta

import pypdfium2
import pytest

from dashboard.reports.county_paper import county_paper
from dashboard.reports.pdf import pdf
from dashboard.reports.weekly import weekly_paper
from etl.scope import leader, office
from tests.reports.weeks import (
    BEFORE,
    COUNTIES,
    KNOWN,
    PAPER,
    RUSH,
    con,
    origin,
    season_2022,
    season_2022_folder,
    small_data,
    small_version,
)

__all__ = ["con", "season_2022", "season_2022_folder", "small_data", "small_version"]
BUSY = "652822"
WEEKS = [date(2022, 11, 18) + timedelta(days=4 * n) for n in range(12)]


def pages(paper):
    return len(pypdfium2.PdfDocument(pdf(paper)))


@pytest.mark.parametrize("day", [BEFORE, RUSH, KNOWN[2]])
def test_a_brief_has_two_pages_at_most(con, day):
    assert pages(weekly_paper(con, office(), day.year, day, origin(day))) <= 2


@pytest.mark.parametrize(("day", "scope"), [(PAPER, office()), (KNOWN[1], leader())])
def test_a_countys_page_is_one_sheet(con, day, scope):
    assert pages(county_paper(con, scope, day.year, day, origin(day), BUSY)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("day", WEEKS)
def test_every_fourth_day_of_a_season_has_its_brief_and_nine_sheets(season_2022, day):
    assert pages(weekly_paper(season_2022, office(), 2022, day, origin(day))) <= 2
    for n, county in enumerate(COUNTIES):
        scope = leader() if n % 3 == 0 else office()
        made = county_paper(season_2022, scope, 2022, day, origin(day), county)
        assert pages(made) == 1, county
