"""What the flags say of each county on a day, as 总览 tells it: levels with their grounds, never a rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import formats
from dashboard.pieces import Word
from dashboard.words import mark, say
from etl.commands.flags import WORDS
from etl.flags.decision_days import DecisionDays
from etl.flags.judge import Flag

SHOWN = ("red", "amber")
HINT = mark("过程提示")
MOST_NAMED = 2


@dataclass(frozen=True)
class Raised:
    """All flags of one day; `next_day` is the next day of decision, None once all have passed."""

    day: date
    flags: tuple[Flag, ...]
    next_day: date | None

    def at(self, level: str) -> list[str]:
        """The counties whose highest level this is, in administrative order; units apart."""
        highest = SHOWN[: SHOWN.index(level)]
        above = {flag.county_code for flag in self._of_counties if flag.level in highest}
        found = [flag.county_code for flag in self._of_counties if flag.level == level]
        return [code for code in self._counties if code in found and code not in above]

    def decided(self, level: str) -> list[str]:
        """Those of them whom a rule puts there on its own day of decision."""
        settled = {
            flag.county_code
            for flag in self._of_counties
            if flag.level == level and flag.is_decision_day
        }
        return [code for code in self.at(level) if code in settled]

    def grounds(self, level: str) -> str:
        """The grounds on which some county stands at a level."""
        found = [flag.ground for flag in self._of_counties if flag.level == level]
        return formats.listed([say(ground) for ground in dict.fromkeys(found)])

    def words(self, county: str) -> tuple[Word, ...]:
        """The level words of a county with their grounds, then those of its units."""
        of_county = [flag for flag in self._of_counties if flag.county_code == county]
        told: set[str] = set()
        made = []
        for level in SHOWN:
            at_level = [flag for flag in of_county if flag.level == level]
            grounds = list(dict.fromkeys(flag.ground for flag in at_level))
            fresh = [ground for ground in grounds if ground not in told]
            told |= set(fresh)
            if fresh:
                shown = [flag for flag in at_level if flag.ground in fresh]
                made.append(_word(level, fresh, shown))
        return (*made, *self._unit_words(county))

    def _unit_words(self, county: str) -> list[Word]:
        made = []
        for level in SHOWN:
            found = [
                flag
                for flag in self.flags
                if flag.unit and flag.county_code == county and flag.level == level
            ]
            if found:
                units = len({flag.unit for flag in found})
                grounds = list(dict.fromkeys(flag.ground for flag in found))
                made.append(_word(level, grounds, found, units))
        return made

    @property
    def unjudged_grounds(self) -> list[str]:
        """The grounds of which nothing can be judged in any county yet."""
        judged = {flag.ground for flag in self.flags if flag.level != "not_evaluated"}
        grounds = dict.fromkeys(flag.ground for flag in self.flags)
        return [ground for ground in grounds if ground not in judged]

    @property
    def unjudged_counties(self) -> list[str]:
        """The counties that some rule leaves out although it judges others."""
        judged = {flag.rule_id for flag in self.flags if flag.level != "not_evaluated"}
        left_out = {
            flag.county_code
            for flag in self.flags
            if flag.level == "not_evaluated" and flag.rule_id in judged
        }
        return [code for code in self._counties if code in left_out]

    @property
    def is_unjudged(self) -> bool:
        """Tell whether nothing at all could be judged."""
        return all(flag.level == "not_evaluated" for flag in self.flags)

    @property
    def at_any(self) -> bool:
        """Tell whether anything is to be looked into or kept an eye on."""
        return any(flag.level in SHOWN for flag in self.flags)

    @property
    def is_decision_day(self) -> bool:
        """Tell whether some rule decides on this day."""
        return any(flag.is_decision_day for flag in self.flags)

    @property
    def _of_counties(self) -> list[Flag]:
        return [flag for flag in self.flags if flag.unit is None]

    @property
    def _counties(self) -> list[str]:
        """Every county in the order in which a rule lists them: the administrative one."""
        return sorted({flag.county_code for flag in self.flags}, key=self._first_place)

    def _first_place(self, county: str) -> int:
        rule = self.flags[0].rule_id
        order = [flag.county_code for flag in self.flags if flag.rule_id == rule]
        return order.index(county)


def of(day: date, flags: Sequence[Flag], days: DecisionDays) -> Raised:
    """Gather the flags of a day."""
    coming = [each for each in (days.online_review, days.paper, days.year_end) if each > day]
    return Raised(day, tuple(flags), min(coming, default=None))


def _word(level: str, grounds: Sequence[str], flags: Sequence[Flag], units: int = 0) -> Word:
    """建议核查（材料缺漏）; on other days than the rule's own it is a hint."""
    hint = [] if any(flag.is_decision_day for flag in flags) else [say(HINT)]
    why = formats.comma([formats.listed([say(ground) for ground in grounds]), *hint])
    told, short = say(WORDS[level]), say(WORDS[level])
    if units:
        told = say("{n} 个单位{level}", n=units, level=told)
        short = say("单位{level}", level=short)
    return Word(told + formats.brackets(why), level, short)


def sentence(raised: Raised, names: Mapping[str, str], place: str | None = None) -> str:
    """Name the counties to be looked into, else count those to keep an eye on.

    Of one chosen county: `place` stands before the sentence already, so only its grounds are named.
    """
    if raised.is_unjudged:
        return say("预警暂不评价")
    red = say(WORDS["red"])
    for codes, is_hint in ((raised.decided("red"), False), (raised.at("red"), True)):
        if codes:
            who = raised.grounds("red") if place else _named([names[code] for code in codes])
            return say("{who}{level}", who=who, level=red) + _hint(is_hint=is_hint)
    if ambers := raised.at("amber"):
        who = raised.grounds("amber") if place else say("{n} 个县市", n=len(ambers))
        told = say("{who}列入{level}", who=who, level=say(WORDS["amber"]))
        return told + _hint(is_hint=not raised.decided("amber"))
    return say("没有{level}的事项", level=red) if place else say("没有县市{level}", level=red)


def _hint(*, is_hint: bool) -> str:
    return formats.brackets(say(HINT)) if is_hint else ""


def _named(names: list[str]) -> str:
    if len(names) <= MOST_NAMED:
        return formats.listed(names)
    return say("{name}等 {n} 个县市", name=names[0], n=len(names))


def below(raised: Raised, names: Mapping[str, str]) -> str:
    """What stands under the number: whether it is a hint, how many more to watch, what is not judged."""
    parts = [_when(raised)]
    if ambers := raised.at("amber"):
        parts.append(say("{level} {n}", level=say(WORDS["amber"]), n=len(ambers)))
    left_out = [say(ground) for ground in raised.unjudged_grounds]
    if counties := raised.unjudged_counties:
        who = formats.listed([names[code] for code in counties], MOST_NAMED)
        left_out.append(say("{who}部分规则", who=who))
    if left_out:
        parts.append(formats.colon(say(WORDS["not_evaluated"]), formats.listed(left_out)))
    return formats.semicolon(parts)


def _when(raised: Raised) -> str:
    if raised.is_decision_day:
        return say("当日判定")
    if raised.next_day:
        next_day = say("下一判定日 {day}", day=formats.day(raised.next_day))
        return formats.comma([say(HINT), next_day])
    return formats.comma([say(HINT), say("判定日已过")])
