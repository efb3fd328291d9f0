"""The flag's life as a table: which step leads from which state to which, and whose step it is."""

from dataclasses import dataclass
from enum import StrEnum

from etl.actor import Account
from etl.errors import UserError
from etl.told import Told, listed, mark, told

OFFICE, COUNTY = "office", "county"
WHO = {OFFICE: mark("州职改办"), COUNTY: mark("该县市的经办人")}


class State(StrEnum):
    """Where a flag stands; the last two end a round."""

    HINTED = mark("提示")
    CHECKED = mark("核数")
    NOTIFIED = mark("告知")
    EXPLAINED = mark("说明")
    REVIEWED = mark("复核")
    CONFIRMED = mark("确认")
    WITHDRAWN = mark("撤销")


class Step(StrEnum):
    """What a person does; the value is the act's kind in the log."""

    HINT = "flag.hint"
    CHECK = "flag.check"
    NOTIFY = "flag.notify"
    EXPLAIN = "flag.explain"
    REVIEW = "flag.review"
    CONFIRM = "flag.confirm"
    WITHDRAW = "flag.withdraw"
    PROPOSE = "flag.propose"


@dataclass(frozen=True)
class Rule:
    """One step: its title, who takes it, from which states (None: no round yet) and where it leads."""

    title: str
    role: str
    from_states: frozenset[State | None]
    to: State


_OPEN = (State.HINTED, State.CHECKED, State.NOTIFIED, State.EXPLAINED, State.REVIEWED)
RULES: dict[Step, Rule] = {
    Step.HINT: Rule(mark("提示"), OFFICE, frozenset({None, State.WITHDRAWN}), State.HINTED),
    Step.CHECK: Rule(mark("核数"), OFFICE, frozenset({State.HINTED}), State.CHECKED),
    # Again after the first time only when the evidence has changed since (acts.py).
    Step.NOTIFY: Rule(mark("告知"), OFFICE, frozenset(_OPEN[1:]), State.NOTIFIED),
    # A county may add to its explanation while its clock runs.
    Step.EXPLAIN: Rule(
        mark("说明"), COUNTY, frozenset({State.NOTIFIED, State.EXPLAINED}), State.EXPLAINED
    ),
    # Without an explanation only once the county's clock has run out (acts.py).
    Step.REVIEW: Rule(
        mark("复核"), OFFICE, frozenset({State.NOTIFIED, State.EXPLAINED}), State.REVIEWED
    ),
    Step.CONFIRM: Rule(mark("确认"), OFFICE, frozenset({State.REVIEWED}), State.CONFIRMED),
    # A confirmed decision falls only by another named person's document (acts.py).
    Step.WITHDRAW: Rule(
        mark("撤销"), OFFICE, frozenset({*_OPEN, State.CONFIRMED}), State.WITHDRAWN
    ),
    Step.PROPOSE: Rule(mark("拟提请核减"), OFFICE, frozenset({State.CONFIRMED}), State.CONFIRMED),
}


def may_act(step: Step, actor: Account, county_code: str) -> bool:
    """Tell whether the step is this account's for a flag of that county."""
    return actor.role == RULES[step].role and county_code in actor.scope.counties


def steps_open(state: State | None, actor: Account, county_code: str) -> list[Step]:
    """List the steps that role and state allow; clocks and evidence may still forbid one."""
    return [
        step
        for step, rule in RULES.items()
        if state in rule.from_states and may_act(step, actor, county_code)
    ]


def require_allowed(step: Step, state: State | None, actor: Account, county_code: str) -> State:
    """Give the state that the step leads to; refuse it to other roles, counties and states."""
    rule = RULES[step]
    title, who = told(rule.title), told(WHO[rule.role])
    if actor.role != rule.role:
        raise UserError(
            told(
                "“{step}”由{who}办理，当前身份是“{actor}”。",
                step=title,
                who=who,
                actor=_name(actor),
            ),
            told("换有权办理的人来办。"),
        )
    if county_code not in actor.scope.counties:
        raise UserError(
            told(
                "“{step}”只能由该县市自己办理，当前身份是“{actor}”。",
                step=title,
                actor=_name(actor),
            ),
            told("换该县市的经办人来办。"),
        )
    if state not in rule.from_states:
        raise UserError(_out_of_turn(title, state), _in_turn(title, rule))
    return rule.to


def _name(actor: Account) -> Told:
    return actor.name if isinstance(actor.name, Told) else told(actor.name)


def _out_of_turn(title: Told, state: State | None) -> Told:
    if state:
        return told("这一条现在是“{state}”，不能“{step}”。", state=told(state.value), step=title)
    return told("这一条还没有提示，不能“{step}”。", step=title)


def _in_turn(title: Told, rule: Rule) -> Told:
    known = [told(state.value) for state in State if state in rule.from_states]
    return told(
        "“{step}”接在这些状态之后：{wanted}。可能别人刚办过，刷新页面再看。",
        step=title,
        wanted=listed(known) if known else told("尚未提示"),
    )
