"""How each county works: ordinary, a little different every year, and two that are truly worse."""

from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True)
class Habit:
    """Probabilities, and the working days that a county takes to decide (weights of 0, 1, 2, …)."""

    unit_return: float = 0.05
    county_return: float = 0.17
    county_refusal: float = 0.014
    prefecture_return: float = 0.06
    prefecture_refusal: float = 0.008
    not_material: float = 0.18
    county_pace: tuple[int, ...] = (6, 4)
    paper_defect: float = 0.06
    unit_late: float = 0.02
    notice_short: float = 0.015
    notice_missing: float = 0.008
    notice_waits: tuple[int, ...] = (7, 2)
    hasty: float = 0.03
    unsigned: float = 0.01
    unexplained: float = 0.06


ORDINARY = Habit()

# 和静县 signs upward what the prefecture returns; 轮台县 is slow at every step.
_CARELESS = replace(
    ORDINARY,
    county_return=0.10,
    prefecture_return=0.30,
    prefecture_refusal=0.035,
    paper_defect=0.27,
    unsigned=0.05,
    unexplained=0.14,
)
_SLOW = replace(
    ORDINARY,
    county_pace=(2, 2, 2, 2, 3, 2),
    unit_late=0.38,
    hasty=0.35,
    notice_short=0.11,
    notice_missing=0.07,
    notice_waits=(2, 2, 2, 2, 1),
)
WORSE = {"652827": _CARELESS, "652822": _SLOW}

_VARYING = (
    "unit_return",
    "county_return",
    "prefecture_return",
    "paper_defect",
    "unit_late",
    "notice_short",
)


def habit(rng: Random, county: str) -> Habit:
    """Draw a county's season: its probabilities shift by about a fifth, less in the worse ones."""
    usual = WORSE.get(county, ORDINARY)
    spread = 0.2 if usual is ORDINARY else 0.08
    drawn = {name: getattr(usual, name) * rng.lognormvariate(0, spread) for name in _VARYING}
    return replace(usual, **drawn)
