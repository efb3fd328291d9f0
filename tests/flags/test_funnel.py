"""The funnel's limits are binomial, its expectation the exact test's; small counties are not compared."""

from datetime import date

import numpy as np
import pytest
from scipy.stats import binom, binomtest

from etl import queries
from etl.flags.funnel import TAILS, funnel_at, limits
from etl.flags.judge import flags_at
from etl.scope import county_officer, office

END, EARLY = date(2022, 12, 31), date(2022, 11, 24)
RATES = ("escape_rate", "return_rate", "paper_defect_rate")


@pytest.mark.parametrize("tail", TAILS.values())
@pytest.mark.parametrize("whole", [0.02, 0.151, 0.5, 0.93])
def test_a_count_is_beyond_a_limit_exactly_if_its_binomial_tail_is_that_small(whole, tail):
    for size in (10, 16, 40, 111, 240):
        [low], [high] = limits(whole, np.array([size]), tail)
        for count in range(size + 1):
            assert (count / size >= high) == (binom.sf(count - 1, size, whole) <= tail), count
            assert (count / size <= low) == (binom.cdf(count, size, whole) <= tail), count


def test_limits_narrow_as_places_grow_and_the_wider_ones_hold_the_narrower():
    sizes = np.array([10, 40, 160, 640])
    (low95, high95), (low998, high998) = (limits(0.15, sizes, tail) for tail in TAILS.values())
    assert (np.diff(high95) < 0).all()
    assert (np.diff(low95[1:]) > 0).all()
    assert (low998 <= low95).all()
    assert (high998 > high95).all()


@pytest.mark.parametrize("rate_id", RATES)
@pytest.mark.parametrize("day", [END, EARLY, date(2022, 12, 11)])
def test_counts_are_the_command_lines_and_expected_add_up_to_observed(season_2022, rate_id, day):
    found = funnel_at(season_2022, office(), 2022, day, rate_id)
    for point, each in zip(
        found.points, queries.figures(season_2022, office(), 2022, day, "county"), strict=True
    ):
        rate = each.rates[rate_id]
        assert point.county_code == each.county_code
        assert (point.observed, point.size) == (rate.numerator, rate.denominator)
    assert sum(point.due for point in found.points) == pytest.approx(found.observed, abs=1e-9)
    assert found.observed == sum(point.observed for point in found.points)


@pytest.mark.parametrize("rule", ["escape", "paper_defect"])
def test_what_is_due_is_what_the_flag_expects(season_2022, rule):
    found = funnel_at(season_2022, office(), 2022, END, f"{rule}_rate")
    flags = {
        flag.county_code: flag
        for flag in flags_at(season_2022, office(), 2022, END)
        if flag.rule_id == rule
    }
    for point in found.points:
        flag = flags[point.county_code]
        assert point.due == pytest.approx(flag.expected, abs=1e-9)
        assert (point.observed, point.size) == (flag.observed, flag.n)


def test_the_crude_form_is_k_over_n_with_its_clopper_pearson_interval(season_2022):
    for point in funnel_at(season_2022, office(), 2022, END, "escape_rate", "crude").points:
        assert point.rate == pytest.approx(point.observed / point.size, abs=1e-9)
        exact = binomtest(point.observed, point.size).proportion_ci(method="exact")
        assert (point.lower, point.upper) == pytest.approx((exact.low, exact.high), abs=1e-9)


def test_the_two_worse_counties_lie_above_the_limits(season_2022):
    found = funnel_at(season_2022, office(), 2022, END, "escape_rate")
    above = {p.county_code: p.beyond for p in found.points if p.beyond and p.is_above}
    assert above == {"652824": "95%", "652827": "99.8%"}


def test_counties_below_the_minimum_are_not_compared(season_2022):
    seen = set()
    for rate_id in RATES:
        for day in (EARLY, date(2022, 11, 26), date(2022, 12, 5)):
            for point in funnel_at(season_2022, office(), 2022, day, rate_id).points:
                assert point.is_compared == (point.size >= 10)
                assert point.is_compared or point.beyond is None
                seen |= {point.size - 10} & {-1, 0}
    assert seen == {-1, 0}


def test_one_series_alone_needs_no_adjustment(season_2022):
    scope = office().narrowed(series="SCH")
    forms = [
        funnel_at(season_2022, scope, 2022, END, "escape_rate", form)
        for form in ("adjusted", "crude")
    ]
    for one, other in zip(*(found.points for found in forms), strict=True):
        assert one.rate == pytest.approx(other.rate, abs=1e-9)


def test_a_county_officer_sees_the_own_county_against_all(season_2022):
    own = funnel_at(season_2022, county_officer("652827"), 2022, END, "escape_rate")
    everyone = funnel_at(season_2022, office(), 2022, END, "escape_rate")
    assert [point.county_code for point in own.points] == ["652827"]
    assert own.points[0] in everyone.points
    assert own.size == everyone.size


def test_without_any_case_nothing_is_compared(season_2022):
    found = funnel_at(season_2022, office(), 2022, date(2022, 11, 18), "paper_defect_rate")
    assert found.whole is None
    assert all(point.rate is None and not point.is_compared for point in found.points)
