"""Sentences of a flag's life: whose turn it is, what was done and said, what is proposed."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from dashboard import formats
from dashboard.pieces import found
from dashboard.words import capital, mark, say
from dashboard.words.filling import fill
from etl.actor import demo_accounts
from etl.calendar_days import WorkingDays
from etl.lifecycle.clocks import Clock
from etl.lifecycle.records import FlagAct, Life
from etl.lifecycle.states import RULES, WHO, State

Names = Mapping[str, str]
REGISTER_CAPTION = mark(
    "提示 → 核数 → 告知 → 说明 → 复核 → 确认或撤销。"
    "确认不等于核减：拟提请核减多少，以研究意见为准。"
)


def clock(running: Clock | None, day: date, calendar: WorkingDays) -> str:
    """Whose turn it is, by when, and how many working days are left."""
    if running is None:
        return ""
    told = say(
        "等{who}办理“{step}”，期限 {due}",
        who=say(WHO[running.role]),
        step=say(RULES[running.step].title),
        due=formats.day_full(running.due),
    )
    if running.is_past(day):
        return say("{told}，已过期限", told=told)
    left = calendar.working_days_between(day, running.due)
    return say("{told}，连今天还有 {n} 个工作日", told=told, n=left)


def state(life: Life | None) -> str:
    return say(life.state.value) if life and life.state else say("尚未提示")


def who(name: str) -> str:
    """A demo account as the reader calls it; everybody else as recorded."""
    return say(next((each.name for each in demo_accounts() if each.name == name), name))


def act_words(act: FlagAct, names: Names) -> str:
    """What the person wrote or decided, as HTML: what was typed stands letter by letter."""
    told = [found(act.reply or ""), found(act.note)]
    if act.decided_by:
        by, number = found(act.decided_by), found(act.document_no)
        told.append(_filled(say("决定人 {by}，文号 {number}"), by=by, number=number))
    if act.places is not None:
        told.append(_proposed(act, names[act.series_code or ""]))
    return capital(formats.semicolon(filter(None, told))) or formats.NOTHING


def _proposed(act: FlagAct, series: str) -> str:
    """A proposal is never told as a fact."""
    typed = {"series": escape(series), "reason": found(act.reason or "")}
    if not act.places:
        return _filled(say("{series}：收回拟提请（{reason}）"), **typed)
    return _filled(
        say(
            "拟提请核减{series} {places} 个（本年度下达 {allocated} 个），理由：{reason}。以研究意见为准"
        ),
        places=f"{act.places}",
        allocated=f"{act.allocated}",
        **typed,
    )


def _filled(told: str, **inside: str) -> str:
    """Fill a told template with finished pieces of HTML."""
    return fill(escape(told), inside)


def past(act: FlagAct) -> str:
    """Head what is shown exactly as it was when an act was recorded."""
    return say(
        "当时的样子：{at} {who}登记“{step}”时，规则第 {rule} 版，数据版本 {version}。"
        "以后的数据不改变这里的数字和行。",
        at=f"{act.at:%Y-%m-%d %H:%M}",
        who=who(act.name),
        step=say(RULES[act.step].title),
        rule=act.rule_version,
        version=act.warehouse_version.split("-")[-1],
    )


def register_title(known: Sequence[Life]) -> str:
    if not known:
        return say("还没有登记过提示")
    final = (State.CONFIRMED, State.WITHDRAWN)
    running = sum(life.state not in final for life in known)
    return say(
        "已登记 {n} 项：{running} 项在办，{done} 项已有结论",
        n=len(known),
        running=running,
        done=len(known) - running,
    )
