"""Proposals: only under a confirmed decision, within floor and cap, shown as proposed and nothing more."""

import pytest

from etl.errors import UserError
from etl.lifecycle.proposals import Ask, most_places, proposals_for, propose
from etl.lifecycle.states import State, Step
from etl.seasons import load_season
from tests.register.flags import HEJING, MONDAY, OFFICE, RUOQIANG, Flag, row

LIMITS = load_season(2022).flag_life  # cap 20 %, floor 1


def ask(office, series="SCH", places=1, allocated=10, reason="漏审较重", case=None):
    return propose(
        office.desk, case or office.case(), Ask(series, places, allocated, reason), OFFICE, MONDAY
    )


def proposed(office, season=2023):
    return [
        (p.county_code, p.series_code, p.places)
        for p in proposals_for(office.desk.register, season)
    ]


@pytest.mark.parametrize(
    ("allocated", "already", "most"),
    [
        (0, 0, 0), (1, 0, 0), (2, 0, 1), (5, 0, 1), (6, 0, 2), (10, 0, 2), (11, 0, 3), (60, 0, 12),
        (10, 1, 1), (10, 2, 0), (10, 3, 0),
    ],
)  # fmt: skip
def test_the_cap_takes_a_part_for_a_whole_and_the_floor_keeps_one(allocated, already, most):
    assert most_places(allocated, LIMITS, already) == most


def test_a_floor_above_the_cap_wins():
    strict = type(LIMITS)(**{
        **{name: getattr(LIMITS, name) for name in LIMITS.__struct_fields__},
        "reduction_cap_percent": 100, "reduction_floor": 3,
    })  # fmt: skip
    assert [most_places(n, strict) for n in (2, 3, 4, 10)] == [0, 0, 1, 7]


@pytest.mark.parametrize("allocated", [5, 10])
def test_the_most_is_taken_and_one_more_is_refused_with_the_reason(office, allocated):
    office.until(State.CONFIRMED)
    most = most_places(allocated, LIMITS)
    with pytest.raises(UserError, match=f"最多可拟提请核减 {most} 个，填的是 {most + 1} 个") as no:
        ask(office, places=most + 1, allocated=allocated)
    assert "20%" in no.value.cure
    assert "本地设定" in no.value.cure
    ask(office, places=most, allocated=allocated)
    assert proposed(office) == [(HEJING, "SCH", most)]


def test_the_last_place_is_never_proposed_away(office):
    office.until(State.CONFIRMED)
    with pytest.raises(UserError, match="最多可拟提请核减 0 个"):
        ask(office, allocated=1)


@pytest.mark.parametrize("state", [s for s in State if s is not State.CONFIRMED])
def test_nothing_is_proposed_before_a_decision_or_after_its_withdrawal(office, state):
    office.until(state)
    with pytest.raises(UserError, match="不能“拟提请核减”"):
        ask(office)
    assert proposed(office) == []


def test_a_proposal_carries_decision_reason_and_what_it_is_measured_by(office):
    office.until(State.CONFIRMED)
    ask(office)
    (found,) = proposals_for(office.desk.register, 2023)
    assert (found.decided_by, found.document_no) == ("王主任", "巴职改〔2022〕9号")
    assert (found.reason, found.allocated, found.for_season) == ("漏审较重", 10, 2023)
    assert (found.life.id.rule_id, found.act.warehouse_version[:8]) == ("escape", "20221212")
    assert proposed(office, 2022) == proposed(office, 2024) == []


def test_a_new_proposal_of_the_series_replaces_the_old_and_none_takes_it_back(office):
    office.until(State.CONFIRMED)
    ask(office, places=2)
    ask(office, places=1)
    ask(office, "MED", 1, 3)
    assert proposed(office) == [(HEJING, "MED", 1), (HEJING, "SCH", 1)]
    ask(office, "MED", 0, 3)
    assert proposed(office) == [(HEJING, "SCH", 1)]


def test_the_bounds_hold_over_all_decisions_of_a_county_and_series(office):
    late = office.case(Flag(rule_id="late", ground="拖延报送"))
    other = office.case(Flag(county_code=RUOQIANG), (row(1, county_code=RUOQIANG),))
    for case in (None, late, other):
        office.until(State.CONFIRMED, case)
    ask(office, places=1)
    with pytest.raises(UserError, match=r"最多可拟提请核减 1 个.*其他决定已拟提请 1 个"):
        ask(office, places=2, case=late)
    ask(office, places=1, case=late)
    ask(office, places=2, case=other)
    assert len(proposed(office)) == 3


def test_a_decision_withdrawn_by_a_document_ends_its_proposals(office):
    office.until(State.CONFIRMED)
    ask(office)
    office.step(Step.WITHDRAW)
    assert proposed(office) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"reason": "  "}, "没有填拟提请核减的理由"),
        ({"series": "KG"}, "这个系列没有证据行"),
        ({"places": -1}, "不能是负数"),
    ],
)
def test_a_proposal_needs_a_reason_a_series_with_evidence_and_a_number(office, fields, told):
    office.until(State.CONFIRMED)
    with pytest.raises(UserError, match=told):
        ask(office, **fields)


def test_evidence_that_changed_since_the_decision_carries_no_proposal(office):
    office.until(State.CONFIRMED)
    with pytest.raises(UserError, match="确认以来证据行有变化"):
        ask(office, case=office.case(rows=(row(1),)))
