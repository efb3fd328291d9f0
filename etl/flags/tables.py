"""The table of counts that a rule judges: places in rows, strata (season × series) in columns."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.flags.exact import Counts, Sizes
from etl.flags.tallies import Cells
from etl.seasons.flag_rule import FlagRule

Place = tuple[str, str | None]


@dataclass(frozen=True)
class Table:
    """Counts and sizes of a rule's places; `current` marks the strata of the season judged."""

    places: list[Place]
    x: Counts
    n: Sizes
    current: NDArray[np.bool_]
    seasons: int = 1


def table_of(cells: Cells, rule: FlagRule, counties: Collection[str], series: list[str]) -> Table:
    """Lay out one season's counts for a rule; counties not named take no part."""
    if rule.grain == "unit":
        return _by_unit(cells, rule, counties, series)
    return _by_county(cells, rule, counties, series)


def _by_county(cells: Cells, rule: FlagRule, counties: Collection[str], series: list[str]) -> Table:
    x = np.zeros((len(counties), len(series)), np.int64)
    n = np.zeros_like(x)
    if rule.by_unit:
        for row, county in enumerate(counties):
            for column, (late, sent) in _units_of(cells, rule, county, series).items():
                x[row, column], n[row, column] = late, sent
    else:
        for row, county in enumerate(counties):
            for column, code in enumerate(series):
                x[row, column] = cells.by_county.get((rule.numerator, county, code), 0)
                n[row, column] = cells.by_county.get((rule.denominator, county, code), 0)
    return _table([(county, None) for county in counties], x, n)


def _by_unit(cells: Cells, rule: FlagRule, counties: Collection[str], series: list[str]) -> Table:
    sent = {
        key: counts
        for key, counts in cells.by_unit.items()
        if key[0] in set(counties) and counts.get(rule.denominator, 0) > 0
    }
    order = {county: number for number, county in enumerate(counties)}
    places = sorted({key[:2] for key in sent}, key=lambda place: (order[place[0]], place[1]))
    rows = {place: number for number, place in enumerate(places)}
    x = np.zeros((len(places), len(series)), np.int64)
    n = np.zeros_like(x)
    for (county, unit, code), counts in sent.items():
        at = rows[county, unit], series.index(code)
        x[at], n[at] = counts.get(rule.numerator, 0), counts[rule.denominator]
    return _table(list(places), x, n)


def _units_of(
    cells: Cells, rule: FlagRule, county: str, series: list[str]
) -> dict[int, tuple[int, int]]:
    """Count a county's submitting units, late and all, each in the series of most of its persons."""
    units: dict[str, list[tuple[int, int, int]]] = {}
    for (place, unit, code), counts in cells.by_unit.items():
        if place == county and (sent := counts.get(rule.denominator, 0)):
            late = counts.get(rule.numerator, 0)
            units.setdefault(unit, []).append((sent, -series.index(code), late))
    found: dict[int, tuple[int, int]] = {}
    for persons in units.values():
        column = -max(persons)[1]
        is_late = is_counted(sum(line[2] for line in persons), sum(line[0] for line in persons))
        late, sent = found.get(column, (0, 0))
        found[column] = (late + is_late, sent + 1)
    return found


def is_counted(some: int, all_of_it: int) -> bool:
    """Tell whether a unit counts: at least half of its persons do."""
    return 2 * some >= all_of_it


def _table(places: list[Place], x: Counts, n: Sizes) -> Table:
    """Sizes are never below counts: more places may be wasted in a cell than it was allotted."""
    return Table(places, x, np.maximum(n, x), np.ones(x.shape[1], np.bool_))


def pooled(current: Table, earlier: list[Table]) -> Table:
    """Set earlier seasons' strata before this season's; the counties are those of this season."""
    x, n = [], []
    for table in earlier:
        row = {place: number for number, place in enumerate(table.places)}
        kept = [row.get(place) for place in current.places]
        blank = np.zeros(table.x.shape[1], np.int64)
        x.append(np.stack([blank if at is None else table.x[at] for at in kept]))
        n.append(np.stack([blank if at is None else table.n[at] for at in kept]))
    before = sum(each.shape[1] for each in x)
    return Table(
        current.places,
        np.concatenate([*x, current.x], axis=1),
        np.concatenate([*n, current.n], axis=1),
        np.concatenate([np.zeros(before, np.bool_), current.current]),
        1 + len(earlier),
    )
