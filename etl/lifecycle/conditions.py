"""What a step needs beyond role and state: its clock, unchanged evidence, and the words that go with it."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from etl.calendar_days import WorkingDays
from etl.errors import UserError
from etl.lifecycle.clocks import explain_until
from etl.lifecycle.frozen import Case
from etl.lifecycle.records import Life, withdrawn_on
from etl.lifecycle.states import State, Step
from etl.reading.masking import masked
from etl.seasons.season import FlagLife
from etl.told import mark, told

GROUNDS = ("材料缺漏", "拖延报送", "名额浪费")
RAISED_LEVELS = ("red", "amber")
NEVER_A_GROUND = ("idle", "remaining")
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Said:
    """What the actor writes; which of it a step needs is checked when the step is taken."""

    note: str = ""
    reply: str = ""
    decided_by: str = ""
    document_no: str = ""
    proposal: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Moment:
    """The day of the act (Beijing), with the limits and the calendar that it is judged by."""

    limits: FlagLife
    calendar: WorkingDays
    day: date


def require_newest(life: Life, case: Case) -> None:
    """Refuse an act on an older version than the flag's last act names."""
    if life.acts and case.version.name < life.acts[-1].warehouse_version:
        raise UserError(
            told("页面停在较早的数据版本上，这一条已按更新的版本办理过。"),
            told("换到当前版本，看过证据再办。"),
        )


def require_raisable(case: Case, known: list[Life]) -> None:
    """Refuse a hint without ground, off the decision days, below amber, or withdrawn on the same rows."""
    flag = case.flag
    if flag.ground not in GROUNDS or set(flag.evidence) & set(NEVER_A_GROUND):
        raise UserError(
            told("“{ground}”不是核减的理由。", ground=told(flag.ground)),
            told("五(二)只列了材料缺漏、拖延报送、推荐不当造成名额浪费；名额没用完从来不是理由。"),
        )
    if not flag.is_decision_day:
        raise UserError(
            told("两个判定日之间只是过程提示，不能登记。"),
            told("到判定日 {day} 再登记。", day=flag.decision_day),
        )
    if flag.level not in RAISED_LEVELS or not case.rows:
        raise UserError(
            told("这一条没有达到“关注”，不能登记为提示。"), told("只登记“建议核查”和“关注”。")
        )
    if withdrawal := withdrawn_on(known, case.id, case.fingerprint):
        raise UserError(
            told("这一条已撤销（{day}），证据行没有变化。", day=f"{withdrawal.at:%Y-%m-%d}"),
            told("撤销一直有效，直到它背后的行有变化。"),
        )


def require(at: Moment, step: Step, life: Life, case: Case) -> None:
    """Refuse a step after the hint whose clock or evidence does not hold."""
    notified = life.last(Step.NOTIFY)
    changed = notified is not None and notified.fingerprint != case.fingerprint
    if step is Step.NOTIFY and notified and not changed:
        raise UserError(
            told("已经告知过，证据行没有变化，不再重新计时。"), told("等县市说明，或期满后复核。")
        )
    if step in (Step.NOTIFY, Step.CONFIRM) and case.flag.level not in RAISED_LEVELS:
        raise UserError(told("按现在的数据，这一条已够不上“关注”。"), told("撤销，并写明理由。"))
    if step is Step.EXPLAIN and notified:
        last = explain_until(notified.at.date(), at.limits, at.calendar)
        if at.day > last:
            raise UserError(told("说明的期限是 {day}，已过。", day=last), told("与州职改办联系。"))
    if step in (Step.REVIEW, Step.CONFIRM) and changed:
        raise UserError(
            told("告知以来证据行有变化，县市还没有看到新的。"),
            told("重新告知（说明的期限重新计算），或撤销。"),
        )
    if step is Step.REVIEW:
        _require_heard(at, life)


def require_words(step: Step, life: Life, said: Said) -> None:
    """Refuse a step without the words that go with it."""
    if step is Step.EXPLAIN:
        _required(mark("说明"), said.reply)
    if step is Step.REVIEW:
        _required(mark("复核意见"), said.note)
    if step is Step.CONFIRM or (step is Step.WITHDRAW and life.state is State.CONFIRMED):
        _required(mark("决定人"), said.decided_by)
        _required(mark("文号"), said.document_no)
    if step is Step.WITHDRAW:
        _required(mark("撤销的理由"), said.note)


def _require_heard(at: Moment, life: Life) -> None:
    notified = life.last(Step.NOTIFY)
    if life.state is State.NOTIFIED and notified:
        last = explain_until(notified.at.date(), at.limits, at.calendar)
        if at.day <= last:
            raise UserError(
                told("县市还可以说明到 {day}。", day=last), told("收到说明，或过了这一天再复核。")
            )


def _required(name: str, text: str) -> None:
    if not text:
        raise UserError(
            told("没有填{name}。", name=told(name)), told("填写{name}再提交。", name=told(name))
        )


def cleaned(step: Step, said: Said) -> Said:
    """Keep the words that belong to the step: a remark, a county's reply, or who decided by what."""
    if step is Step.EXPLAIN:
        return Said(reply=clean(said.reply))
    if step in (Step.CONFIRM, Step.WITHDRAW):
        return Said(
            note=clean(said.note),
            decided_by=clean(said.decided_by),
            document_no=clean(said.document_no),
        )
    return Said(note=clean(said.note))


def clean(text: str) -> str:
    """Trim, drop control characters but line breaks, and hide ID and telephone numbers."""
    text = re.sub(r"[^\S\n]+", " ", re.sub(r"\r\n?", "\n", text))
    hidden = ("Cc", "Cf", "Cs")  # controls, marks of direction and width, broken characters
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in hidden).strip()
    if len(text) > LONGEST_TEXT:
        raise UserError(
            told("文字有 {n} 字，最多 {most} 字。", n=len(text), most=LONGEST_TEXT),
            told("写要点，材料另附文号。"),
        )
    return masked(text)
