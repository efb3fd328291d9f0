"""Flags in a paper's sentences: what was counted against what is due, and whose turn it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import flagged, formats, sentences_flags
from etl.calendar_days import ONE_DAY, WorkingDays
from etl.flags.judge import Flag
from etl.lifecycle.frozen import flag_id
from etl.lifecycle.records import Life
from etl.lifecycle.states import RULES, WHO, Step
from etl.seasons.season import FlagLife

MEANING = (
    "“建议核查”指差异大于偶然性所能解释的程度；“关注”在各县市完全一样的年度也会出现。"
    "两者都只建议核对，不是认定；是否核减下一年度指标，以领导小组研究意见为准（五（二））。"
)


@dataclass(frozen=True)
class Register:
    """What is on record of a season's flags, and by what its clocks run on a day."""

    lives: Mapping[str, Life]
    day: date
    limits: FlagLife
    calendar: WorkingDays

    def life(self, flag: Flag) -> Life | None:
        return self.lives.get(flag_id(flag).key)

    def turn(self, flag: Flag) -> str:
        """Say which step is awaited from whom by when; nothing while nobody has recorded the flag."""
        life = self.life(flag)
        if life is None or life.state is None:
            return "尚未登记"
        last = life.acts[-1]
        since = f"{formats.day(last.at.date())}登记“{RULES[last.step].title}”"
        running = life.clock(self.day, self.limits, self.calendar)
        if running is None:
            return since
        who = "本县市" if running.step is Step.EXPLAIN else WHO[running.role]
        told = f"{since}，等{who}“{RULES[running.step].title}”，期限 {formats.day(running.due)}"
        if running.is_past(self.day):
            return f"{told}，已过期限"
        if last.at.date() > self.day:
            return told
        left = self.calendar.working_days_between(self.day + ONE_DAY, running.due)
        return f"{told}（还有 {left} 个工作日）"


def raised(flags: Sequence[Flag]) -> list[Flag]:
    """建议核查 first, counties before units, otherwise as judged."""
    return [
        flag
        for level in flagged.RAISED
        for is_unit in (False, True)
        for flag in flags
        if flag.level == level and bool(flag.unit) is is_unit
    ]


def line(flag: Flag, names: Mapping[str, str], register: Register) -> str:
    """One flag in a sentence: place, rule, level, k/n against what is due, how it came, whose turn."""
    hint = "" if flag.is_decision_day else f"过程提示，判定日 {formats.day(flag.decision_day)}"
    lead = sentences_flags.flag_title(flag, names) + formats.brackets(hint)
    pair = f"{formats.fraction(flag.observed, flag.n)} {flag.measure}"
    due = f"应有 {formats.decimal(flag.expected)}，差 {formats.signed(flag.excess)}"
    return formats.sentence(
        formats.semicolon([lead, formats.comma([pair, due]), register.turn(flag)])
    )
