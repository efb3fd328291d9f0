"""The statistics agree with enumeration of small tables, and with scipy where it has the test."""

from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact, hypergeom

from etl.flags import exact

ALIKE = 1e-9


@st.composite
def tables(draw, places=3, strata=2, most=5):
    n = np.array(
        draw(
            st.lists(
                st.lists(st.integers(0, most), min_size=strata, max_size=strata),
                min_size=places, max_size=places,
            )
        )
    )  # fmt: skip
    x = np.array([[draw(st.integers(0, int(size))) for size in row] for row in n])
    return x, n


def enumerated(x, n, place):
    """Add up the chance of every way in which each stratum's cases can fall to a place."""
    totals, sizes = x.sum(axis=0), n.sum(axis=0)
    chance = 0.0
    for cases in product(*(range(int(size) + 1) for size in n[place])):
        if sum(cases) >= x[place].sum():
            each = [
                comb(int(own), case) * comb(int(size - own), int(total) - case) / comb(int(size), int(total))
                if case <= total else 0.0
                for case, own, size, total in zip(cases, n[place], sizes, totals, strict=True)
            ]  # fmt: skip
            chance += float(np.prod(each))
    return chance


@settings(max_examples=200, deadline=None)
@given(tables())
def test_exact_p_is_the_share_of_all_ways_to_deal_the_cases_out(table):
    x, n = table
    found = exact.exact_p(x[None], n)[0]
    for place in range(len(x)):
        assert found[place] == pytest.approx(enumerated(x, n, place), abs=ALIKE)


@settings(max_examples=50, deadline=None)
@given(tables(strata=1, most=30))
def test_with_one_stratum_it_is_fishers_exact_test(table):
    x, n = table
    found = exact.exact_p(x[None], n)[0]
    for place in range(len(x)):
        own, size = int(x[place].sum()), int(n[place].sum())
        rest, rest_size = int(x.sum()) - own, int(n.sum()) - size
        fisher = fisher_exact([[own, size - own], [rest, rest_size - rest]], "greater").pvalue
        assert found[place] == pytest.approx(fisher, abs=ALIKE)
        tail = hypergeom.sf(own - 1, int(n.sum()), int(x.sum()), size) if n.sum() else 1.0
        assert found[place] == pytest.approx(tail, abs=ALIKE)


@settings(max_examples=200, deadline=None)
@given(tables(places=4, strata=3, most=8))
def test_p_is_above_zero_and_at_most_one(table):
    x, n = table
    found = exact.exact_p(x[None], n)
    assert (found > 0).all()
    assert (found <= 1).all()


@settings(max_examples=200, deadline=None)
@given(tables(places=4, strata=3, most=8), st.data())
def test_one_more_case_never_raises_the_own_p_nor_lowers_that_of_others(table, data):
    x, n = table
    free = np.argwhere(x < n)
    if not len(free):
        return
    place, stratum = free[data.draw(st.integers(0, len(free) - 1))]
    more = x.copy()
    more[place, stratum] += 1
    before, after = exact.exact_p(np.stack([x, more]), n)
    assert after[place] <= before[place] + ALIKE
    others = np.arange(len(x)) != place
    assert (after[others] >= before[others] - ALIKE).all()


@settings(max_examples=100, deadline=None)
@given(tables(places=4, strata=2, most=9), st.permutations(range(4)))
def test_places_in_another_order_have_the_same_p(table, order):
    x, n = table
    order = list(order)
    same = exact.exact_p(x[None], n)[0][order]
    assert exact.exact_p(x[order][None], n[order])[0] == pytest.approx(same, abs=ALIKE)
    nobody = np.zeros((1, 4), bool)
    wide = exact.overdispersed_p(x[None], n, nobody)[0][order]
    found = exact.overdispersed_p(x[order][None], n[order], nobody)[0]
    assert found == pytest.approx(wide, abs=ALIKE)


@settings(max_examples=50, deadline=None)
@given(st.lists(tables(places=3, strata=2, most=6), min_size=2, max_size=4))
def test_many_tables_at_once_are_judged_as_one_by_one(several):
    n = np.full((3, 2), 6)
    x = np.stack([table[0] for table in several])
    together = exact.exact_p(x, n)
    for row, counts in enumerate(x):
        assert together[row] == pytest.approx(exact.exact_p(counts[None], n)[0], abs=ALIKE)


def test_a_stratum_split_in_two_of_the_same_rate_keeps_what_is_expected():
    whole = exact.expected(np.array([[[4], [6]]]), np.array([[20], [30]]))
    halves = exact.expected(np.array([[[2, 2], [3, 3]]]), np.array([[10, 10], [15, 15]]))
    assert halves == pytest.approx(whole)
    assert whole[0].sum() == pytest.approx(10)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.floats(1e-12, 1), min_size=1, max_size=12))
def test_benjamini_hochberg_is_scipys_keeps_the_order_and_is_never_below_p(p):
    from scipy.stats import false_discovery_control

    found = exact.benjamini_hochberg(np.array([p]))[0]
    assert found == pytest.approx(false_discovery_control(p), abs=ALIKE)
    assert (found >= np.array(p)).all()
    order = np.argsort(p, kind="stable")
    assert (np.diff(found[order]) >= -ALIKE).all()


def test_a_county_alone_is_compared_with_nobody():
    x, n = np.array([[[3, 2]]]), np.array([[5, 4]])
    assert exact.exact_p(x, n).tolist() == [[1.0]]
    assert exact.overdispersed_p(x, n, np.zeros((1, 1), bool)).tolist() == [[1.0]]


def test_the_guard_takes_rate_and_spread_from_the_others_alone():
    n = np.full((9, 1), 40)
    alike, uneven = np.full((9, 1), 4), np.array([[4], [0], [1], [2], [8], [9], [3], [7], [2]])
    alike[0] = uneven[0] = 14
    nobody = np.zeros((1, 9), bool)
    calm = exact.overdispersed_p(alike[None], n, nobody)[0, 0]
    spread = exact.overdispersed_p(uneven[None], n, nobody)[0, 0]
    assert calm < spread / 10


def test_two_bad_places_do_not_hide_each_other():
    n, x = np.full((9, 1), 40), np.full((9, 1), 2)
    x[:2] = 20
    hidden = exact.overdispersed_p(x[None], n, np.zeros((1, 9), bool))[0, :2]
    convicted = np.zeros((1, 9), bool)
    convicted[0, :2] = True
    assert (exact.overdispersed_p(x[None], n, convicted)[0, :2] < 1e-6).all()
    assert (hidden > 1e-3).all()


@pytest.mark.parametrize(("observed", "size"), [(0, 10), (3, 10), (10, 10)])
def test_the_interval_is_clopper_pearsons_over_what_is_expected(observed, size):
    from scipy.stats import binomtest

    limits = binomtest(observed, size).proportion_ci(0.95, "exact")
    lower, upper = exact.ratio_interval(observed, size, 2.0)
    assert lower == pytest.approx(limits.low * size / 2.0, abs=ALIKE)
    assert upper == pytest.approx(limits.high * size / 2.0, abs=ALIKE)


def test_without_anything_expected_there_is_no_interval():
    assert exact.ratio_interval(0, 10, 0.0) == (None, None)
    assert exact.ratio_interval(0, 0, 0.0) == (None, None)
