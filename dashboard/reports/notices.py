"""Every letter of a day: those on record as they were, drafts of what is raised, and the breaches."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

import duckdb

from dashboard.queries import chinese_names
from dashboard.reports import flag_lines
from dashboard.reports.fact_letter import fact_letter
from dashboard.reports.notice_letter import Notified, notice_letter
from dashboard.reports.paper import Origin, Paper
from etl.flags.facts import Fact, facts_at
from etl.flags.judge import Flag, flags_at
from etl.lifecycle.frozen import Thawed, flag_id
from etl.lifecycle.records import FlagAct, Life
from etl.lifecycle.states import State, Step
from etl.scope import Scope

Frozen = Callable[[FlagAct], Thawed]
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]')


@dataclass(frozen=True)
class Asked:
    """Whose letters of which day; `frozen` shows what an act was recorded on."""

    con: duckdb.DuckDBPyConnection
    scope: Scope
    season: int
    day: date
    origin: Origin
    lives: Mapping[str, Life] = field(default_factory=dict)
    frozen: Frozen | None = None


def notices(asked: Asked) -> Iterator[tuple[str, Paper]]:
    """Write the letters by file name. A flag that is withdrawn, or past its draft, has no draft."""
    names = chinese_names(asked.con)
    places = list(names)

    def order(fact: Fact) -> int:
        return places.index(fact.county_code)

    def name(county: str, what: str, more: str = "") -> str:
        told = _NOT_IN_NAMES.sub("", f"{names[county]}_{what}{more}")
        return f"{told}_告知书_{asked.day:%Y%m%d}"

    for told in _recorded(asked):
        flag = Flag(**told.frozen.flag)
        letter = notice_letter(asked.con, asked.scope, flag, asked.origin, told.on, told)
        yield name(flag.county_code, flag.title, _more(flag)), letter
    for flag in _drafted(asked):
        letter = notice_letter(asked.con, asked.scope, flag, asked.origin, asked.day)
        yield name(flag.county_code, flag.title, f"{_more(flag)}_拟稿"), letter
    facts = facts_at(asked.con, asked.scope, asked.season, asked.day)
    for county, each in groupby(sorted(facts, key=order), key=attrgetter("county_code")):
        if found := [fact for fact in each if fact.number]:
            letter = fact_letter(asked.con, asked.scope, found, asked.origin, asked.day)
            yield name(county, "有关事实"), letter


def _more(flag: Flag) -> str:
    """What tells two letters of one rule and county apart."""
    pooled = f"_近{flag.pooled}年合并" if flag.pooled > 1 else ""
    return f"{pooled}_{flag.unit}" if flag.unit else pooled


def _recorded(asked: Asked) -> Iterator[Notified]:
    """The flags of the scope that were notified by decision days up to the day, and stand."""
    for life in asked.lives.values():
        act = life.last(Step.NOTIFY)
        is_due = life.id.county_code in asked.scope.counties and life.id.decision_day <= asked.day
        if act and is_due and life.state is not State.WITHDRAWN and asked.frozen:
            yield Notified(life, asked.frozen(act))


def _drafted(asked: Asked) -> Iterator[Flag]:
    """What is raised on its day of decision and not yet notified; of units only 建议核查."""
    for flag in flag_lines.raised(flags_at(asked.con, asked.scope, asked.season, asked.day)):
        life = asked.lives.get(flag_id(flag).key)
        is_open = life is None or life.state in (State.HINTED, State.CHECKED)
        if flag.is_decision_day and is_open and (flag.level == "red" or not flag.unit):
            yield flag
