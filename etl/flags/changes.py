"""What would change a flag: the smallest change of one place's count, found by judging anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import msgspec
import numpy as np
from numpy.typing import NDArray

from etl.flags.exact import Counts
from etl.flags.levels import AMBER, NONE, judged
from etl.flags.tables import Table
from etl.seasons.flag_rule import FlagRule


@dataclass(frozen=True)
class Change:
    """Cases less that end the level, cases more that reach a higher one; None if none do."""

    to_clear: int | None
    to_trigger: int | None


@dataclass(frozen=True)
class Search:
    """One place's count, to be changed in one direction until its level changes; all else stays."""

    table: Table
    rule: FlagRule
    place: int
    level: int
    step: int

    def fewest(self) -> int | None:
        """Find a number that suffices, then try every way of laying out one case fewer, while one does."""
        path = self._path()
        enough = self._changes(path)
        if not enough.any():
            return None
        cases = int(enough.argmax()) + 1
        while cases > 1 and self._changes(self._every_way(cases - 1)).any():
            cases -= 1
        return cases

    def _changes(self, laid: Counts) -> NDArray[np.bool_]:
        if not len(laid):
            return np.zeros(0, np.bool_)
        x = np.repeat(self.table.x[None], len(laid), axis=0)
        x[:, self.place] += self.step * laid
        reached = judged(x, self.table.n, self.rule, self.table.current).level[:, self.place]
        return np.asarray(self.step * reached > self.step * self.level, np.bool_)

    @property
    def _room(self) -> NDArray[np.int64]:
        """How many cases each stratum of this season could lose or gain."""
        x, n = self.table.x[self.place], self.table.n[self.place]
        return np.where(self.table.current, x if self.step < 0 else n - x, 0)

    def _path(self) -> Counts:
        """Change one case after another, where cases are rarest first."""
        room = self._room
        rates = self.table.x.sum(axis=0) / np.maximum(self.table.n.sum(axis=0), 1)
        order = np.argsort(rates, kind="stable")
        strata = np.repeat(order, room[order])
        laid = np.zeros((len(strata), len(room)), np.int64)
        laid[np.arange(len(strata)), strata] = 1
        return np.asarray(laid.cumsum(axis=0), np.int64)

    def _every_way(self, cases: int) -> Counts:
        """List every way to lay a number of cases out over the strata; the last takes the rest."""
        room = self._room
        open_strata = np.flatnonzero(room)
        *free, last = open_strata.tolist()
        ways = []
        for chosen in product(*(range(min(int(room[stratum]), cases) + 1) for stratum in free)):
            if 0 <= (rest := cases - sum(chosen)) <= room[last]:
                laid = np.zeros(len(room), np.int64)
                laid[open_strata] = (*chosen, rest)
                ways.append(laid)
        return np.array(ways, np.int64).reshape(len(ways), len(room))


def changes(table: Table, rule: FlagRule, level: NDArray[np.int64]) -> Sequence[Change]:
    """Find both numbers for every place; places below the minimum have none."""
    counts = (table.x.tobytes(), table.n.tobytes(), table.current.tobytes())
    return _changes(*counts, table.seasons, rule, tuple(level.tolist()))


@lru_cache(maxsize=512)  # pages, letters and papers of one day ask for the same tables
def _changes(
    x: bytes, n: bytes, current: bytes, seasons: int, rule: FlagRule, level: tuple[int, ...]
) -> tuple[Change, ...]:
    places = len(level)
    table = Table(
        [("", None)] * places,
        np.frombuffer(x, np.int64).reshape(places, -1),
        np.frombuffer(n, np.int64).reshape(places, -1),
        np.frombuffer(current, np.bool_),
        seasons,
    )
    return tuple(
        Change(
            _search(table, rule, place, level[place], -1) if level[place] else None,
            _search(table, rule, place, level[place], +1),
        )
        if table.n[place].sum() >= rule.minimum_n
        else Change(None, None)
        for place in range(places)
    )


def _search(table: Table, rule: FlagRule, place: int, level: int, step: int) -> int | None:
    """Search in the whole table; for the border of 关注, a place against the sum of all others will do.

    That border asks for the place's own p and excess only, which a sum of the others leaves as they are.
    """
    border_of_amber = level == (AMBER if step < 0 else NONE)
    if border_of_amber and rule.red_is_amber(table.seasons):
        own = _against_all_others(table, place)
        return Search(own, msgspec.structs.replace(rule, guard=None), 0, level, step).fewest()
    return Search(table, rule, place, level, step).fewest()


def _against_all_others(table: Table, place: int) -> Table:
    def folded(counts: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.stack([counts[place], counts.sum(axis=0) - counts[place]])

    places = [table.places[place], ("", None)]
    return Table(places, folded(table.x), folded(table.n), table.current, table.seasons)
