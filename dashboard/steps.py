"""What became of the places as bars from top to bottom; drawn by plotly on a page, as SVG in a paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import colours, formats

PLACES, PERSONS, LOST, WAITING = "places", "persons", "lost", "waiting"
UNUSED, WASTED = "unused", "wasted"
# Fill and edge of each kind of bar.
FILLS = {
    PLACES: (colours.BAND, colours.QUIET),
    PERSONS: (colours.BLUE, colours.BLUE),
    LOST: (colours.QUIET, colours.QUIET),
    WAITING: (colours.PALE, colours.PALE),
    UNUSED: (colours.PAPER, colours.QUIET),
    WASTED: (colours.AMBER, colours.AMBER),
}
_APART = (UNUSED, WASTED)


@dataclass(frozen=True)
class Step:
    """One bar: a count of places or of persons, on the same scale as all others.

    `start` is where a loss begins to be taken off; `is_part` stands below the whole that it is of.
    """

    title: str
    count: str
    value: int
    kind: str
    aside: str = ""
    start: int = 0
    is_part: bool = False


def rows(steps: Sequence[Step]) -> list[Step | None]:
    """What stands in each row from the top; nothing in a gap."""
    shown: list[Step | None] = []
    for n, step in enumerate(steps):
        shown += [None, step] if _is_gap(steps, n) else [step]
    return shown


def told(step: Step) -> str:
    """The number as it stands at the bar; what is taken off has a minus."""
    sign = "−" if step.kind == LOST else ""
    return f"{sign}{formats.number(step.value)}"


def longest(steps: Sequence[Step]) -> int:
    """How far the scale reaches."""
    return max([1, *(step.start + step.value for step in steps)])


def _is_gap(steps: Sequence[Step], n: int) -> bool:
    return n > 0 and steps[n].kind in _APART and steps[n - 1].kind != steps[n].kind
