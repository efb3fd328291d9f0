"""Lists and figures are one thing: the length of the list is the figure, at every grain and day."""

import itertools
from datetime import date, timedelta

import pytest

from etl import catalog, evidence, queries
from etl.scope import NOBODY, office
from tests.sparing import sparing

DAYS = [date(2022, 11, 21), date(2022, 11, 27), date(2022, 12, 11), date(2022, 12, 31)]
COUNTS = [count.id for count in catalog.counts()]


GRAINS = ("none", "county", "series", "county,series", "unit")


@pytest.fixture(scope="module")
def figures_of(season_2022):
    return {
        (day, by): queries.figures(season_2022, office(), 2022, day, by)
        for day in DAYS
        for by in GRAINS
    }


def total(rows):
    return sum(row["weight"] for row in rows)


@pytest.mark.parametrize("count", sparing(COUNTS, 30))
def test_the_list_behind_a_figure_adds_up_to_it_at_every_grain(season_2022, figures_of, count):
    for day in DAYS:
        rows = evidence.cases(season_2022, office(), count, 2022, day)
        for by in GRAINS:
            for figure in figures_of[day, by]:
                here = [
                    row
                    for row in rows
                    if figure.county_code in (None, row["county_code"])
                    and figure.series_code in (None, row["series_code"])
                    and figure.unit in (None, row["unit"])
                ]
                if figure.counts[count] is not None:
                    assert total(here) == figure.counts[count], (by, day, figure.county_code)


@pytest.mark.parametrize("count", sparing(COUNTS, 15))
def test_who_came_and_who_went_explains_the_difference_between_two_days(
    season_2022, figures_of, count
):
    for since, day in itertools.pairwise(DAYS):
        came, went = evidence.case_changes(season_2022, office(), count, 2022, since, day)
        before, after = (figures_of[d, "none"][0].counts[count] for d in (since, day))
        assert total(came) - total(went) == after - before


def test_every_listed_case_names_its_file_and_row(season_2022):
    for count in COUNTS:
        for row in evidence.cases(season_2022, office(), count, 2022, DAYS[-1]):
            assert row["file"], (count, row["case_id"])
            assert row["row_no"] > 0


def test_a_running_count_follows_the_days_without_a_gap(season_2022):
    day = date(2022, 11, 17)
    applied = []
    while day < date(2022, 12, 2):
        applied.append(queries.figures(season_2022, office(), 2022, day)[0].counts["applied"])
        day += timedelta(days=1)
    assert applied[0] == 0
    assert applied == sorted(applied)


def test_nobody_sees_no_figure_and_no_case(season_2022):
    assert queries.figures(season_2022, NOBODY, 2022, DAYS[-1], "county") == []
    assert evidence.cases(season_2022, NOBODY, "applied", 2022, DAYS[-1]) == []
    assert evidence.findings(season_2022, NOBODY) == []
    assert evidence.balances(season_2022, NOBODY) == []


def test_one_county_s_scope_sees_its_own_rows_only(season_2022):
    from etl.scope import county_officer

    own = county_officer("652827")
    rows = evidence.cases(season_2022, own, "applied", 2022, DAYS[-1])
    assert rows
    assert {row["county_code"] for row in rows} == {"652827"}
    figures = queries.figures(season_2022, own, 2022, DAYS[-1], "county")
    assert [figure.county_code for figure in figures] == ["652827"]
    assert {row["office"] for row in evidence.balances(season_2022, own)} == {"652827"}


def test_names_stay_hidden_from_a_scope_that_sees_no_persons(season_2022):
    from etl.scope import leader

    rows = evidence.cases(season_2022, leader(), "applied", 2022, DAYS[-1])
    assert {row["name"] for row in rows} == {None}
