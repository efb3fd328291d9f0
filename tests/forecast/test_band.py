"""The band: scipy's own negative binomial, bounds, and what more or fewer do to it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from etl.forecast.band import (
    QUANTILES,
    Band,
    at_average_rate,
    past_share,
    pinball_loss,
    predicted,
    smallest,
)

come = st.integers(1, 60)
share = st.floats(0.02, 1.0)
pools = st.lists(share, min_size=1, max_size=30).map(np.array)
FEW = settings(max_examples=200, deadline=None)


@FEW
@given(come, share)
def test_with_one_past_share_the_band_is_the_negative_binomial(k, f):
    band = predicted(k, np.array([f]))
    for told, quantile in zip(band.quantiles, QUANTILES, strict=True):
        more = told - k
        assert stats.nbinom.cdf(more, k, f) >= quantile - 1e-9
        assert more == 0 or stats.nbinom.cdf(more - 1, k, f) < quantile + 1e-9


@FEW
@given(come, pools)
def test_the_band_is_never_below_what_has_come_and_in_order(k, shares):
    band = predicted(k, shares)
    assert k <= band.low <= band.middle <= band.high


@FEW
@given(come, pools)
def test_one_more_that_has_come_never_lowers_the_band(k, shares):
    fewer, more = predicted(k, shares), predicted(k + 1, shares)
    assert all(a < b for a, b in zip(fewer.quantiles, more.quantiles, strict=True))


@FEW
@given(come, pools, st.floats(0.0, 0.5))
def test_later_seasons_in_the_past_never_lower_the_band(k, shares, less):
    earlier = np.maximum(shares - less, 0.01)
    assert all(
        a <= b
        for a, b in zip(
            predicted(k, shares).quantiles, predicted(k, earlier).quantiles, strict=True
        )
    )


@FEW
@given(come, pools)
def test_a_mixture_lies_between_its_extremes(k, shares):
    low, high = predicted(k, shares[[shares.argmax()]]), predicted(k, shares[[shares.argmin()]])
    mixed = predicted(k, shares)
    assert low.low <= mixed.low
    assert mixed.high <= high.high


def test_when_everything_had_always_come_nothing_more_is_expected():
    assert predicted(7, np.array([1.0, 1.0])) == Band(7, 7, 7)


@pytest.mark.parametrize(("k", "shares"), [(0, [0.5]), (3, [])])
def test_no_band_rests_on_nothing(k, shares):
    with pytest.raises(ValueError, match="at least one"):
        predicted(k, np.array(shares))


def test_a_past_county_with_few_cases_says_neither_never_nor_always():
    assert past_share(0, 3) == 0.125
    assert past_share(3, 3) == 0.875
    assert past_share(300, 300) > 0.99


@FEW
@given(st.integers(0, 60), st.integers(1, 20), st.integers(0, 20))
def test_the_average_rate_goes_on_as_a_poisson_count(k, elapsed, left):
    band = at_average_rate(k, elapsed, left)
    for told, quantile in zip(band.quantiles, QUANTILES, strict=True):
        assert told - k == max(0, stats.poisson.ppf(quantile, k * left / elapsed))


@pytest.mark.parametrize("at", [0, 1, 2, 7, 8, 1000])
def test_the_smallest_count_that_reaches_is_found(at):
    assert smallest(lambda more: 0.5 if more >= at else 0.49, 0.5) == at


@pytest.mark.parametrize(
    ("final", "loss"),
    [(20, (1 + 0 + 1) / 3), (30, 0.1 * 20 / 3 + 0.5 * 10 / 3), (10, 0.5 * 10 / 3 + 0.1 * 20 / 3)],
)
def test_the_loss_weighs_each_quantile(final, loss):
    assert pinball_loss(Band(10, 20, 30), final) == pytest.approx(loss)


def test_a_band_stays_between_what_is_known_and_what_is_possible():
    assert Band(3, 9, 20).within(5, 12) == Band(5, 9, 12)
    assert Band(3, 9, 20).within(5, None) == Band(5, 9, 20)
    assert Band(3, 9, 20).within(14, 12) == Band(14, 14, 14)
