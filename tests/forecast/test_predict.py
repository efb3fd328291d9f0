"""One county, one window: what is forecast, from what, and when nothing is."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.forecast.pool import pool
from etl.forecast.predict import forecast
from tests.forecast.made_up import COUNTIES, END, START, alike, history, paper

EVEN = [2] * 10
HERE = COUNTIES[0]
MIDDLE = date(2024, 12, 5)


def told(past, now, day=MIDDLE, county=HERE, **known):
    seen = history({**past, 2024: now}, **known)
    return forecast(seen, paper(2024), county, day, pool(seen, "paper", 2024))


TWO = {2022: alike(EVEN), 2023: alike(EVEN)}


def test_two_past_seasons_give_a_band():
    found = told(TWO, alike(EVEN))
    assert (found.state, found.why, found.done, found.due) == ("open", "", 10, 100)
    assert found.band.low <= 20 <= found.band.high
    assert (found.pooled_counties, found.pooled_seasons) == (18, 2)


@pytest.mark.parametrize(
    ("past", "is_told"),
    [
        ({2022: alike(EVEN, 6), 2023: alike(EVEN, 6)}, True),
        ({2022: alike(EVEN, 6), 2023: alike(EVEN, 5)}, False),
        ({2023: alike(EVEN)}, False),
        ({2021: alike(EVEN), 2022: alike(EVEN, 5), 2023: alike(EVEN)}, True),
        ({}, False),
    ],
)
def test_fewer_than_two_seasons_of_six_counties_give_no_band(past, is_told):
    found = told(past, alike(EVEN))
    assert (found.band is not None) == is_told
    assert found.why == ("" if is_told else "too_few_seasons")
    assert found.recent.most == 4  # Monday, with what the weekend brought


def test_a_past_season_whose_sheets_end_early_is_no_yardstick():
    cut = {(2023, "paper", "652800"): END[2023] - timedelta(days=1)}
    assert told(TWO, alike(EVEN), through=cut).why == "too_few_seasons"
    whole = {(2023, "paper", "652800"): END[2023]}
    assert told(TWO, alike(EVEN), through=whole).why == ""


def test_the_season_itself_and_later_ones_are_never_looked_at():
    seen = history({year: alike(EVEN) for year in (2022, 2023, 2024)})
    assert set(pool(seen, "paper", 2023).seasons) == {2022}


@pytest.mark.parametrize(
    ("day", "state", "why"),
    [
        (START[2024] - timedelta(days=1), "before", "before"),
        (START[2024], "open", "no_workday_yet"),  # a Sunday
        (START[2024] + timedelta(days=1), "open", ""),
        (END[2024] - timedelta(days=1), "open", ""),
        (END[2024], "closed", ""),
    ],
)
def test_the_window_opens_and_closes_at_its_days(day, state, why):
    found = told(TWO, alike(EVEN), day)
    assert (found.state, found.why) == (state, why)
    assert (found.recent is None) == (state != "open" or why != "")


def test_nothing_come_so_far_is_no_ground_for_a_forecast():
    assert told(TWO, {HERE: [0] * 4 + [1] * 6}, date(2024, 12, 4)).why == "nothing_yet"
    assert told(TWO, {HERE: [0] * 4 + [1] * 6}, date(2024, 12, 5)).band is not None


def test_who_sent_nothing_is_not_zero_but_unknown():
    seen = told({}, alike(EVEN), through={(2024, "paper", "652800"): None})
    assert (seen.why, seen.band, seen.recent) == ("not_reported", None, None)


def test_a_sheet_that_lags_is_forecast_from_its_own_last_day():
    lag = {(2024, "paper", "652800"): date(2024, 12, 3)}
    found = told(TWO, alike(EVEN), through=lag)
    there = told(TWO, alike(EVEN), date(2024, 12, 3))
    assert (found.elapsed, there.elapsed) == (2, 2)
    assert (found.band.high, found.band.low) == (there.band.high, max(10, there.band.low))


def test_what_others_tell_beyond_a_lagging_sheet_is_never_undercut():
    lag = {(2024, "paper", "652800"): date(2024, 12, 3)}
    early = {2022: alike([20] + [0] * 9), 2023: alike([20] + [0] * 9)}
    found = told(early, alike([1, 1, 1, 20, 20] + [0] * 5), through=lag)
    assert found.done == 43
    assert found.band.low == found.band.high == 43


def test_an_extension_holds_from_the_day_it_is_recorded():
    longer = {
        "season": 2024, "county_code": HERE, "milestone": "纸质材料受理",
        "extended_to": date(2024, 12, 13), "recorded_on": date(2024, 12, 6),
    }  # fmt: skip
    at = {
        day: told(TWO, alike(EVEN), date(2024, 12, day), extensions=[longer]) for day in (5, 6, 10)
    }
    assert [found.ends_on.day for found in at.values()] == [10, 13, 13]
    assert at[10].state == "open"
    other = told(TWO, alike(EVEN), date(2024, 12, 10), COUNTIES[1], extensions=[longer])
    assert other.state == "closed"


def test_no_more_paper_than_applications_is_expected_once_these_are_in():
    assert told(TWO, alike(EVEN), due=12).band.high == 12


days = st.lists(st.integers(0, 6), min_size=10, max_size=10)
past = st.lists(days, min_size=9, max_size=9).map(
    lambda all_: dict(zip(COUNTIES, all_, strict=True))
)


@settings(max_examples=60, deadline=None)
@given(past, past, past, st.integers(0, 30))
def test_never_below_the_count_so_far_and_equal_to_the_final_once_closed(one, two, now, after):
    day = START[2024] + timedelta(days=after)
    for county in (None, *COUNTIES):
        found = told({2022: one, 2023: two}, now, day, county)
        if found.band and found.state == "open":
            assert found.done <= found.band.low <= found.band.middle <= found.band.high
        if day >= END[2024]:
            final = sum(map(sum, now.values())) if county is None else sum(now[county])
            assert set(found.band.quantiles) == {final}
            assert found.done == final


@settings(max_examples=40, deadline=None)
@given(past, past, past, days)
def test_what_comes_after_the_day_changes_nothing(one, two, now, later):
    changed = {county: brought[:5] + later[5:] for county, brought in now.items()}
    pasts = {2022: one, 2023: two}
    assert told(pasts, now) == told(pasts, changed)
