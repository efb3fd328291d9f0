"""From counts to levels: the one way in which a season, a what-if and a simulation are judged."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.flags import exact
from etl.flags.exact import Counts, Floats, Sizes
from etl.seasons.flag_rule import FlagRule

NONE, AMBER, RED = 0, 1, 2
ROUNDING = 1e-9


@dataclass(frozen=True)
class Judged:
    """What the tests gave for S tables of the same places; every array is [table, place]."""

    observed: Counts
    due: Floats
    p: Floats
    p_overdispersed: Floats
    q: Floats
    level: NDArray[np.int64]


def judged(x: Counts, n: Sizes, rule: FlagRule, current: NDArray[np.bool_]) -> Judged:
    """Judge S tables; `current` marks the strata of this season, the others are pooled with them.

    Pooled counts accuse nobody whose own season does not point the same way. Places below the minimum
    are compared with, and stay in the family as if nothing had been found of them.
    """
    tested = n.sum(axis=1) >= rule.minimum_n
    observed, due = x.sum(axis=2), exact.expected(x, n)
    p = exact.exact_p(x, n)
    widened = np.where(tested, guarded(x, n, p, rule), 1.0)
    q = exact.benjamini_hochberg(widened)
    excess = observed - due + ROUNDING
    recent = x[:, :, current].sum(axis=2) - exact.expected(x[:, :, current], n[:, current])
    may = tested & ((recent > 0) | bool(current.all()))
    pooled = 1 if current.all() else rule.pooled_seasons
    red = may & (q <= rule.red_q(pooled) + ROUNDING)
    red &= (excess >= rule.red.excess) & (observed >= rule.red.observed)
    amber = may & (p <= rule.amber.p + ROUNDING)
    amber &= (excess >= rule.amber.excess) & (observed >= rule.amber.observed)
    level = np.where(red, RED, np.where(amber, AMBER, NONE))
    return Judged(observed, due, p, widened, q, level)


def guarded(x: Counts, n: Sizes, p: Floats, rule: FlagRule) -> Floats:
    """Give the larger of the exact p and, where the rule asks for the guard, the overdispersed p."""
    if rule.guard is None:
        return p
    convicted = exact.benjamini_hochberg(p) <= rule.guard.convicted_q
    return np.maximum(p, exact.overdispersed_p(x, n, convicted))


def can_tell(x: Counts, n: Sizes, rule: FlagRule) -> NDArray[np.bool_]:
    """Tell of one table's places whether they could be flagged if all that they sent had been counted."""
    places = np.arange(n.shape[0])
    fullest = np.repeat(x, len(places), axis=0)
    fullest[places, places] = n
    p = exact.exact_p(fullest, n)[places, places]
    return np.asarray((n.sum(axis=1) >= rule.minimum_n) & (p <= rule.amber.p), np.bool_)
