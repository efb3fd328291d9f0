"""Each step is taken by its own role from its own states, and refused from every other."""

from datetime import timedelta

import pytest

from etl.actor import ANONYMOUS, Account
from etl.errors import UserError
from etl.lifecycle.acts import steps_now
from etl.lifecycle.proposals import Ask, propose
from etl.lifecycle.records import lives
from etl.lifecycle.states import RULES, State, Step, steps_open
from etl.scope import NOBODY
from tests.register.flags import HEJING, LEADER, MONDAY, OFFICE, OFFICERS, RUOQIANG, SAID, row

AFTER = {
    Step.HINT: {None: "提示", "撤销": None},  # withdrawn on the same rows: stays withdrawn
    Step.CHECK: {"提示": "核数"},
    Step.NOTIFY: {
        "核数": "告知",
        "告知": None,
        "说明": None,
        "复核": None,
    },  # again only on new rows
    Step.EXPLAIN: {"告知": "说明", "说明": "说明"},
    Step.REVIEW: {"告知": None, "说明": "复核"},  # the county's clock still runs
    Step.CONFIRM: {"复核": "确认"},
    Step.WITHDRAW: dict.fromkeys(("提示", "核数", "告知", "说明", "复核", "确认"), "撤销"),
    Step.PROPOSE: {"确认": "确认"},
}
STATES = [None, *State]


def attempt(office, step, actor=None):
    if step is Step.PROPOSE:
        return propose(
            office.desk, office.case(), Ask("SCH", 1, 10, "漏审"), actor or OFFICE, MONDAY
        )
    return office.step(step, actor=actor)


@pytest.mark.parametrize("state", STATES, ids=str)
@pytest.mark.parametrize("step", Step)
def test_a_step_leads_where_the_table_says_or_is_refused_and_leaves_no_trace(office, step, state):
    if state:
        office.until(state)
    before = office.desk.register.entries()
    expected = AFTER[step].get(state)
    if expected:
        assert attempt(office, step).state == expected
        assert len(office.desk.register.entries()) == len(before) + 1
    else:
        with pytest.raises(UserError) as refused:
            attempt(office, step)
        assert refused.value.cure
        assert office.desk.register.entries() == before


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize(
    "actor",
    [LEADER, ANONYMOUS, OFFICERS[RUOQIANG], Account("x", "无范围", "office", NOBODY)],
    ids=lambda account: account.name,
)
def test_no_step_is_open_to_another_role_county_or_scope(office, step, actor):
    state = next(iter(s for s in AFTER[step] if AFTER[step][s]))
    if state:
        office.until(State(state))
    with pytest.raises(UserError, match="当前身份是"):
        attempt(office, step, actor)
    assert steps_open(State(state) if state else None, actor, HEJING) == []


def test_the_office_never_explains_and_the_county_does_nothing_else():
    for state in STATES:
        assert Step.EXPLAIN not in steps_open(state, OFFICE, HEJING)
        assert set(steps_open(state, OFFICERS[HEJING], HEJING)) <= {Step.EXPLAIN}


def test_every_state_but_the_withdrawn_can_be_left_and_every_rule_is_tested():
    assert set(AFTER) == set(RULES)
    for step, rule in RULES.items():
        assert {s and s.value for s in rule.from_states} == set(AFTER[step])
    assert all(steps_open(state, OFFICE, HEJING) for state in STATES)


@pytest.mark.parametrize(
    ("step", "state", "lacking", "told"),
    [
        (Step.EXPLAIN, State.NOTIFIED, "reply", "没有填说明"),
        (Step.REVIEW, State.EXPLAINED, "note", "没有填复核意见"),
        (Step.CONFIRM, State.REVIEWED, "decided_by", "没有填决定人"),
        (Step.CONFIRM, State.REVIEWED, "document_no", "没有填文号"),
        (Step.WITHDRAW, State.CHECKED, "note", "没有填撤销的理由"),
        (Step.WITHDRAW, State.CONFIRMED, "document_no", "没有填文号"),
    ],
)
def test_a_step_without_its_words_is_refused(office, step, state, lacking, told):
    office.until(state)
    said = type(SAID)(**{**SAID.__dict__, lacking: " \n "})
    with pytest.raises(UserError, match=told):
        office.step(step, said=said)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"level": "grey"}, "没有达到"),
        ({"level": "none"}, "没有达到"),
        ({"level": "not_evaluated"}, "没有达到"),
        ({"is_decision_day": False}, "过程提示"),
        ({"ground": "名额未用完"}, "不是核减的理由"),
        ({"evidence": ("idle",)}, "不是核减的理由"),
        ({"evidence": ("wasted", "remaining")}, "不是核减的理由"),
    ],
)
def test_what_is_no_flag_is_never_hinted(office, fields, told):
    case = office.case()
    with pytest.raises(UserError, match=told):
        office.step(Step.HINT, type(case)(type(case.flag)(**fields), case.rows, case.version))


def test_amber_may_be_hinted_and_a_flag_without_rows_may_not(office):
    with pytest.raises(UserError, match="没有达到"):
        office.step(Step.HINT, office.case(rows=()))
    amber = type(office.case().flag)(level="amber")
    assert office.step(Step.HINT, office.case(amber)).state == "提示"


def test_who_when_what_and_the_versions_are_kept_with_each_act(office):
    office.until(State.CONFIRMED)
    (life,) = lives(office.desk.register, 2022).values()
    assert [act.step for act in life.acts] == list(Step)[:6]
    for act in life.acts:
        assert act.at == MONDAY
        assert (act.rule_version, act.warehouse_version) == ("1", "20221212T080000-aaaaaaaa")
    explained, confirmed = life.acts[3], life.acts[5]
    assert (explained.name, explained.role, explained.reply) == (
        "和静县人社局（演示）",
        "county",
        "已补齐",
    )
    assert (confirmed.decided_by, confirmed.document_no) == ("王主任", "巴职改〔2022〕9号")
    assert lives(office.desk.register, 2021) == {}


def test_numbers_of_people_and_control_characters_never_reach_the_register(office):
    office.until(State.NOTIFIED)
    reply = "张三\x00 652827199001011234\u202e\r\n电话 13812345678"
    life = office.step(Step.EXPLAIN, said=type(SAID)(reply=reply))
    assert life.acts[-1].reply == "张三 已隐去(18 位)\n电话 已隐去(11 位)"


def test_a_text_of_two_thousand_characters_is_taken_and_one_more_is_not(office):
    office.until(State.NOTIFIED)
    with pytest.raises(UserError, match="2001 字"):
        office.step(Step.EXPLAIN, said=type(SAID)(reply="字" * 2001))
    assert office.step(Step.EXPLAIN, said=type(SAID)(reply="字" * 2000)).state == "说明"


def test_flags_of_other_counties_units_poolings_and_days_live_their_own_lives(office):
    case = office.case()
    flag = type(case.flag)
    office.step(Step.HINT, case)
    for other in (
        flag(county_code=RUOQIANG), flag(grain="unit", unit="一中"), flag(pooled=3),
        flag(rule_id="late"),
    ):  # fmt: skip
        assert len(office.step(Step.HINT, office.case(other, (row(9),))).acts) == 1
    assert len(lives(office.desk.register)) == 5


def test_steps_tell_whether_they_have_to_wait_and_why(office):
    life = office.until(State.NOTIFIED)
    day, known = MONDAY.date(), {life.id.key: life}

    def now(actor, case=None, day=day):
        return steps_now(office.desk, known, case or office.case(), actor, day)

    assert now(OFFICERS[HEJING]) == {Step.EXPLAIN: ""}
    waiting = now(OFFICE)
    assert (list(waiting), waiting[Step.WITHDRAW]) == (
        [Step.NOTIFY, Step.REVIEW, Step.WITHDRAW],
        "",
    )
    assert "可以说明到 2022-12-19" in waiting[Step.REVIEW]
    assert now(OFFICE, day=day + timedelta(days=8))[Step.REVIEW] == ""
    assert now(OFFICE, office.case(rows=(row(9),)))[Step.NOTIFY] == ""
    assert now(LEADER) == {}
