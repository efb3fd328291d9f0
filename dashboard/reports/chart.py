"""The one specification of a chart that papers and pages share; drawn as SVG here, by plotly on a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.steps import Step


@dataclass(frozen=True)
class Bullet:
    """A place's row: `done` within `reached` within `whole`; `before` is last season's `reached`."""

    name: str
    whole: int
    reached: int
    done: int
    before: int | None = None
    aside: str = ""


@dataclass(frozen=True)
class Bullets:
    """Places on one scale, in administrative order; the three words name the three parts."""

    rows: tuple[Bullet, ...]
    whole: str
    reached: str
    done: str


@dataclass(frozen=True)
class Chain:
    """What became of the places, step by step, as 名额 draws it."""

    steps: Sequence[Step]


Chart = Bullets | Chain
