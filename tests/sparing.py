"""The same promise on further examples: a few always, all of them in `make faults`."""

from collections.abc import Iterable
from typing import Any

import pytest


def sparing(examples: Iterable[Any], always: int = 1) -> list[Any]:
    """Keep the first few for every run, mark the others slow; each is one argument or a tuple of them."""
    return [
        each
        if n < always
        else pytest.param(*(each if isinstance(each, tuple) else (each,)), marks=pytest.mark.slow)
        for n, each in enumerate(examples)
    ]
