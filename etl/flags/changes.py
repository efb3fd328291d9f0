"""What would change a flag: the smallest change of one place's count, found by judging anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from etl.flags.exact import Counts
from etl.flags.levels import judged
from etl.flags.tables import Table
from etl.seasons.flag_rule import FlagRule

Try = tuple[int, int, int, Counts]
MOST_CASES_LAID_OUT = 3


@dataclass(frozen=True)
class Change:
    """Cases less that end the level, cases more that reach a higher one; None if none do."""

    to_clear: int | None
    to_trigger: int | None


def changes(table: Table, rule: FlagRule, level: NDArray[np.int64]) -> list[Change]:
    """Judge each place with one case less, two less …, one more …; the others and all sizes stay.

    Cases come in this season's series where they are rarest, and go there or where they are commonest;
    up to three cases in every way in which they can be laid out.
    """
    asked = [
        (place, step)
        for place in range(len(table.places))
        if table.n[place].sum() >= rule.minimum_n
        for step in (-1, +1)
        if step > 0 or level[place]
    ]
    rough = _fewest(table, rule, level, [t for ask in asked for t in _paths(table, *ask)])
    finer = [t for ask in asked if ask in rough for t in _every_way(table, *ask, rough[ask])]
    fewest = rough | _fewest(table, rule, level, finer)
    return [
        Change(fewest.get((place, -1)), fewest.get((place, +1)))
        for place in range(len(table.places))
    ]


def _fewest(
    table: Table, rule: FlagRule, level: NDArray[np.int64], tries: list[Try]
) -> dict[tuple[int, int], int]:
    """Judge all tries at once and keep, per place and direction, the fewest cases that change its level."""
    found: dict[tuple[int, int], int] = {}
    if tries:
        x = np.repeat(table.x[None], len(tries), axis=0)
        for row, (place, step, _, laid) in enumerate(tries):
            x[row, place] += step * laid
        reached = judged(x, table.n, rule, table.current).level
        for row, (place, step, cases, _) in enumerate(tries):
            if step * int(reached[row, place]) > step * int(level[place]):
                found[place, step] = min(cases, found.get((place, step), cases))
    return found


def _room(table: Table, place: int, step: int) -> NDArray[np.int64]:
    room = table.x[place] if step < 0 else table.n[place] - table.x[place]
    return np.where(table.current, room, 0)


def _paths(table: Table, place: int, step: int) -> Iterator[Try]:
    room = _room(table, place, step)
    rates = table.x.sum(axis=0) / np.maximum(table.n.sum(axis=0), 1)
    rarest_first = np.argsort(rates, kind="stable")
    for order in (rarest_first, rarest_first[::-1]) if step < 0 else (rarest_first,):
        laid = np.zeros_like(room)
        for cases, stratum in enumerate(np.repeat(order, room[order]), start=1):
            laid[stratum] += 1
            yield place, step, cases, laid.copy()


def _every_way(table: Table, place: int, step: int, below: int) -> Iterator[Try]:
    """Lay out fewer cases than were found to suffice, in every way there is."""
    most = min(below - 1, MOST_CASES_LAID_OUT)
    room = _room(table, place, step)
    for laid in product(*(range(min(int(free), most) + 1) for free in room)):
        if 0 < sum(laid) <= most:
            yield place, step, sum(laid), np.array(laid, np.int64)
