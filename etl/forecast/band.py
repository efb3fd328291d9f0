"""What is still to come, judged by the shares that had come at the same time in past seasons.

Of a final count N each application had come by now with probability f, so N − k given k is negative
binomial with parameters (k, f). Past counties in past seasons give equally likely values of f.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import nbdtr, pdtr

Shares = NDArray[np.float64]
QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Band:
    """The 80 % band of the final count, with its middle; all three include what has come."""

    low: int
    middle: int
    high: int

    @property
    def quantiles(self) -> tuple[int, int, int]:
        return (self.low, self.middle, self.high)

    def within(self, least: int, most: int | None) -> "Band":
        """Keep the band between what is known already and what is possible at all."""
        top = max(self.high if most is None else most, least)
        return Band(*(min(max(count, least), top) for count in self.quantiles))


def past_share(come: float, final: float) -> float:
    """Estimate f from one past county; half a case on either side keeps 0 of 3 from meaning never."""
    return (come + 0.5) / (final + 1.0)


def predicted(come: int, shares: Shares) -> Band:
    """Give the band of come + NegBin(come, f), f being each of the past shares with equal weight."""
    if come < 1 or not shares.size:
        raise ValueError("a band rests on at least one that has come and one past share")
    return Band(
        *(
            come + smallest(lambda more: float(nbdtr(more, come, shares).mean()), quantile)
            for quantile in QUANTILES
        )
    )


def at_average_rate(come: int, elapsed: int, left: int) -> Band:
    """Go on at the average rate since the start, as a Poisson count: the naive forecast to beat."""
    mean = come * left / elapsed
    return Band(
        *(come + smallest(lambda more: float(pdtr(more, mean)), quantile) for quantile in QUANTILES)
    )


def smallest(reached: Callable[[int], float], quantile: float) -> int:
    """Find the smallest count at which a distribution function reaches the quantile."""
    high = 1
    while reached(high) < quantile:
        high *= 2
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) >= quantile else (middle, high)
    return high


def pinball_loss(band: Band, final: int) -> float:
    """Average the loss of the three quantiles, in cases: less is better, narrow and right is best."""
    losses = [
        max(quantile * (final - told), (quantile - 1) * (final - told))
        for quantile, told in zip(QUANTILES, band.quantiles, strict=True)
    ]
    return float(np.mean(losses))
