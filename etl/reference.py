"""The nine counties and the four series, as the reference files list them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.paths import REFERENCE


@dataclass(frozen=True)
class Place:
    """A county or a series: its code, its full name and what offices also call it."""

    code: str
    name: str
    variants: tuple[str, ...]


@cache
def places(kind: str, reference: Path = REFERENCE) -> tuple[Place, ...]:
    """List `counties` or `series` in administrative order."""
    with (reference / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            Place(row["code"], row["name"], tuple(filter(None, row["variants"].split("|"))))
            for row in csv.DictReader(file)
        )


def code_of(kind: str, text: str, reference: Path = REFERENCE) -> str | None:
    """Find the code for a full name, a variant or the code itself; exact match only, None when unknown."""
    for place in places(kind, reference):
        if text in (place.code, place.name, *place.variants):
            return place.code
    return None
