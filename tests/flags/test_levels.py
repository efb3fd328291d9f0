"""Levels: each threshold holds exactly at its value and not beyond; nobody is flagged below the minimum."""

import msgspec
import numpy as np
import pytest

from etl.flags.levels import AMBER, NONE, RED, can_tell, judged
from etl.seasons import load_season
from etl.seasons.flag_rule import Amber, Red

ESCAPE = next(rule for rule in load_season(2022).flags if rule.id == "escape")
ALL = np.ones(2, bool)
N = np.array([[20, 20]] * 9)
X = np.array([[7, 6], [1, 2], [2, 1], [1, 1], [2, 2], [0, 2], [1, 1], [2, 1], [1, 0]])


def level(x, rule, n=N, current=ALL):
    return int(judged(x[None], n, rule, current).level[0, 0])


def changed(**parts):
    return msgspec.structs.replace(ESCAPE, **parts)


@pytest.fixture
def found():
    return judged(X[None], N, ESCAPE, ALL)


def test_the_example_is_red(found):
    assert found.level[0].tolist() == [RED] + [NONE] * 8


def test_red_needs_q_at_most_its_level(found):
    q = float(found.q[0, 0])
    assert level(X, changed(red=Red(q, 3, 3), amber=Amber(1e-9, 2, 2))) == RED
    assert level(X, changed(red=Red(q * 0.999 - 2e-9, 3, 3), amber=Amber(1e-12, 99, 2))) == NONE


def test_red_needs_an_excess_of_at_least_its_level(found):
    excess = float(found.observed[0, 0] - found.due[0, 0])
    assert level(X, changed(red=Red(0.5, excess, 3))) == RED
    assert level(X, changed(red=Red(0.5, excess + 0.001, 3))) == AMBER


def test_red_needs_a_count_of_at_least_its_level():
    assert level(X, changed(red=Red(0.5, 3, 13))) == RED
    assert level(X, changed(red=Red(0.5, 3, 14))) == AMBER


def test_amber_needs_p_at_most_its_level(found):
    p, never = float(found.p[0, 0]), Red(1e-15, 99, 3)
    assert level(X, changed(red=never, amber=Amber(p, 2, 2))) == AMBER
    assert level(X, changed(red=never, amber=Amber(p * 0.5, 99, 2))) == NONE


def test_amber_needs_an_excess_and_a_count_of_at_least_their_levels(found):
    excess, never = float(found.observed[0, 0] - found.due[0, 0]), Red(1e-15, 99, 3)
    assert level(X, changed(red=never, amber=Amber(0.025, excess, 13))) == AMBER
    assert level(X, changed(red=never, amber=Amber(0.025, excess + 0.001, 13))) == NONE
    assert level(X, changed(red=never, amber=Amber(0.025, excess, 14))) == NONE


@pytest.mark.parametrize(("minimum", "expected"), [(40, RED), (41, NONE)])
def test_nobody_is_flagged_below_the_minimum(minimum, expected):
    assert level(X, changed(minimum_n=minimum)) == expected


def test_who_could_not_be_flagged_at_the_worst_is_too_small_to_tell():
    n = np.array([[2, 0], *[[20, 20]] * 8])
    x = np.array([[2, 0], *[[6, 6]] * 8])
    small = changed(minimum_n=2)
    assert not can_tell(x[None], n, small)[0]
    assert can_tell(x[None], n, small)[1:].all()
    assert not can_tell(x[None], n, ESCAPE)[0]


def test_counties_in_another_order_have_their_flags_in_that_order():
    order = [4, 0, 8, 2, 6, 1, 3, 7, 5]
    x = X.copy()
    x[4] = [9, 6]
    straight = judged(x[None], N, ESCAPE, ALL)
    other = judged(x[order][None], N[order], ESCAPE, ALL)
    assert other.level[0].tolist() == straight.level[0][order].tolist()
    assert other.q[0] == pytest.approx(straight.q[0][order])


def test_pooled_seasons_accuse_nobody_whose_own_season_is_clean():
    n, x = np.concatenate([N, N], axis=1), np.concatenate([X, X], axis=1)
    current = np.array([False, False, True, True])
    assert level(x, ESCAPE, n, current) == RED
    x[0, 2:] = [0, 1]
    assert level(x, ESCAPE, n, current) == NONE
