"""F1: a load killed anywhere leaves the old version or the new one, and the next load mends the rest."""

import re

import pytest

from etl.paths import ROOT
from tests.faults.killed import points, tried

WITHIN_A_STAGE = 20


@pytest.fixture(scope="module")
def passed(forge, season, tmp_path_factory):
    return points(forge, season, tmp_path_factory.mktemp("points"))


def stages(passed):
    """Each stage with its length in seconds, in order."""
    marks = [(what, at) for kind, what, at in passed if kind == "stage"]
    ends = [*(at for _, at in marks[1:]), passed[-1][2]]
    return {what: end - at for (what, at), end in zip(marks, ends, strict=True)}


def acts(passed):
    return [what for kind, what, _ in passed if kind == "act"]


@pytest.mark.slow
def test_the_points_are_those_that_the_program_has(passed):
    said = re.findall(r'say\(f?"([^"{ ]+)', (ROOT / "etl" / "pipeline.py").read_text("utf-8"))
    assert len(said) >= 9
    assert set(said) <= set(stages(passed))
    done = {re.sub(r"[0-9a-fT-]{8,}", "X", what) for what in acts(passed)}
    for act in (
        "fsync warehouse/.build-",
        "os.rename warehouse/.build-",
        "os.rename warehouse/.current-",
        "open landing/receipts.jsonl",
        "open parsed/",
        "subprocess.Popen",
    ):
        assert any(each.startswith(act) for each in done), act


@pytest.mark.slow
def test_killed_at_a_few_points(forge, season, passed, tmp_path):
    whole = acts(passed)
    renamed = [n for n, what in enumerate(whole, 1) if what.startswith("os.rename warehouse/")]
    for number in (renamed[0], renamed[-1] + 1):
        wrong, was_killed = tried(forge, season, tmp_path, act=number)
        assert was_killed
        assert wrong == []
    wrong, _ = tried(forge, season, tmp_path, stage="写入", after=stages(passed)["写入"] / 2)
    assert wrong == []


@pytest.mark.slow
def test_killed_at_every_stage_in_twenty_places(forge, season, passed, tmp_path, tally):
    wrong, killed = [], 0
    for stage, seconds in stages(passed).items():
        for step in range(WITHIN_A_STAGE):
            found, was_killed = tried(
                forge, season, tmp_path, stage=stage, after=step * seconds / WITHIN_A_STAGE
            )
            wrong += found
            killed += was_killed
    tried_in_all = len(stages(passed)) * WITHIN_A_STAGE
    assert wrong == []
    assert killed >= 0.8 * tried_in_all  # the others had ended before their last place
    tally("F1", tried_in_all)


@pytest.mark.slow
def test_killed_at_every_act_on_a_file(forge, season, passed, tmp_path, tally):
    wrong = []
    for number, what in enumerate(acts(passed), 1):
        found, was_killed = tried(forge, season, tmp_path, act=number)
        wrong += [f"{what}: {each}" for each in found]
        assert was_killed, what
    assert wrong == []
    tally("F1", len(acts(passed)))
