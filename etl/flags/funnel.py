"""A rate of each county against its size, with the limits that chance alone sets around the whole's rate."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import duckdb
import numpy as np
from scipy.stats import binom

from etl import catalog
from etl.flags.exact import Floats, Sizes, expected, ratio_interval
from etl.flags.levels import ROUNDING
from etl.queries import figures
from etl.reference import places
from etl.scope import Scope
from etl.seasons import load_season

TAILS = {"95%": 0.025, "99.8%": 0.001}
MINIMUM_N = 10
Form = Literal["adjusted", "crude"]


@dataclass(frozen=True)
class Point:
    """One county. `rate` and its exact 95 % interval are adjusted for the series unless asked crude.

    `beyond` names the widest limit that the rate lies outside of, `is_above` on which side.
    """

    county_code: str
    observed: int
    size: int
    due: float
    rate: float | None
    lower: float | None
    upper: float | None
    is_compared: bool
    beyond: str | None = None
    is_above: bool = False


@dataclass(frozen=True)
class Funnel:
    """A rate on a day: the whole's and each county's. Counties in administrative order."""

    rate_id: str
    title: str
    numerator: str
    denominator: str
    observed: int
    size: int
    whole: float | None
    minimum_n: int
    is_adjusted: bool
    points: tuple[Point, ...]


def funnel_at(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    rate_id: str,
    form: Form = "adjusted",
) -> Funnel:
    """Compare all counties of the scope's series; give back the scope's own."""
    known = next(rate for rate in catalog.rates() if rate.id == rate_id)
    everywhere = replace(scope, counties=frozenset(place.code for place in places("counties")))
    [total] = figures(con, everywhere, season, day)
    by_county = figures(con, everywhere, season, day, "county")
    cells = {
        (each.county_code, each.series_code): each.counts
        for each in figures(con, everywhere, season, day, "county,series")
    }
    series = sorted(scope.series)
    x, n = (
        np.array(
            [
                [cells.get((each.county_code, code), {}).get(count) or 0 for code in series]
                for each in by_county
            ],
            np.int64,
        )
        for count in (known.numerator, known.denominator)
    )
    whole = total.rates[rate_id]
    minimum = minimum_of(season, known)
    due = expected(x[None], n)[0]
    points = []
    for number, each in enumerate(by_county):
        rate = each.rates[rate_id]
        due_here = (
            float(due[number]) if form == "adjusted" else rate.denominator * (whole.rate or 0.0)
        )
        point = _point(
            each.county_code or "", rate.numerator, rate.denominator, due_here, whole.rate
        )
        points.append(_judged(point, whole.rate, minimum))
    return Funnel(
        rate_id,
        known.title,
        known.numerator,
        known.denominator,
        whole.numerator,
        whole.denominator,
        whole.rate,
        minimum,
        form == "adjusted",
        tuple(point for point in points if point.county_code in scope.counties),
    )


def minimum_of(season: int, rate: catalog.Ratio) -> int:
    """Take the minimum of the season's rule on the same two counts, else the common one."""
    return next(
        (
            rule.minimum_n
            for rule in load_season(season).flags
            if (rule.numerator, rule.denominator) == (rate.numerator, rate.denominator)
            and rule.grain == "county"
        ),
        MINIMUM_N,
    )


def limits(whole: float, sizes: Sizes, tail: float) -> tuple[Floats, Floats]:
    """Give the shares at which chance alone reaches no farther than `tail`, low and high, by whole sizes.

    A count lies at or beyond a limit exactly if its binomial tail probability is `tail` at most; between
    whole counts the limit is interpolated, so it may lie below 0 or above 1 where no count is beyond.
    """
    low, high = (binom.ppf(p, sizes, whole) for p in (tail, 1 - tail))
    return (low - 1 + _part(low, sizes, whole, tail)) / sizes, (
        high + _part(high, sizes, whole, 1 - tail)
    ) / sizes


def _part(cases: Floats, sizes: Sizes, whole: float, p: float) -> Floats:
    """Tell how far p lies on the way from one case less to so many cases."""
    reached, before = binom.cdf(cases, sizes, whole), binom.cdf(cases - 1, sizes, whole)
    return np.asarray((p - before) / (reached - before), np.float64)


def _point(code: str, observed: int, size: int, due: float, whole: float | None) -> Point:
    if whole is None or size == 0 or due <= 0:
        return Point(code, observed, size, due, None, None, None, is_compared=False)
    lower, upper = ratio_interval(observed, size, due)
    return Point(
        code,
        observed,
        size,
        due,
        min(1.0, whole * observed / due),
        min(1.0, whole * (lower or 0.0)),
        min(1.0, whole * (upper or 0.0)),
        is_compared=False,
    )


def _judged(point: Point, whole: float | None, minimum: int) -> Point:
    if point.rate is None or whole is None or point.size < minimum:
        return point
    beyond, is_above = None, point.rate > whole
    for name, tail in TAILS.items():
        low, high = limits(whole, np.array([point.size]), tail)
        if point.rate >= high[0] - ROUNDING or point.rate <= low[0] + ROUNDING:
            beyond = name
    return replace(point, is_compared=True, beyond=beyond, is_above=is_above)
