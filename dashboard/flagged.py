"""Flags as the page 预警 shows them: laid out by ground, rule and county, addressed, and tried out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from dashboard.words import mark
from etl.flags.facts import Fact
from etl.flags.judge import Flag
from etl.lifecycle.records import FlagAct, Life
from etl.scope import Scope
from etl.seasons.flag_rule import FlagRule

GROUNDS = (mark("材料缺漏"), mark("拖延报送"), mark("名额浪费"))
RAISED = ("red", "amber")
NOT_EVALUATED = "not_evaluated"
COUNTY = "county"

Row = Mapping[str, Any]


@dataclass
class Sheet:
    """One rule with what it says of each county: this season alone, pooled, or unit by unit."""

    rule: FlagRule
    alone: dict[str, Flag] = field(default_factory=dict)
    pooled: dict[str, Flag] = field(default_factory=dict)
    units: dict[str, list[Flag]] = field(default_factory=dict)

    @property
    def flags(self) -> list[Flag]:
        by_unit = [flag for flags in self.units.values() for flag in flags]
        return [*self.alone.values(), *self.pooled.values(), *by_unit]

    @property
    def evaluated(self) -> set[str]:
        """The counties on which the rule could be judged this season."""
        one = [*self.alone.values(), *(flags[0] for flags in self.units.values())]
        return {flag.county_code for flag in one if flag.level != NOT_EVALUATED}

    @property
    def counties(self) -> list[str]:
        """In administrative order, as judged."""
        return list(dict.fromkeys(flag.county_code for flag in self.flags))


def sheets(rules: Sequence[FlagRule], flags: Iterable[Flag]) -> list[Sheet]:
    """Lay the flags out under their rules, in the rules' order."""
    found = {(rule.id, rule.version): Sheet(rule) for rule in rules}
    for flag in flags:
        sheet = found.get((flag.rule_id, flag.rule_version))
        if sheet is None:
            continue
        if flag.grain != COUNTY:
            sheet.units.setdefault(flag.county_code, []).append(flag)
        elif flag.pooled > 1:
            sheet.pooled[flag.county_code] = flag
        else:
            sheet.alone[flag.county_code] = flag
    return [sheet for sheet in found.values() if sheet.flags]


def raised(flags: Iterable[Flag], level: str | None = None) -> list[Flag]:
    """Keep what is 建议核查 or 关注, or one of the two."""
    return [flag for flag in flags if flag.level in RAISED and level in (None, flag.level)]


def key(flag: Flag) -> str:
    """Name a flag in an address; season and day stand there already."""
    parts = [f"{flag.rule_id}-{flag.rule_version}", flag.county_code, f"{flag.pooled}"]
    return ".".join([*parts, flag.unit] if flag.unit else parts)


def life_key(life: Life) -> str:
    """Name the flag of a life the same way."""
    version = life.acts[-1].rule_version
    parts = [f"{life.id.rule_id}-{version}", life.id.county_code, f"{life.id.pooled}"]
    return ".".join([*parts, life.id.unit] if life.id.unit else parts)


def is_under(flag: Flag, rule: FlagRule) -> bool:
    return (flag.rule_id, flag.rule_version) == (rule.id, rule.version)


def own(flags: Iterable[Flag], rule: FlagRule) -> list[Flag]:
    return [flag for flag in flags if is_under(flag, rule)]


def chosen_flag(flags: Iterable[Flag], asked: str | None) -> Flag | None:
    return next((flag for flag in flags if key(flag) == asked), None)


def fact_key(fact: Fact) -> str:
    """Name a breach of a county in an address."""
    return f"{fact.fact_id}.{fact.county_code}"


def chosen_fact(facts: Iterable[Fact], asked: str | None) -> Fact | None:
    """Find a breach that has a list behind its number."""
    return next(
        (fact for fact in facts if fact_key(fact) == asked and fact.number and fact.evidence), None
    )


def chosen_act(
    known: Iterable[Life], asked: str | None, scope: Scope
) -> tuple[Life, FlagAct] | None:
    """Find a recorded act by its number, among the flags of the scope."""
    return next(
        (
            (life, act)
            for life in known
            for act in life.acts
            if f"{act.act_no}" == asked and life.id.county_code in scope.counties
        ),
        None,
    )


def carried(rows: Iterable[Row], flag: Flag, by: str) -> list[tuple[str, int, int]]:
    """Sum the rows of both counts by unit or cause, heaviest first: (name, k, n)."""
    tally: dict[str, list[int]] = {}
    for row in rows:
        if row["count_id"] in flag.evidence and row.get(by):
            pair = tally.setdefault(row[by], [0, 0])
            pair[flag.evidence.index(row["count_id"])] += row["weight"]
    found = [(name, pair[0], pair[1]) for name, pair in tally.items() if pair[0]]
    return sorted(found, key=lambda each: (-each[1], each[0]))


def tried(rule: FlagRule, q: float, p: float, excess: float, minimum_n: int) -> FlagRule:
    """Make the rule with other thresholds, for a trial only; a moved q holds for pooled seasons too."""
    pooled_q = rule.pooled_red_q if rule.pooled_red_q is None or q == rule.red.q else q
    return msgspec.structs.replace(
        rule,
        red=msgspec.structs.replace(rule.red, q=q, excess=excess),
        amber=msgspec.structs.replace(rule.amber, p=p),
        pooled_red_q=pooled_q,
        minimum_n=minimum_n,
    )


@dataclass(frozen=True)
class Trial:
    """What other thresholds would change: flags that appear, vanish, or change their level."""

    appear: list[Flag]
    vanish: list[Flag]
    change: list[tuple[Flag, Flag]]


def compared(real: Iterable[Flag], other: Iterable[Flag]) -> Trial:
    """Set a trial's flags against those in force."""
    before = {key(flag): flag for flag in raised(real)}
    after = {key(flag): flag for flag in raised(other)}
    return Trial(
        [flag for name, flag in after.items() if name not in before],
        [flag for name, flag in before.items() if name not in after],
        [
            (before[name], flag)
            for name, flag in after.items()
            if name in before and before[name].level != flag.level
        ],
    )
