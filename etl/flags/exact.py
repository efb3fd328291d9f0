"""The statistics of a flag: one place against all others, stratified; for many tables of counts at once.

Every function takes the counts of S tables, `x[table, place, stratum]`, over the same sizes
`n[place, stratum]`. The judging of a season has one table, a simulation has thousands.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta, hypergeom, norm

Counts = NDArray[np.int64]
Sizes = NDArray[np.int64]
Floats = NDArray[np.float64]


def exact_p(x: Counts, n: Sizes) -> Floats:
    """Give P(a place counts at least what it counted) if chance alone dealt out each stratum's cases.

    Given its totals, a place's cases of a stratum are hypergeometric; those of the strata are added by
    convolution. No approximation, valid for any size.
    """
    dist, of_table = np.ones((1, n.shape[0], 1)), np.zeros(len(x), np.int64)
    for stratum in range(n.shape[1]):
        totals = x[:, :, stratum].sum(axis=1)
        pairs, back = np.unique(np.stack([of_table, totals], 1), axis=0, return_inverse=True)
        pmf, row = _hypergeometric(pairs[:, 1], n[:, stratum])
        dist = _convolved(dist[pairs[:, 0]], pmf[row])
        of_table = back.reshape(-1)
    tail = dist[:, :, ::-1].cumsum(axis=2)[:, :, ::-1]
    observed = x.sum(axis=2)
    chance = tail[of_table[:, None], np.arange(n.shape[0])[None, :], observed]
    return np.asarray(np.minimum(1.0, chance), np.float64)


def _hypergeometric(totals: Counts, n: Sizes) -> tuple[Floats, NDArray[np.intp]]:
    """Give the probabilities of 0, 1, 2 … cases per place, a row for each different total."""
    values, row = np.unique(totals, return_inverse=True)
    if not n.any():
        return np.ones((1, len(n), 1)), row.reshape(-1)
    most = min(int(n.max(initial=0)), int(values.max(initial=0)))
    cases = np.arange(most + 1)[None, None, :]
    pmf = hypergeom.pmf(cases, int(n.sum()), values[:, None, None], n[None, :, None])
    return np.asarray(pmf, np.float64), row.reshape(-1)


def _convolved(left: Floats, right: Floats) -> Floats:
    tables, places, length = left.shape
    out = np.zeros((tables, places, length + right.shape[2] - 1))
    for shift in range(right.shape[2]):
        out[:, :, shift : shift + length] += left * right[:, :, shift : shift + 1]
    return out


def expected(x: Counts, n: Sizes) -> Floats:
    """Give the cases that each place would have at the common rate of each stratum."""
    totals, sizes = x.sum(axis=1).astype(np.float64), n.sum(axis=0)
    rates = np.divide(totals, sizes, out=np.zeros_like(totals), where=sizes > 0)
    return np.asarray(rates @ n.T, np.float64)


def overdispersed_p(x: Counts, n: Sizes, convicted: NDArray[np.bool_]) -> Floats:
    """Give each place's p when the others differ among themselves by more than chance.

    The common rate and the spread (DerSimonian–Laird on the arcsine scale) come from the others alone,
    so that nobody widens the limits it is judged by. Nor do others that the exact test itself convicts
    (`convicted[table, place]`): two bad places would hide each other.
    """
    made = np.empty(convicted.shape)
    patterns, row = np.unique(convicted, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        tables = row.reshape(-1) == number
        for place in range(n.shape[0]):
            others = ~pattern
            others[place] = False
            made[tables, place] = _against_others(x[tables], n, place, others)
    return made


def _against_others(x: Counts, n: Sizes, place: int, others: NDArray[np.bool_]) -> Floats:
    shared = n[others].sum(axis=0) > 0
    x, n = x[:, :, shared], n[:, shared]
    observed, size = x.sum(axis=2).astype(np.float64), n.sum(axis=1).astype(np.float64)
    their_size, their_cases = size[others].sum(), observed[:, others].sum(axis=1)
    if size[place] == 0 or their_size == 0:
        return np.ones(len(x))
    rates = x[:, others].sum(axis=1) / np.maximum(n[others].sum(axis=0), 1)
    common = (their_cases / their_size)[:, None]
    due = rates @ n.T
    crude = observed / np.maximum(size, 1)
    adjusted = np.divide(common * observed, due, out=crude.copy(), where=due > 0)
    steadied = (np.clip(adjusted, 0, 1) * size + 3 / 8) / (
        size + 3 / 4
    )  # Anscombe: for small counts
    distance = np.arcsin(np.sqrt(steadied)) - np.arcsin(np.sqrt(common))
    weight = 4 * size[others]
    spread = (weight * distance[:, others] ** 2).sum(axis=1) - (np.count_nonzero(weight) - 1)
    usual = weight.sum() - (weight**2).sum() / weight.sum()
    tau2 = np.maximum(0.0, spread / usual) if usual > 0 else np.zeros(len(x))
    deviation = np.sqrt(1 / (4 * size[place]) + tau2 + 1 / (4 * their_size))
    return np.asarray(norm.sf(distance[:, place] / deviation), np.float64)


def benjamini_hochberg(p: Floats) -> Floats:
    """Adjust the p of each table's places for their number; never below p, order kept."""
    places = p.shape[1]
    order = np.argsort(p, axis=1, kind="stable")
    scaled = np.take_along_axis(p, order, axis=1) * places / np.arange(1, places + 1)
    running = np.minimum.accumulate(scaled[:, ::-1], axis=1)[:, ::-1]
    q = np.empty_like(p)
    np.put_along_axis(q, order, np.minimum(running, 1.0), axis=1)
    return np.maximum(q, p)


def ratio_interval(observed: int, size: int, due: float) -> tuple[float | None, float | None]:
    """Give the exact (Clopper–Pearson) 95 % interval of observed over expected; none if nothing is due."""
    if size == 0 or due <= 0:
        return None, None
    lower = 0.0 if observed == 0 else float(beta.ppf(0.025, observed, size - observed + 1))
    upper = 1.0 if observed == size else float(beta.ppf(0.975, observed + 1, size - observed))
    return lower * size / due, upper * size / due
