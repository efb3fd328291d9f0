"""Invented seasons at the loaded sizes: how often an innocent county is flagged, and a bad one found.

Every season has the same cases, counties and units as the loaded one and the loaded rates per series. All
counties are equal, or one is some times worse. Where whole units are late together, so they are here.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from etl.flags.exact import Counts, Sizes
from etl.flags.levels import RED, judged
from etl.flags.population import Population

ALIKE_WITHIN_UNITS = 0.5
HIGHEST_RATE = 0.95
Seen = NDArray[np.bool_]


@dataclass(frozen=True)
class Model:
    """The cases of a rule ready to be drawn: S seasons give tables of counts for each look."""

    people: Population
    counties: int

    @cached_property
    def units(self) -> int:
        return int(self.people.unit.max(initial=-1)) + 1

    @cached_property
    def place_of_unit(self) -> NDArray[np.int64]:
        """County of every unit."""
        county = np.zeros(self.units, np.int64)
        county[self.people.unit] = self.people.county
        return county

    @cached_property
    def series_of_unit(self) -> NDArray[np.int64]:
        """The series of most of its cases, the first of several."""
        cases = np.zeros((self.units, len(self.people.rate)), np.int64)
        np.add.at(cases, (self.people.unit, self.people.series), 1)
        return np.asarray(cases.argmax(axis=1), np.int64)

    def draw(self, rng: np.random.Generator, seasons: int, times: NDArray[np.float64]) -> "Drawn":
        """Draw who is counted and by which look; `times` is how much worse each county is."""
        people = self.people
        rate = np.minimum(people.rate[people.series] * times[people.county], HIGHEST_RATE)
        if people.rule.by_unit:
            chance = self._alike(rng, seasons, rate)
        else:
            chance = np.broadcast_to(rate, (seasons, len(rate)))
        counted = rng.random((seasons, len(rate))) < chance
        shown = rng.random((seasons, len(rate)))
        seen_from = (shown[:, :, None] > people.seen[None, None, :]).sum(axis=2)
        return Drawn(self, counted, np.maximum(seen_from, people.entry[None, :]))

    def _alike(
        self, rng: np.random.Generator, seasons: int, rate: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Draw one chance a unit, so that two of its cases correlate by one half."""
        mean = np.zeros(self.units)
        np.maximum.at(mean, self.people.unit, rate)
        mean = np.clip(mean, 1e-9, 1 - 1e-9)
        spread = (1 - ALIKE_WITHIN_UNITS) / ALIKE_WITHIN_UNITS
        chance = rng.beta(mean * spread, (1 - mean) * spread, (seasons, self.units))
        return np.asarray(chance[:, self.people.unit], np.float64)


@dataclass(frozen=True)
class Drawn:
    """S drawn seasons of one rule."""

    model: Model
    counted: Seen
    seen_from: NDArray[np.int64]

    def tables(self, look: int) -> tuple[Counts, Sizes]:
        """Count them as the judging does, at one look."""
        model, people = self.model, self.model.people
        there = people.entry <= look
        seen = (self.counted & (self.seen_from <= look))[:, there].astype(np.float64)
        county, series, unit = people.county[there], people.series[there], people.unit[there]
        strata = len(people.rate)
        if people.rule.grain == "unit":
            return _summed(seen, unit, series, model.units, strata)
        if not people.rule.by_unit:
            return _summed(seen, county, series, model.counties, strata)
        late, sent = _summed(seen, unit, np.zeros_like(unit), model.units, 1)
        is_late = (2 * late[:, :, 0] >= sent[:, 0]) & (sent[:, 0] > 0)
        sends = sent[:, 0] > 0
        return _summed(
            is_late[:, sends].astype(np.float64), model.place_of_unit[sends],
            model.series_of_unit[sends], model.counties, strata,
        )  # fmt: skip


def _summed(
    seen: NDArray[np.float64],
    place: NDArray[np.int64],
    stratum: NDArray[np.int64],
    places: int,
    strata: int,
) -> tuple[Counts, Sizes]:
    cell = place * strata + stratum
    sizes = np.bincount(cell, minlength=places * strata)
    belongs = np.zeros((len(cell), places * strata))
    belongs[np.arange(len(cell)), cell] = 1
    counts = np.rint(seen @ belongs).astype(np.int64)
    return counts.reshape(-1, places, strata), sizes.reshape(places, strata)


def red(
    model: Model, now: Drawn, past: list[Drawn], look: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell for each drawn season and place whether it is red: in one season, and pooled with the past."""
    rule, last = model.people.rule, len(model.people.seen) - 1
    x, n = now.tables(look)
    current = np.ones(n.shape[1], np.bool_)
    alone = judged(x, n, rule, current).level == RED
    if rule.pooled_seasons == 1 or not past:
        return alone, np.zeros_like(alone)
    before = [each.tables(last) for each in past]
    together = judged(
        np.concatenate([*(table[0] for table in before), x], axis=2),
        np.concatenate([*(table[1] for table in before), n], axis=1),
        rule,
        np.concatenate([np.zeros(len(before) * n.shape[1], np.bool_), current]),
    )
    return alone, together.level == RED
