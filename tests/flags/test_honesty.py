"""Honesty: innocents are red in few simulated seasons, and the known power of the method is reached."""

import msgspec
import numpy as np
import pytest

from etl.flags import honesty as module
from etl.flags.honesty import honesty, kept_honesty
from etl.flags.levels import RED, judged
from etl.flags.population import population
from etl.flags.simulate import Model
from etl.flags.tables import table_of
from etl.flags.tallies import cells, known_seasons, places
from etl.seasons import load_season
from etl.seasons.flag_rule import Amber, Guard, Red

ESCAPE = next(rule for rule in load_season(2022).flags if rule.id == "escape")
SIZES = np.array([240, 120, 89, 31, 49, 111, 129, 60, 40])
SHARES, RATES = np.array([0.45, 0.10, 0.25, 0.20]), np.array([0.14, 0.22, 0.10, 0.18])


def drawn(seasons, times, seed):
    """Seasons of the sizes at which the method was first measured."""
    n = np.floor(np.outer(SIZES, SHARES) + 0.5).astype(int)
    n[:, 0] += SIZES - n.sum(axis=1)
    rng = np.random.default_rng(seed)
    return rng.binomial(n[None], RATES * times[None, :, None], (seasons, *n.shape)), n


def red_share(county, times, seasons):
    worse = np.ones(9)
    worse[county] = times
    first = msgspec.structs.replace(
        ESCAPE, red=Red(0.05, 3, 0), amber=Amber(0.025, 2, 0), guard=Guard(0.05)
    )
    x, n = drawn(seasons, worse, seed=7)
    return judged(x, n, first, np.ones(4, bool)).level == RED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("county", "times", "table"),
    [(0, 2, 0.91), (5, 2, 0.77), (7, 2, 0.51), (3, 2, 0.24), (0, 3, 1.0), (7, 3, 0.98), (3, 3, 0.85)],
)  # fmt: skip
def test_power_is_that_of_the_method_as_first_measured(county, times, table):
    assert red_share(county, times, 6000)[:, county].mean() == pytest.approx(table, abs=0.03)


@pytest.mark.slow
def test_equal_counties_are_red_as_seldom_as_first_measured():
    assert red_share(0, 1, 6000).any(axis=1).mean() == pytest.approx(0.023, abs=0.01)


@pytest.mark.slow
def test_counties_that_merely_differ_a_little_are_seldom_red_at_the_season_s_level():
    n = drawn(1, np.ones(9), 1)[1]
    rng = np.random.default_rng(11)
    rates = np.minimum(RATES * np.exp(rng.normal(0, 0.25, (4000, 9, 1))), 1)
    x = rng.binomial(n[None], rates)
    now = judged(x, n, ESCAPE, np.ones(4, bool)).level == RED
    blunt = msgspec.structs.replace(ESCAPE, guard=None)
    unguarded = judged(x, n, blunt, np.ones(4, bool)).level == RED
    assert now.any(axis=1).mean() < 0.1
    assert now.any(axis=1).mean() < 0.6 * unguarded.any(axis=1).mean()


@pytest.mark.slow
def test_over_everything_an_innocent_county_is_red_in_at_most_one_season_of_twenty(season_2022):
    found = honesty(season_2022, 2022)
    assert found.seasons >= 2000
    assert found.innocent_red <= 0.05
    assert max(found.innocent_red_of_county.values()) <= found.innocent_red
    assert {line.times for line in found.power} == {2, 3, 4}
    one = [line.one_season for line in found.power if line.rule_id == "escape"]
    three = [line.three_seasons for line in found.power if line.rule_id == "escape"]
    assert sum(three) > sum(one)


def test_the_result_is_kept_beside_the_version_and_comes_back_the_same(season_2022, monkeypatch):
    monkeypatch.setattr(module, "SEASONS", 20)
    monkeypatch.setattr(module, "SEASONS_OF_POWER", 4)
    assert kept_honesty(season_2022, 2022) is None
    first = honesty(season_2022, 2022)
    assert kept_honesty(season_2022, 2022) == first
    path = module._file(season_2022, 2022, module._people(season_2022, 2022))
    path.unlink()
    assert honesty(season_2022, 2022) == first
    path.unlink()


def test_invented_seasons_have_the_sizes_of_the_loaded_one(season_2022):
    counties, series = places(season_2022)
    for rule in load_season(2022).flags:
        model = Model(population(season_2022, 2022, rule), len(counties))
        now = model.draw(np.random.default_rng(1), 2, np.ones(len(counties)))
        x, n = now.tables(len(model.people.seen) - 1)
        loaded = cells(
            season_2022, 2022, known_seasons(season_2022)[2022], [rule.numerator, rule.denominator]
        )
        real = table_of(loaded, rule, counties, series)
        assert n.sum() == real.n.sum(), rule.id
        assert (x <= n).all()
        if rule.grain == "county":
            assert n.tolist() == real.n.tolist(), rule.id


def test_invented_rates_are_those_of_the_loaded_season(season_2022):
    model = Model(population(season_2022, 2022, ESCAPE), 9)
    x, n = model.draw(np.random.default_rng(1), 3000, np.ones(9)).tables(2)
    assert x.sum(axis=(0, 1)) / (3000 * n.sum(axis=0)) == pytest.approx(model.people.rate, abs=0.01)


def test_cases_of_a_late_unit_are_late_together(season_2022):
    rule = next(rule for rule in load_season(2022).flags if rule.id == "late")
    people = population(season_2022, 2022, rule)
    pair = [np.flatnonzero(people.unit == unit)[:2] for unit in range(people.unit.max() + 1)]
    first, second = np.array([two for two in pair if len(two) == 2]).T
    drawn_late = Model(people, 9).draw(np.random.default_rng(3), 20000, np.ones(9)).counted
    found = np.corrcoef(drawn_late[:, first].ravel(), drawn_late[:, second].ravel())[0, 1]
    assert found == pytest.approx(0.5, abs=0.05)
