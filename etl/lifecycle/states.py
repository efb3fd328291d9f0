"""The flag's life as a table: which step leads from which state to which, and whose step it is."""

from dataclasses import dataclass
from enum import StrEnum

from etl.actor import Account
from etl.errors import UserError

OFFICE, COUNTY = "office", "county"
WHO = {OFFICE: "州职改办", COUNTY: "该县市的经办人"}


class State(StrEnum):
    """Where a flag stands; the last two end a round."""

    HINTED = "提示"
    CHECKED = "核数"
    NOTIFIED = "告知"
    EXPLAINED = "说明"
    REVIEWED = "复核"
    CONFIRMED = "确认"
    WITHDRAWN = "撤销"


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
    Step.HINT: Rule("提示", OFFICE, frozenset({None, State.WITHDRAWN}), State.HINTED),
    Step.CHECK: Rule("核数", OFFICE, frozenset({State.HINTED}), State.CHECKED),
    # Again after the first time only when the evidence has changed since (acts.py).
    Step.NOTIFY: Rule("告知", OFFICE, frozenset(_OPEN[1:]), State.NOTIFIED),
    # A county may add to its explanation while its clock runs.
    Step.EXPLAIN: Rule(
        "说明", COUNTY, frozenset({State.NOTIFIED, State.EXPLAINED}), State.EXPLAINED
    ),
    # Without an explanation only once the county's clock has run out (acts.py).
    Step.REVIEW: Rule("复核", OFFICE, frozenset({State.NOTIFIED, State.EXPLAINED}), State.REVIEWED),
    Step.CONFIRM: Rule("确认", OFFICE, frozenset({State.REVIEWED}), State.CONFIRMED),
    # A confirmed decision falls only by another named person's document (acts.py).
    Step.WITHDRAW: Rule("撤销", OFFICE, frozenset({*_OPEN, State.CONFIRMED}), State.WITHDRAWN),
    Step.PROPOSE: Rule("拟提请核减", OFFICE, frozenset({State.CONFIRMED}), State.CONFIRMED),
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
    if actor.role != rule.role:
        raise UserError(
            f"“{rule.title}”由{WHO[rule.role]}办理，当前身份是“{actor.name}”。",
            "换有权办理的人来办。",
        )
    if county_code not in actor.scope.counties:
        raise UserError(
            f"“{rule.title}”只能由该县市自己办理，当前身份是“{actor.name}”。",
            "换该县市的经办人来办。",
        )
    if state not in rule.from_states:
        now = f"现在是“{state}”" if state else "还没有提示"
        wanted = "、".join(known for known in State if known in rule.from_states) or "尚未提示"
        raise UserError(
            f"这一条{now}，不能“{rule.title}”。",
            f"“{rule.title}”接在这些状态之后：{wanted}。可能别人刚办过，刷新页面再看。",
        )
    return rule.to
