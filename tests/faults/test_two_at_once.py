"""F5: of two loads at once one wins; the other is told who is at work, at once, and changes nothing."""

import re

import pytest

from etl import warehouse
from tests.faults.conftest import MOMENT, content

AT_ONCE = 2.0  # seconds
BUSY = re.compile(r"另一项载入正在进行（进程 (\d+)，自 2023-01-04 10:00:00）。")


def pair(forge, data, **mishaps):
    """Start two loads; gives how each ended, and their process numbers."""
    words = ("load", "--rebuild", "--quick")
    runs = [forge.start(*words, data=data, clock={"at": MOMENT}, **mishaps) for _ in range(2)]
    return [run.end() for run in runs], [run.pid for run in runs]


def wrong_with(forge, data):
    """What is not as promised when two loads begin at once."""
    before = len(warehouse.versions(data.warehouse))
    ended, pids = pair(forge, data)
    won = [n for n, each in enumerate(ended) if each.code in (0, 1)]
    if len(won) != 1:
        return [f"won: {won}; {[each.told for each in ended]}"]
    winner, loser = won[0], ended[1 - won[0]]
    wrong = []
    if loser.code != 2 or "Traceback" in loser.told:
        wrong.append(f"the other ended with {loser.code}: {loser.told}")
    named = BUSY.search(loser.told)
    if named is None or int(named[1]) != pids[winner]:
        wrong.append(f"the other was told: {loser.told}")
    if loser.seconds > AT_ONCE:
        wrong.append(f"the other waited {loser.seconds:.1f} s")
    kept = min(before + 1, warehouse.KEPT_VERSIONS)
    if len(warehouse.versions(data.warehouse)) != kept:
        wrong.append(f"{len(warehouse.versions(data.warehouse))} versions, expected {kept}")
    return wrong


def killed_holding_the_lock(forge, data):
    ended = forge.run(
        "load", "--rebuild", "--quick", data=data, clock={"at": MOMENT},
        kill={"stage": "计数", "after": 0},
    )  # fmt: skip
    return ended.code == -9 and (data.warehouse / "build.json").exists()


@pytest.mark.slow
def test_of_two_loads_one_wins_and_a_dead_one_holds_nobody_up(forge, season, tmp_path):
    data = season.copy(tmp_path / "data")
    assert killed_holding_the_lock(forge, data)
    assert wrong_with(forge, data) == []
    assert content(data)[0] == season.before[0]


@pytest.mark.slow
def test_a_hundred_pairs(forge, season, tmp_path, tally):
    data, wrong = season.copy(tmp_path / "data"), []
    for number in range(100):
        if number % 5 == 0:
            assert killed_holding_the_lock(forge, data)
        wrong += [f"pair {number}: {each}" for each in wrong_with(forge, data)]
    assert wrong == []
    assert content(data)[0] == season.before[0]
    tally("F5", 100)
