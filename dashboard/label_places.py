"""Where the names of dots stand so that none covers another name or a dot, at every width of a picture."""

from collections.abc import Sequence
from dataclasses import dataclass

HAN, SIGN, HEIGHT, DOT = 12.5, 7.0, 17.0, 7.0
ROUNDS = 6
FIRST_WIDE, NEAR = "\u2e80", (0.15, 0.1)
ON_A_LINE = 6.0
# How far from its dot a name may stand: steps to the side and down, and which edge of it is nearest.
SIDES = (("left", 9.0, 0.0), ("right", -9.0, 0.0), ("center", 0.0, -16.0), ("center", 0.0, 16.0))
CORNERS = (("left", 7.0, -13.0), ("left", 7.0, 13.0), ("right", -7.0, -13.0), ("right", -7.0, 13.0))
FARTHER = tuple(
    (anchor, side, down)
    for down in (-28.0, 28.0, -44.0, 44.0, -62.0, 62.0, -80.0, 80.0)
    for anchor, side in (("left", 12.0), ("right", -12.0), ("center", 0.0), ("left", 40.0))
)
STEPS = (*SIDES, *CORNERS, *FARTHER)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Dot:
    """A dot with its name; `x` and `y` as shares of the drawn area, y from its top."""

    x: float
    y: float
    name: str


@dataclass(frozen=True)
class Spot:
    """Where a name stands from its dot, in px; far ones want a thin line to it."""

    anchor: str
    right: float
    down: float

    @property
    def is_far(self) -> bool:
        return abs(self.down) > max(abs(step[2]) for step in (*SIDES, *CORNERS))


def width_of(name: str) -> float:
    """Estimate the width of a name in px."""
    return sum(HAN if sign >= FIRST_WIDE else SIGN for sign in name)


def placed(
    dots: Sequence[Dot], widths: Sequence[float], height: float, lines: Sequence[float] = ()
) -> list[Spot]:
    """Find a spot for each name: the crowded ones first, else in another order that fits better.

    `lines` are level lines, as shares of the height, on which a name would read badly.
    """
    everyone = range(len(dots))
    orders = (
        sorted(everyone, key=lambda n: -_neighbours(dots, n)),
        sorted(everyone, key=lambda n: dots[n].x),
        sorted(everyone, key=lambda n: dots[n].y),
        sorted(everyone, key=lambda n: -dots[n].x),
    )
    best: tuple[float, list[Spot]] | None = None
    for order in orders:
        spots = _settled(dots, order, widths, height, lines)
        left = sum(collisions(dots, spots, width, height) for width in widths)
        if best is None or left < best[0]:
            best = (left, spots)
        if not left:
            break
    return best[1] if best else []


def _settled(
    dots: Sequence[Dot],
    order: Sequence[int],
    widths: Sequence[float],
    height: float,
    lines: Sequence[float],
) -> list[Spot]:
    """Place the names one by one, then move each again while the others stand."""
    chosen = [0] * len(dots)
    for round_number in range(ROUNDS):
        before = list(chosen)
        for place, number in enumerate(order):
            others = order if round_number else order[:place]
            named = {other: chosen[other] for other in others if other != number}
            costs = [
                _cost(dots, number, step, named, widths, height)
                + _crossed(dots[number], step, height, lines)
                for step in range(len(STEPS))
            ]
            chosen[number] = costs.index(min(costs))
        if round_number and chosen == before:
            break
    return [Spot(*STEPS[number]) for number in chosen]


def collisions(dots: Sequence[Dot], spots: Sequence[Spot], width: float, height: float) -> float:
    """Tell how many px² of names lie on other names or dots."""
    boxes = [_name(dot, spot, width, height) for dot, spot in zip(dots, spots, strict=True)]
    marks = [_mark(dot, width, height) for dot in dots]
    names = sum(_overlap(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])
    return names + sum(_overlap(box, mark) for box in boxes for mark in marks)


def _neighbours(dots: Sequence[Dot], number: int) -> int:
    here = dots[number]
    return sum(abs(dot.x - here.x) < NEAR[0] and abs(dot.y - here.y) < NEAR[1] for dot in dots)


def _cost(
    dots: Sequence[Dot],
    number: int,
    step: int,
    named: dict[int, int],
    widths: Sequence[float],
    height: float,
) -> float:
    """Weigh overlaps at every width first, then names outside the area, then distance."""
    cost = step * 0.5
    for width in widths:
        box = _name(dots[number], Spot(*STEPS[step]), width, height)
        cost += 40 * sum(_overlap(box, _mark(dot, width, height)) for dot in dots)
        cost += 40 * sum(
            _overlap(box, _name(dots[other], Spot(*STEPS[at]), width, height))
            for other, at in named.items()
        )
        outside = max(0.0, -box[0]) + max(0.0, box[2] - width)
        cost += 40 * (outside + max(0.0, -box[1]) + max(0.0, box[3] - height))
    return cost


def _crossed(dot: Dot, step: int, height: float, lines: Sequence[float]) -> float:
    """Weigh the lines that run through a name."""
    middle = dot.y * height + STEPS[step][2]
    return ON_A_LINE * sum(abs(line * height - middle) < HEIGHT * 0.5 for line in lines)


def _name(dot: Dot, spot: Spot, width: float, height: float) -> Box:
    wide = width_of(dot.name)
    start = {"left": 0.0, "center": -wide * 0.5, "right": -wide}[spot.anchor]
    x, y = dot.x * width + spot.right + start, dot.y * height + spot.down
    return x, y - HEIGHT * 0.5, x + wide, y + HEIGHT * 0.5


def _mark(dot: Dot, width: float, height: float) -> Box:
    x, y = dot.x * width, dot.y * height
    return x - DOT, y - DOT, x + DOT, y + DOT


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
