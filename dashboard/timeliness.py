"""Through which day each office's reports are loaded, in words; and whether a county can be judged yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard import formats
from dashboard.pieces import Word
from dashboard.words import capital, mark, say
from etl.contract.model import contract
from etl.scope import PREFECTURE

COUNTY_KINDS = ("roster", "reviews", "publicity")
NOT_SENT, NOT_YET = mark("未报送"), mark("尚未开始")
# What must be loaded through each day of judging (五(二)); a day is one of the season's dates.
DECISIONS: dict[str, tuple[tuple[str, bool], ...]] = {
    "online_review": (("roster", True), ("reviews", True)),
    "paper": (("roster", True), ("reviews", True), ("publicity", True), ("paper", False)),
    "year_end": (("roster", True), ("reviews", True), ("publicity", True), ("panel", False)),
}

Through = Mapping[str, Mapping[str, date]]


@dataclass(frozen=True)
class Verdict:
    """可评价, 暂不评价 or, before the first day of judging, neither; with the reason."""

    word: Word
    reason: str


def title(kind: str) -> str:
    return say(contract().kinds[kind].title)


def loaded(through: date | None, day: date, first_day: date) -> Word:
    """Tell through which day a county's sheet is loaded; weeks begin on Monday."""
    if through is None:
        return (
            Word(capital(say(NOT_SENT)), "red")
            if day >= first_day
            else Word(capital(say(NOT_YET)), "quiet")
        )
    shown = formats.day_short(through)
    if through < max(monday(day), first_day):
        return Word(say("{day} 本周未报", day=shown), "amber")
    return Word(shown)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def behind(through: Through, county: str, day: date, first_day: date) -> list[str]:
    """Name the kinds that a county has not sent, or not this week."""
    mine = through.get(county, {})
    return [
        kind
        for kind in COUNTY_KINDS
        if loaded(mine.get(kind), day, first_day).state in ("red", "amber")
    ]


def judging_days(stops: Sequence[Mapping[str, Any]]) -> list[tuple[str, date]]:
    """List the days of judging; paper is judged on its borderline day where there is one."""
    days = {stop["stop"]: stop["day"] for stop in stops}
    days["paper"] = days.get("borderline", days["paper"])
    return [(name, days[name]) for name in DECISIONS]


def verdict(
    through: Through, county: str, stops: Sequence[Mapping[str, Any]], day: date
) -> Verdict:
    """Judge nobody by what is not loaded through the day of judging: our lag accuses no county."""
    days = judging_days(stops)
    if not (due := [each for each in days if each[1] <= day]):
        first = say("首个判定日 {day}", day=formats.day_short(days[0][1]))
        return Verdict(Word(capital(say("未到判定日")), "quiet"), first)
    name, on = due[-1]
    lacking: dict[date | None, list[str]] = {}
    for kind, is_own in DECISIONS[name]:
        last = through.get(county if is_own else PREFECTURE, {}).get(kind)
        if last is None or last < on:
            named = title(kind) if is_own else say("州级{kind}", kind=title(kind))
            lacking.setdefault(last, []).append(named)
    shown = formats.day_short(on)
    if lacking:
        told = formats.comma(_lacking(last, kinds) for last, kinds in lacking.items())
        reason = say("{told}（判定日 {day}）", told=told, day=shown)
        return Verdict(Word(capital(say("暂不评价")), "amber"), reason)
    return Verdict(Word(capital(say("可评价")), "blue"), say("已载入至判定日 {day}", day=shown))


def _lacking(last: date | None, kinds: list[str]) -> str:
    named = formats.listed(kinds)
    if last is None:
        return say("{names}未报送", names=named)
    return say("{names}只载入至 {day}", names=named, day=formats.day_short(last))


def prefecture_line(through: Through, season: int) -> str:
    """Say through which day the prefecture's own sheets are loaded, and which there are none of."""
    own = through.get(PREFECTURE, {})
    kinds = [kind for kind, sheet in contract().kinds.items() if sheet.responsible == "prefecture"]
    named = {kind: title(kind) for kind in kinds} | {"publicity": say("结果公示")}
    dated = [f"{name} {_dated(own[kind], season)}" for kind, name in named.items() if kind in own]
    none = [name for kind, name in named.items() if kind not in own]
    if not dated:
        return say("州职改办的表都还没有载入：{names}。", names=formats.listed(none))
    told = [formats.comma(dated)]
    told += [say("尚无{names}", names=formats.listed(none))] if none else []
    return say("州职改办的表载入至：{told}。", told=formats.semicolon(told))


def _dated(day: date, season: int) -> str:
    return formats.day_short(day) if day.year == season else formats.day_full(day)
