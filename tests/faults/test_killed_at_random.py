"""F1: the same after delays drawn by chance; in a file of its own, so that another worker takes it."""

from random import Random

import pytest

from tests.faults.killed import points, tried

RANDOM = 200


@pytest.mark.slow
def test_killed_at_random(forge, season, tmp_path, tally):
    last = points(forge, season, tmp_path)[-1][2]
    chance, wrong, killed = Random(1), [], 0
    for _ in range(RANDOM):
        found, was_killed = tried(forge, season, tmp_path, seconds=chance.uniform(0, last))
        wrong += found
        killed += was_killed
    assert wrong == []
    assert killed >= 0.8 * RANDOM
    tally("F1", RANDOM)
