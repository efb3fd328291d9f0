"""周报 on flags: first of all, every way of a flag, hints called hints."""

from dataclasses import replace

import pytest

from dashboard import sentences_digest
from dashboard.digest_line import AMBER, RED
from tests.views.digest_weeks import LARGE, WEEK, con, seen_between, small_whole

__all__ = ["con", "small_whole"]


@pytest.mark.parametrize("day", LARGE)
def test_flags_stand_first_and_hints_are_called_hints(con, day):
    seen = seen_between(con, day - WEEK, day, None)
    for line in sentences_digest.tell(seen).lines:
        if line.rank[0] in (RED, AMBER):
            places_told = {(fact.place, fact.unit, fact.what) for fact in line.facts}
            decides = any(
                flag.is_decision_day
                for flag in seen.now.flags
                if (flag.county_code, flag.unit, flag.ground) in places_told
            )
            assert ("过程提示" in line.text) == (not decides)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("none", "red", "新列入“建议核查”（过程提示）：轮台县（材料缺漏）"),
        ("amber", "red", "新列入“建议核查”（过程提示）：轮台县（材料缺漏）"),
        ("grey", "amber", "新列入“关注”（过程提示）：轮台县（材料缺漏）"),
        ("red", "amber", "由“建议核查”降为“关注”：轮台县（材料缺漏）"),
        ("red", "none", "解除预警：轮台县（材料缺漏）"),
        ("amber", "grey", "解除预警：轮台县（材料缺漏）"),
        ("amber", "not_evaluated", "原有预警转为暂不评价：轮台县（材料缺漏）"),
        ("none", "grey", None),
        ("none", "not_evaluated", None),
        ("red", "red", None),
    ],
)
@pytest.mark.parametrize("unit", [None, "某校"])
def test_every_way_of_a_flag_is_told(season_2022, before, now, said, unit):
    day = LARGE[0]
    seen = seen_between(season_2022, day, day, None)
    [one] = [f for f in seen.now.flags if f.county_code == "652822" and not f.unit][:1]

    def flagged(level):
        flag = replace(one, level=level, ground="材料缺漏", unit=unit, is_decision_day=False)
        return replace(seen.base, flags=(flag,))

    first = flagged(before)
    seen = replace(seen, then=first, base=first, now=flagged(now))
    if said and unit:
        said = said.replace("轮台县（", "轮台县 1 个单位（")
    assert [line.text for line in sentences_digest.tell(seen).lines if "flag" in kinds(line)] == (
        [said] if said else []
    )


def kinds(line):
    return {fact.kind for fact in line.facts}
