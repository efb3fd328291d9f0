"""Sentences of a flag's life: whose turn it is, what was done and said, what is proposed."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard import formats
from etl.calendar_days import WorkingDays
from etl.lifecycle.clocks import Clock
from etl.lifecycle.records import FlagAct, Life
from etl.lifecycle.states import RULES, WHO, State

Names = Mapping[str, str]
REGISTER_CAPTION = (
    "提示 → 核数 → 告知 → 说明 → 复核 → 确认或撤销。"
    "确认不等于核减：拟提请核减多少，以研究意见为准。"
)


def clock(running: Clock | None, day: date, calendar: WorkingDays) -> str:
    """Whose turn it is, by when, and how many working days are left."""
    if running is None:
        return ""
    due = formats.day_full(running.due)
    told = f"等{WHO[running.role]}办理“{RULES[running.step].title}”，期限 {due}"
    if running.is_past(day):
        return f"{told}，已过期限"
    left = calendar.working_days_between(day, running.due)
    return f"{told}，连今天还有 {left} 个工作日"


def state(life: Life | None) -> str:
    return life.state.value if life and life.state else "尚未提示"


def act_words(act: FlagAct, names: Names) -> str:
    """What the person wrote or decided, in one cell."""
    told = [act.reply or "", act.note]
    if act.decided_by:
        told.append(f"决定人 {act.decided_by}，文号 {act.document_no}")
    if act.places is not None:
        told.append(proposed(names[act.series_code or ""], act.places, act.allocated, act.reason))
    return "；".join(filter(None, told)) or formats.NOTHING


def proposed(series: str, places: int, allocated: int | None, reason: str | None) -> str:
    """A proposal is never told as a fact."""
    if not places:
        return f"{series}：收回拟提请（{reason}）"
    told = f"拟提请核减{series} {places} 个（本年度下达 {allocated} 个）"
    return f"{told}，理由：{reason}。以研究意见为准"


def past(act: FlagAct) -> str:
    """Head what is shown exactly as it was when an act was recorded."""
    version = act.warehouse_version.split("-")[-1]
    return (
        f"当时的样子：{act.at:%Y-%m-%d %H:%M} {act.name}登记“{RULES[act.step].title}”时，"
        f"规则第 {act.rule_version} 版，数据版本 {version}。以后的数据不改变这里的数字和行。"
    )


def register_title(known: Sequence[Life]) -> str:
    if not known:
        return "还没有登记过提示"
    final = (State.CONFIRMED, State.WITHDRAWN)
    running = sum(life.state not in final for life in known)
    return f"已登记 {len(known)} 项：{running} 项在办，{len(known) - running} 项已有结论"
