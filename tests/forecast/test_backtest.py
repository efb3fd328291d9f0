"""The test on the past: whole seasons left out, only what was known then, sums with their n."""

import pytest

from etl.forecast import backtest
from etl.forecast.backtest import MOMENTS, coverage, trials
from tests.forecast.made_up import COUNTIES, alike, history

EVEN, RUSH = [2] * 10, [1] * 8 + [6, 6]
THREE = {2021: alike(EVEN), 2022: alike(EVEN), 2023: alike(RUSH)}


def test_every_county_and_all_together_are_tried_at_four_moments_of_each_season():
    found = list(trials(history(THREE), 2024))
    assert len(found) == 3 * (9 + 1) * len(MOMENTS)
    assert {trial.pooled_seasons for trial in found} == {2}


def test_a_season_is_never_its_own_yardstick():
    plain = [t for t in trials(history(THREE), 2024) if t.season == 2023]
    other = {**THREE, 2023: alike([1] * 8 + [0, 30])}
    changed = [t for t in trials(history(other), 2024) if t.season == 2023]
    for one, two in zip(plain, changed, strict=True):
        assert one.band == two.band or one.moment == 90
        assert one.final != two.final


def test_the_season_asked_about_is_not_in_the_test():
    seasons = {year: alike(EVEN) for year in (2021, 2022, 2023)}
    assert {trial.season for trial in trials(history(seasons), 2023)} == {2021, 2022}


def test_one_past_season_cannot_be_tested():
    assert coverage(list(trials(history({2023: alike(EVEN)}), 2024))) == []


def test_sums_hold_n_seasons_covered_and_both_losses():
    found = list(trials(history(THREE), 2024))
    sums = coverage(found)
    assert len(sums) == 2 * 2 * (len(MOMENTS) + 1)
    total = next(
        each for each in sums if not each.is_whole and not each.milestone_id and not each.moment
    )
    counties = [trial for trial in found if trial.county_code]
    assert (total.n, total.seasons) == (len(counties), 3) == (3 * 9 * 4, 3)
    assert total.covered == sum(t.band.low <= t.final <= t.band.high for t in counties)
    at_half = next(each for each in sums if not each.is_whole and each.moment == 50 and each.title)
    assert (at_half.n, at_half.title) == (27, "纸质材料受理")
    whole = next(
        each for each in sums if each.is_whole and not each.milestone_id and not each.moment
    )
    assert whole.n == 3 * 4


def test_where_seasons_are_alike_the_past_beats_the_average_rate():
    rushes = {year: alike(RUSH) for year in (2021, 2022, 2023)}
    total = next(
        e for e in coverage(list(trials(history(rushes), 2024))) if not e.is_whole and not e.moment
    )
    assert total.loss < total.naive_loss
    assert total.covered >= 0.8 * total.n


@pytest.mark.parametrize(("moment", "elapsed"), [(25, 2), (50, 4), (75, 5), (90, 6)])
def test_a_moment_is_a_whole_working_day_before_the_last(moment, elapsed):
    milestone = next(iter(history(THREE).milestones.values()))
    window = history(THREE).window(milestone, COUNTIES[0], milestone.ends_on)
    assert window.total == 8 - (milestone.season == 2022)
    seven = type(window)(window.starts_on, window.ends_on, window.workdays[:7])
    assert backtest._elapsed(seven, moment) == elapsed
    three = type(window)(window.starts_on, window.ends_on, window.workdays[:3])
    assert backtest._elapsed(three, moment) == min(elapsed, 2) - (moment == 25)
