"""Each claim for a moment, and a few damaged files; `make fuzz` draws for minutes."""

import pytest
from hypothesis import HealthCheck, given, settings

import tests.fuzz.__main__ as fuzz
from tests.fuzz.claims import CLAIMS
from tests.fuzz.damage import Damage

SHORT = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_it_holds_for_any_input(claim):
    SHORT(given(*CLAIMS[claim])(claim))()


def test_damaged_files_are_read_or_refused(tmp_path):
    damage = Damage(tmp_path, 20_261_125)
    told = [damage.once() for _ in range(25)]
    damage.close()
    assert not [(path, fault) for path, fault in told if fault]
    assert 0 < damage.read < damage.count  # some of the damage is met, some is not


def test_what_breaks_is_told_with_the_values_that_broke_it(monkeypatch):
    def no_cell_is_a_true_one(_, raw, __):
        assert raw is not True

    monkeypatch.setitem(CLAIMS, no_cell_is_a_true_one, next(iter(CLAIMS.values())))
    tried, fault = fuzz.drawn(no_cell_is_a_true_one, 1)
    assert tried > 1
    assert "True" in fault


def test_it_stops_in_time_and_says_what_it_did(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(fuzz, "KEPT", tmp_path)
    assert fuzz.main(["--minutes", "0.02", "--seed", "3"]) == 0
    told = capsys.readouterr().out
    assert "种子 3" in told
    assert "发现 0 处" in told
    assert "any_cell_is_typed" in told
