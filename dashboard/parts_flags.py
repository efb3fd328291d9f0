"""What the page 预警 is put together from: one flag explained, its life, and the trial of thresholds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard import (
    acting,
    flagged,
    lists,
    parts,
    pieces,
    pieces_data,
    queries_flags,
    sentences_acts,
    session,
    tables_flags,
)
from dashboard import pieces_flags as piece
from dashboard import sentences_flags as say
from dashboard.selection import Selection
from etl.actor import Account
from etl.flags.judge import Flag
from etl.lifecycle.acts import Desk
from etl.lifecycle.frozen import flag_id
from etl.lifecycle.records import FlagAct, Life, as_it_was
from etl.scope import Scope
from etl.seasons.flag_rule import FlagRule


@dataclass(frozen=True)
class Desktop:
    """What one run of the page works with."""

    chosen: Selection
    scope: Scope
    actor: Account
    desk: Desk
    known: dict[str, Life]
    rules: tuple[FlagRule, ...]
    address: Callable[..., str]


def sheet(top: Desktop, made: flagged.Sheet, asked: str | None) -> None:
    """One rule with its counties; the chosen cell is marked."""

    def address(flag: Flag) -> str:
        return top.address(flag=flagged.key(flag))

    here = top.address(flag=asked)
    parts.html(piece.sheet(made, top.chosen.names, address, here))


def explain(
    top: Desktop, flag: Flag, rows: Sequence[flagged.Row], course: Sequence[Flag] = ()
) -> None:
    """The figures, what carries them, and the rows; the same for now and for then."""
    counted = session.ask(queries_flags.counted)
    rule = next((each for each in top.rules if flagged.is_under(flag, each)), None)
    parts.html(piece.explanation(flag, rule, [*say.told(flag), *say.course(course)]))
    if flag.level == flagged.NOT_EVALUATED:
        return
    with st.expander("只凭偶然的机会有多大"):
        parts.caption(say.chances(flag))
    left, right = st.columns(2, gap="large")
    for column, title, by in ((left, "单位", "unit"), (right, "原因", "cause")):
        made = tables_flags.carried(rows, flag, title, by, counted)
        if made[1]:
            with column:
                parts.html(piece.subtitle(f"由哪些{title}造成"))
                parts.html(lists.tight(made, f"由哪些{title}造成"))
    title = say.flag_title(flag, top.chosen.names)
    shown = tables_flags.behind(rows, flag, top.chosen.names)
    with st.expander(say.rows_title(shown[1], flag, counted)):
        parts.html(lists.html(shown, title, "没有这样的行。"))
    book = partial(tables_flags.workbook, rows, flag, counted, top.chosen, title)
    name = tables_flags.file_name(flag, top.chosen)
    st.download_button("下载证据行", book, name, key="rows")


def now(top: Desktop, flag: Flag) -> None:
    """A flag of this version, its life, and the form of the next step."""
    counted = session.ask(queries_flags.counted)
    parts.section(say.flag_title(flag, top.chosen.names), say.measured(flag, counted))
    course = session.ask(queries_flags.course, top.scope, flag, top.rules)
    explain(top, flag, session.ask(queries_flags.lines, top.scope, flag), course)
    if flag.level != flagged.NOT_EVALUATED:
        _life(top, flag, top.known.get(flag_id(flag).key))


def then(top: Desktop, life: Life, act: FlagAct) -> None:
    """A flag exactly as it was when an act was recorded."""
    thawed = as_it_was(top.desk.register, act)
    flag = Flag(**thawed.flag)
    counted = session.ask(queries_flags.counted)
    parts.section(say.flag_title(flag, top.chosen.names), say.measured(flag, counted))
    back = top.address(flag=flagged.life_key(life), day=flag.decision_day)
    parts.html(piece.past(sentences_acts.past(act), back))
    explain(top, flag, thawed.rows)


def _life(top: Desktop, flag: Flag, life: Life | None) -> None:
    """Where it stands, whose turn it is, what was done, and what may be done next."""
    limits, today = top.desk.limits(flag.season), acting.now().date()
    running = life.clock(today, limits, top.desk.calendar) if life else None
    parts.html(
        piece.subtitle(
            f"办理：{sentences_acts.state(life)}",
            sentences_acts.clock(running, today, top.desk.calendar),
        )
    )
    parts.html(piece.lifeline(life))
    acting.told()
    names, whole = top.chosen.names, top.chosen.whole
    if life:
        made = tables_flags.acts(life, names, partial(top.address, flag=flagged.key(flag)))
        parts.html(pieces_data.words_table(*made, "办理经过", "acts"))
    if flag.day != flag.decision_day:
        there = top.address(flag=flagged.key(flag), day=flag.decision_day)
        parts.html(piece.to_decision_day(flag, there))
    elif life or flag.level in flagged.RAISED:
        case = session.ask(queries_flags.case, top.chosen.version, flag)
        allotted = session.ask(
            queries_flags.allotted, whole, flag.season, flag.day, flag.county_code
        )
        acting.step_form(top.desk, case, life, top.actor, acting.Limits(allotted, names))


def trial(top: Desktop, flags: Sequence[Flag]) -> None:
    """Try other thresholds of one rule; nothing of it is kept."""
    titles = {f"{rule.title}（第 {rule.version} 版）": rule for rule in top.rules}
    with st.container(key="trial"):
        title = st.selectbox("规则", list(titles), key="trial-rule", width=320)
        rule = titles[title]
        ours = flagged.own(flags, rule)
        made = flagged.tried(rule, *_thresholds(rule))
    asked = (top.scope, top.chosen.season, top.chosen.day, (made,))
    found = flagged.compared(ours, session.ask(queries_flags.flags, *asked))
    parts.html(pieces.title(say.trial_title(found), say.TRIAL_CAPTION))
    lines = tables_flags.trial(found, top.chosen.names)
    if lines[1]:
        parts.html(lists.tight(lines, "模拟"))


def _thresholds(rule: FlagRule) -> tuple[Any, ...]:
    """Four sliders that begin at the values in force."""
    mark = f"{rule.id}-{rule.version}"
    first, second, third, fourth = st.columns(4, gap="large")
    q = first.slider(
        "建议核查：q 不超过", 0.001, 0.1, rule.red.q, 0.001, "%.3f", key=f"trial-q-{mark}"
    )
    excess = second.slider(
        f"建议核查：至少多出（{rule.measure}）", 0.0, 10.0, float(rule.red.excess), 0.5, "%.1f",
        key=f"trial-excess-{mark}",
    )  # fmt: skip
    p = third.slider(
        "关注：p 不超过", 0.001, 0.1, rule.amber.p, 0.001, "%.3f", key=f"trial-p-{mark}"
    )
    least = fourth.slider("最少的分母", 1, 40, rule.minimum_n, key=f"trial-n-{mark}")
    return q, p, excess, least
