"""Units as late or not, units by themselves, and seasons pooled: how the tables of counts are laid out."""

import msgspec
import numpy as np
import pytest

from etl.flags.changes import changes
from etl.flags.exact import exact_p
from etl.flags.levels import RED, judged
from etl.flags.tables import Table, pooled, table_of
from etl.flags.tallies import Cells
from etl.seasons import load_season

RULES = {rule.id: rule for rule in load_season(2022).flags}
SERIES = ["KG", "SCH"]


def units(**told):
    """Units of county A: name → (late, accepted) in SCH, or with the series named."""
    by_unit = {}
    for name, parts in told.items():
        for code, late, sent in parts:
            by_unit["A", name, code] = {"late_files": late, "accepted": sent}
    return table_of(Cells({}, by_unit), RULES["late"], ["A", "B"], SERIES)


@pytest.mark.parametrize(
    ("late", "sent", "expected"), [(0, 1, 0), (1, 2, 1), (1, 3, 0), (2, 4, 1), (2, 5, 0), (3, 3, 1)]
)
def test_a_unit_is_late_if_at_least_half_of_its_accepted_persons_are(late, sent, expected):
    table = units(school=[("SCH", late, sent)])
    assert table.x.tolist() == [[0, expected], [0, 0]]
    assert table.n.tolist() == [[0, 1], [0, 0]]


def test_a_unit_of_two_series_counts_once_in_the_series_of_most_of_its_persons():
    table = units(school=[("SCH", 1, 3), ("KG", 2, 2)], other=[("SCH", 0, 1), ("KG", 0, 1)])
    assert table.n.tolist() == [[1, 1], [0, 0]]
    assert table.x.tolist() == [[0, 1], [0, 0]]


def test_units_without_accepted_persons_are_no_units_of_the_comparison():
    assert units(school=[("SCH", 0, 0)]).n.sum() == 0


def test_units_of_the_same_name_in_two_counties_are_two():
    by_unit = {
        ("A", "中心学校", "SCH"): {"unit_escaped": 1, "unit_approved": 2},
        ("B", "中心学校", "SCH"): {"unit_approved": 3},
    }
    table = table_of(Cells({}, by_unit), RULES["unit_escape"], ["A", "B"], SERIES)
    assert table.places == [("A", "中心学校"), ("B", "中心学校")]
    assert table.x.tolist() == [[0, 1], [0, 0]]


def test_more_wasted_than_allotted_in_a_cell_widens_the_size_of_the_cell():
    by_county = {("wasted", "A", "KG"): 2, ("allocated", "A", "KG"): 1}
    table = table_of(Cells(by_county, {}), RULES["wasted"], ["A"], SERIES)
    assert table.n.tolist() == [[2, 0]]


def test_pooling_sets_earlier_strata_first_and_keeps_this_season_s_counties():
    now = Table(
        [("A", None), ("B", None)], np.array([[1], [2]]), np.array([[3], [4]]), np.array([True])
    )
    then = Table([("B", None)], np.array([[5]]), np.array([[6]]), np.array([True]))
    both = pooled(now, [then])
    assert both.x.tolist() == [[0, 1], [5, 2]]
    assert both.n.tolist() == [[0, 3], [6, 4]]
    assert both.current.tolist() == [False, True]
    assert both.seasons == 2


def test_a_season_s_strata_are_pooled_as_strata_of_one_test():
    x, n = np.array([[[4, 3], [1, 2]]]), np.array([[9, 8], [9, 8]])
    assert exact_p(x, n)[0, 0] < min(
        exact_p(x[:, :, :1], n[:, :1])[0, 0], exact_p(x[:, :, 1:], n[:, 1:])[0, 0]
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_change_that_is_told_ends_or_reaches_the_level_and_a_smaller_one_does_not(seed):
    rng = np.random.default_rng(seed)
    n = rng.integers(8, 16, (9, 2))
    x = rng.binomial(n, 0.12)
    x[0] = rng.binomial(n[0], 0.5)
    table = Table([(str(c), None) for c in range(9)], x, n, np.ones(2, bool))
    rule = RULES["escape"]
    level = judged(x[None], n, rule, table.current).level[0]
    found = changes(table, rule, level)
    for place in range(9):
        for step, told in ((-1, found[place].to_clear), (1, found[place].to_trigger)):
            assert told == smallest(x, n, rule, place, step, int(level[place])), (place, step)


def smallest(x, n, rule, place, step, level):
    """Try every way of laying out every number of cases."""
    if step < 0 and not level:
        return None
    room = x[place] if step < 0 else n[place] - x[place]
    ways = sorted(
        ((a, b) for a in range(room[0] + 1) for b in range(room[1] + 1) if a + b),
        key=sum,
    )
    tried = np.repeat(x[None], len(ways), axis=0)
    tried[:, place] += step * np.array(ways)
    reached = judged(tried, n, rule, np.ones(2, bool)).level[:, place]
    return next(
        (sum(way) for way, now in zip(ways, reached, strict=True) if step * now > step * level),
        None,
    )


def test_both_versions_of_a_rule_are_told_apart_by_their_version():
    newer = msgspec.structs.replace(RULES["escape"], version=2, minimum_n=100)
    n, x = np.full((9, 1), 30), np.full((9, 1), 2)
    x[0] = 15
    current = np.ones(1, bool)
    assert judged(x[None], n, RULES["escape"], current).level[0, 0] == RED
    assert judged(x[None], n, newer, current).level[0, 0] == 0
