"""Who waits where and how long: the classes of the heat map, and the cases behind one of its cells."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.lists import LEVELS
from dashboard.words import mark

Row = dict[str, Any]
EVERY = "all"
# Working days waited, both ends included; the last class has no end.
AGES = {"up_to_2": (0, 2), "up_to_5": (3, 5), "up_to_10": (6, 10), "over_10": (11, None)}
AGE_TITLES = {
    EVERY: mark("等多久都列"),
    "up_to_2": mark("0–2 天"),
    "up_to_5": mark("3–5 天"),
    "up_to_10": mark("6–10 天"),
    "over_10": mark("10 天以上"),
}
STAGE_TITLES = {EVERY: mark("各环节都列"), **LEVELS}
# Unasked, a list of many counties shows only those that have waited longest.
LONGEST = 10


def figure(ages: Mapping[str, Row], stage: str, age: str) -> int:
    """How many wait at a stage (or at any) for so long: what the heat map and its sums print."""
    rows = ages.values() if stage == EVERY else filter(None, [ages.get(stage)])
    classes = AGES if age == EVERY else [age]
    return sum(row[each] for row in rows for each in classes)


def cases(waiting: Sequence[Row], stage: str, age: str) -> list[Row]:
    """The cases behind that figure, in the order they come: longest first."""
    least, most = AGES.get(age, (0, None))
    return [
        row
        for row in waiting
        if stage in (EVERY, row["count_id"])
        and row["workdays"] >= least
        and (most is None or row["workdays"] <= most)
    ]


def shown(found: Sequence[Row], *, is_asked: bool) -> Sequence[Row]:
    """All of what was asked for; unasked only those that wait longest."""
    return found if is_asked else found[:LONGEST]
