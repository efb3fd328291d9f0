"""Papers by their kind, as the command, the page and a snapshot ask for them."""

import pytest

from dashboard.reports import library
from dashboard.reports.county_paper import county_paper
from dashboard.reports.library import Wish
from etl.scope import county_officer, office
from tests.reports.made import DAY


@pytest.fixture(scope="module")
def wish(season_2022):
    return Wish(season_2022, office(), 2022, DAY)


def test_nine_county_papers_made_together_are_those_made_one_by_one(wish):
    made = library.papers("county", wish)
    assert len(made) == 9
    hejing = made["和静县_周报_20221231"]
    alone = county_paper(wish.con, wish.scope, wish.season, wish.day, wish.origin, "652827")
    assert hejing == alone


def test_a_countys_own_papers_are_one_page_and_its_own_letters(season_2022):
    wish = Wish(season_2022, county_officer("652827"), 2022, DAY)
    assert list(library.papers("county", wish)) == ["和静县_周报_20221231"]
    letters = library.papers("notice", wish)
    assert letters
    assert all(name.startswith("和静县_") for name in letters)


def test_every_kind_writes_something_at_the_end_of_a_season(wish):
    for kind in library.KINDS:
        assert library.papers(kind, wish), kind
