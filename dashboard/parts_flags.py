"""What the page 预警 is put together from: one flag explained, its life, and the trial of thresholds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard import (
    acting,
    evidence_book,
    flagged,
    formats,
    lists,
    parts,
    pieces,
    queries_flags,
    sentences_acts,
    sentences_facts,
    session,
    tables_flags,
)
from dashboard import pieces_flags as piece
from dashboard import sentences_flags as sentences
from dashboard.selection import Selection
from dashboard.words import capital, here, mark, say
from etl.actor import Account
from etl.flags.facts import Fact
from etl.flags.judge import Flag
from etl.lifecycle.acts import Desk
from etl.lifecycle.frozen import flag_id
from etl.lifecycle.records import FlagAct, Life, as_it_was
from etl.scope import Scope
from etl.seasons.flag_rule import FlagRule

CARRIED = {"unit": mark("由哪些单位造成"), "cause": mark("由哪些原因造成")}


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

    parts.html(piece.sheet(made, top.chosen.names, address, top.address(flag=asked)))


def explain(
    top: Desktop, flag: Flag, rows: Sequence[flagged.Row], course: Sequence[Flag] = ()
) -> None:
    """The figures, what carries them, and the rows; the same for now and for then."""
    counted = session.ask(queries_flags.counted)
    rule = next((each for each in top.rules if flagged.is_under(flag, each)), None)
    parts.html(piece.explanation(flag, rule, [*sentences.lines(flag), *sentences.course(course)]))
    if flag.level == flagged.NOT_EVALUATED:
        return
    with st.expander(say("只凭偶然的机会有多大")):
        parts.caption(sentences.chances(flag))
    _carried(
        {title: tables_flags.carried(rows, flag, by, counted) for by, title in CARRIED.items()}
    )
    title = capital(sentences.flag_title(flag, top.chosen.names))
    for head, shown in tables_flags.lists_behind(rows, flag, rule, top.chosen.names, counted):
        with st.expander(capital(head)):
            parts.html(lists.html(shown, title, say("没有这样的行。")))
    book = here(partial(evidence_book.workbook, rows, flag, counted, top.chosen, title))
    name = evidence_book.file_name(flag, top.chosen)
    parts.download(say("下载证据行"), book, name, "rows", "evidence", rows=len(rows))


def _carried(tables: Mapping[str, lists.Made]) -> None:
    """Side by side what has lines."""
    shown = {title: made for title, made in tables.items() if made[1]}
    for column, (title, made) in zip(st.columns(2, gap="large"), shown.items(), strict=False):
        with column:
            parts.html(piece.subtitle(say(title)))
            parts.html(lists.tight(made, capital(say(title))))


def now(top: Desktop, flag: Flag) -> None:
    """A flag of this version, its life, and the form of the next step."""
    counted = session.ask(queries_flags.counted)
    parts.html(piece.heading(flag, top.chosen.names, sentences.measured(flag, counted)))
    course = session.ask(queries_flags.course, top.scope, flag, top.rules)
    explain(top, flag, session.ask(queries_flags.lines, top.scope, flag), course)
    if flag.level != flagged.NOT_EVALUATED:
        _life(top, flag, top.known.get(flag_id(flag).key))


def then(top: Desktop, life: Life, act: FlagAct) -> None:
    """A flag exactly as it was when an act was recorded."""
    thawed = as_it_was(top.desk.register, act)
    flag = Flag(**thawed.flag)
    session.note_rows(f"act-{act.act_no}", thawed.rows)
    counted = session.ask(queries_flags.counted)
    parts.html(piece.heading(flag, top.chosen.names, sentences.measured(flag, counted)))
    back = top.address(flag=flagged.life_key(life), day=flag.decision_day)
    parts.html(piece.past(sentences_acts.past(act), back))
    explain(top, flag, thawed.rows)


def _life(top: Desktop, flag: Flag, life: Life | None) -> None:
    """Where it stands, whose turn it is, what was done, and what may be done next."""
    limits, today = top.desk.limits(flag.season), acting.now().date()
    running = life.clock(today, limits, top.desk.calendar) if life else None
    parts.html(
        piece.subtitle(
            formats.colon(say("办理"), sentences_acts.state(life)),
            sentences_acts.clock(running, today, top.desk.calendar),
        )
    )
    parts.html(piece.lifeline(life))
    acting.notice()
    names, whole = top.chosen.names, top.chosen.whole
    if life:
        address = partial(top.address, flag=flagged.key(flag))
        parts.html(tables_flags.acts(life, names, address))
    if flag.day != flag.decision_day:
        there = top.address(flag=flagged.key(flag), day=flag.decision_day)
        parts.html(piece.to_decision_day(flag, there))
    elif life or flag.level in flagged.RAISED:
        case = session.ask(queries_flags.case, top.chosen.version, flag)
        allotted = session.ask(
            queries_flags.allotted, whole, flag.season, flag.day, flag.county_code
        )
        acting.step_form(top.desk, case, life, top.actor, acting.Limits(allotted, names))


def to_fact(top: Desktop) -> Callable[[Fact], str]:
    """The address of the list behind a breach."""
    return lambda fact: top.address(fact=flagged.fact_key(fact))


def fact(top: Desktop, found: Fact) -> None:
    """The rows behind one breach of a county."""
    rows = session.ask(queries_flags.fact_lines, top.scope, found)
    title = capital(sentences_facts.list_title(found, rows, top.chosen.names))
    parts.section(title, sentences_facts.list_caption(found))
    parts.html(lists.html(tables_flags.fact_rows(rows, top.chosen.names), title))


def trial(top: Desktop, flags: Sequence[Flag]) -> None:
    """Try other thresholds of one rule; nothing of it is kept."""
    titles = {
        capital(say("{title}（第 {n} 版）", title=say(rule.title), n=rule.version)): rule
        for rule in top.rules
    }
    with st.container(key="trial"):
        title = st.selectbox(capital(say("规则", "one")), list(titles), key="trial-rule", width=320)
        rule = titles[title]
        ours = flagged.own(flags, rule)
        made = flagged.tried(rule, *_thresholds(rule))
    asked = (top.scope, top.chosen.season, top.chosen.day, (made,))
    found = flagged.compared(ours, session.ask(queries_flags.flags, *asked))
    parts.html(pieces.title(sentences.trial_title(found), say(sentences.TRIAL_CAPTION)))
    lines = tables_flags.trial(found, top.chosen.names)
    if lines[1]:
        parts.html(lists.tight(lines, capital(say("模拟"))))


def _thresholds(rule: FlagRule) -> tuple[Any, ...]:
    """Four sliders that begin at the values in force."""
    own = f"{rule.id}-{rule.version}"
    first, second, third, fourth = st.columns(4, gap="large")
    q = first.slider(
        say("建议核查：q 不超过"), 0.001, 0.1, rule.red.q, 0.001, "%.3f", key=f"trial-q-{own}"
    )
    excess = second.slider(
        say("建议核查：至少多出（{measure}）", measure=say(rule.measure, "measure")),
        0.0, 10.0, float(rule.red.excess), 0.5, "%.1f", key=f"trial-excess-{own}",
    )  # fmt: skip
    p = third.slider(
        say("关注：p 不超过"), 0.001, 0.1, rule.amber.p, 0.001, "%.3f", key=f"trial-p-{own}"
    )
    least = fourth.slider(say("最少的分母"), 1, 40, rule.minimum_n, key=f"trial-n-{own}")
    return q, p, excess, least
