"""Where a person acts on a flag: whose account, at what moment, and the form of the next step."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from dashboard import choices, formats, mistakes, parts, pieces, sentences_acts, settings, signed_in
from dashboard.words import capital, mark, say
from etl.actor import Account, acting_account, demo_accounts
from etl.errors import UserError
from etl.lifecycle.acts import Desk, take
from etl.lifecycle.conditions import Said
from etl.lifecycle.frozen import Case
from etl.lifecycle.proposals import Ask, active, most_places, propose
from etl.lifecycle.records import Life, lives
from etl.lifecycle.states import RULES, State, Step, steps_open
from etl.register import BEIJING
from etl.scope import Scope

NOTICE, CHOSEN = "flag-notice", "flag-step"
NOBODY = mark("只看，不办理")
FORWARDED = ("X-Forwarded-For", "X-Real-Ip", "Forwarded")
HELP = {
    Step.HINT: mark("登记后进入核数；数字和证据行一并留存。"),
    Step.CHECK: mark("逐件核对证据行与原件相符。"),
    Step.NOTIFY: mark("告知县市；说明的期限从今天起算（今天不计）。"),
    Step.EXPLAIN: mark("说明只能由该县市办理，期限内可以补充。"),
    Step.REVIEW: mark("对照说明再看一遍，写下复核意见。"),
    Step.CONFIRM: mark("确认要有决定人和文号。确认不等于核减。"),
    Step.WITHDRAW: mark("撤销要写理由；证据行不变，撤销一直有效。"),
    Step.PROPOSE: mark("只是拟提请，以研究意见为准；名额没用完从来不是理由。"),
}


@dataclass(frozen=True)
class Limits:
    """What a proposal is measured by: this season's places per series of the flag's county."""

    allotted: Mapping[str, int]
    names: Mapping[str, str]


def now() -> datetime:
    return datetime.now(BEIJING)


def is_loopback() -> bool:
    """Tell whether server and reader are this machine itself, with nothing forwarding in between."""
    if any(st.context.headers.get(name) for name in FORWARDED):
        return False
    reader = st.context.ip_address  # none for a reader on this machine
    return _is_loop(settings.value("server.address")) and (reader is None or _is_loop(reader))


def _is_loop(address: str | None) -> bool:
    try:
        return address == "localhost" or ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def account() -> Account:
    """Take whoever is logged in; in the demo offer its accounts, on this machine only."""
    if not signed_in.is_demo():
        return signed_in.account()
    if not is_loopback():
        return acting_account(None, is_loopback=False)
    known = {each.id: each.name for each in demo_accounts()}
    with st.container(key="filters-actor"):
        chosen = choices.pick(
            say("以谁的身份（演示）"),
            [None, *known],
            "actor",
            lambda each: known.get(each or "", NOBODY),
            width=320,
        )
    return acting_account(chosen, is_loopback=True)


def in_address(actor: Account) -> str | None:
    """Name a demo account in addresses; who is logged in never stands in one."""
    return say(actor.name) if actor.id and signed_in.is_demo() else None


def seen_by(actor: Account, scope: Scope) -> Scope:
    """Narrow what is shown to what the acting account may see."""
    if not actor.id:
        return scope
    own = actor.scope
    return Scope(
        own.role,
        scope.counties & own.counties,
        scope.series & own.series,
        scope.sees_persons and own.sees_persons,
    )


def notice() -> None:
    """Say what has just been recorded."""
    if said := st.session_state.pop(NOTICE, None):
        parts.html(pieces.tag("p", pieces.text(said), class_="notice", role="status"))


def step_form(desk: Desk, case: Case, life: Life | None, actor: Account, limits: Limits) -> None:
    """The form of one of the steps that are open to the account."""
    state = life.state if life else None
    steps = steps_open(state, actor, case.flag.county_code)
    if not steps:
        if actor.id:
            now_at, who = sentences_acts.state(life), say(actor.name)
            parts.caption(say("现在是“{state}”，没有轮到{who}办理的步骤。", state=now_at, who=who))
        return
    kept = st.session_state.get(CHOSEN)  # what is being written survives another person's act
    step = st.segmented_control(
        say("办理"),
        steps,
        key=f"step-{state}-{actor.id}",
        default=kept if kept in steps else steps[0],
        required=True,
        format_func=lambda each: capital(say(RULES[each].title)),
        label_visibility="collapsed",
    )
    st.session_state[CHOSEN] = step
    with st.form(f"act-{step.value.split('.')[1]}", border=False, enter_to_submit=False):
        parts.caption(say(HELP[step]))
        if step is Step.PROPOSE:
            ask, said = _proposal(desk, case, limits), Said()
        else:
            ask, said = None, _said(step, state)
        if st.form_submit_button(say("登记：{step}", step=say(RULES[step].title))):
            _record(desk, case, actor, step, said, ask)


def _said(step: Step, state: State | None) -> Said:
    note = reply = decided_by = document_no = ""
    if step is Step.EXPLAIN:
        reply = st.text_area(capital(say("县市说明")), key="said-reply")
    elif step in (Step.REVIEW, Step.WITHDRAW):
        name = say("复核意见") if step is Step.REVIEW else say("撤销的理由")
        note = st.text_area(capital(name), key=f"said-{step.value}")
    else:
        note = st.text_input(capital(say("备注（可不填）")), key=f"said-{step.value}")
    if step is Step.CONFIRM or (step is Step.WITHDRAW and state is State.CONFIRMED):
        decided_by = st.text_input(capital(say("决定人")), key="said-by")
        document_no = st.text_input(capital(say("文号")), key="said-document")
    return Said(note, reply, decided_by, document_no)


def _proposal(desk: Desk, case: Case, limits: Limits) -> Ask:
    rules = desk.limits(case.flag.season)
    others = [
        each
        for each in active(lives(desk.register, case.flag.season).values())
        if each.life.id != case.id and each.county_code == case.flag.county_code
    ]
    most = {}
    for code in dict.fromkeys(row["series_code"] for row in case.rows):
        already = sum(each.places for each in others if each.series_code == code)
        most[code] = most_places(limits.allotted.get(code, 0), rules, already)
    series = st.selectbox(
        say("系列"), list(most), format_func=limits.names.__getitem__, key="ask-series"
    )
    bounds = formats.comma(
        say("{series}最多 {n} 个", series=limits.names[code], n=number)
        for code, number in most.items()
    )
    bound = say(
        "不超过本年度下达的 {percent}%（不足一个按一个计），至少保留 {n} 个（本地设定）。填 0 收回。",
        percent=rules.reduction_cap_percent,
        n=rules.reduction_floor,
    )
    parts.caption(formats.sentences([formats.sentence(bounds), bound]))
    label = capital(say("拟提请核减（个）"))
    places = st.number_input(label, min_value=0, value=0, step=1, key="ask-places")
    reason = st.text_area(capital(say("理由")), key="ask-reason")
    return Ask(series, int(places), limits.allotted.get(series, 0), reason)


def _record(
    desk: Desk, case: Case, actor: Account, step: Step, said: Said, ask: Ask | None
) -> None:
    """Record, or say why not; a refusal keeps what was typed."""
    try:
        if ask:
            propose(desk, case, ask, actor, now())
        else:
            take(desk, step, case, actor, now(), said)
    except UserError as error:
        refused = say("没有登记：{mistake}", mistake=mistakes.told(error))
        parts.html(pieces.tag("p", pieces.text(refused), class_="notice", role="alert"))
        return
    step_title, who = say(RULES[step].title), say(actor.name)
    st.session_state[NOTICE] = say("已登记：{step}（{who}）。", step=step_title, who=who)
    st.rerun()
