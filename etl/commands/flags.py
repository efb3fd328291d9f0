"""`flags`: what the season's rules say of each county or unit on a day. Proposes, decides nothing."""

import argparse
from typing import Any

import msgspec

from etl import queries
from etl.commands import printing
from etl.commands.asking import county_code, opened, season_and_day
from etl.errors import FINE
from etl.flags.facts import Fact, facts_at
from etl.flags.honesty import Honesty, RuleHonesty, honesty
from etl.flags.judge import Flag, flags_at
from etl.scope import office
from etl.told import mark

WORDS = {
    "red": mark("建议核查"),
    "amber": mark("关注"),
    "grey": mark("样本不足"),
    "none": mark("无异常"),
    "not_evaluated": mark("暂不评价"),
}
POWER = ("规则", "县市", "基数", "倍数", "单年", "连同合并三年", "“超过20%”")


def run(arguments: argparse.Namespace) -> int:
    """Print one line a place, rule and number of seasons pooled."""
    con = opened(arguments)
    season, day = season_and_day(con, arguments)
    names = queries.names(con)
    scope = office().narrowed(county_code(con, arguments.county))
    if arguments.facts:
        facts = facts_at(con, scope, season, day)
        printing.show([_fact(fact, names) for fact in facts], arguments.format)
        return FINE
    if arguments.honesty:
        _show_honesty(honesty(con, season), names, arguments.format)
        return FINE
    found = [
        flag for flag in flags_at(con, scope, season, day) if arguments.grain in (flag.grain, "all")
    ]
    shape = _line if arguments.format == "table" else _object
    printing.show([shape(flag, names) for flag in found], arguments.format)
    return FINE


def _object(flag: Flag, names: dict[str, str]) -> dict[str, Any]:
    return {
        "county": names[flag.county_code],
        "unit": flag.unit,
        "ground": flag.ground,
        "rule": flag.rule_id,
        "rule_version": flag.rule_version,
        "pooled": flag.pooled,
        "level": flag.level,
        "n": flag.n,
        "observed": flag.observed,
        "expected": flag.expected,
        "p": flag.p,
        "q": flag.q,
        "lower": flag.lower,
        "upper": flag.upper,
        "to_clear": flag.to_clear,
        "to_trigger": flag.to_trigger,
        "clause": flag.clause,
        "basis": flag.basis,
        "is_decision_day": flag.is_decision_day,
        "decision_day": flag.decision_day,
        "not_evaluated": flag.reason_not_evaluated,
    }


def _line(flag: Flag, names: dict[str, str]) -> dict[str, Any]:
    return {
        "县市": names[flag.county_code],
        "单位": flag.unit or "",
        "事由": flag.ground,
        "规则": f"{flag.title} v{flag.rule_version}",
        "年度数": flag.pooled,
        "结论": WORDS[flag.level] + ("" if flag.is_decision_day else "（过程提示）"),
        "实际": flag.observed,
        "基数": flag.n,
        "应有": None if flag.expected is None else round(flag.expected, 1),
        "p": _short(flag.p),
        "q": _short(flag.q),
        "条款": flag.clause,
        "说明": flag.reason_not_evaluated or "",
    }


def _fact(fact: Fact, names: dict[str, str]) -> dict[str, Any]:
    return {
        "county": names[fact.county_code],
        "fact": fact.fact_id,
        "title": fact.title,
        "number": fact.number,
        "measure": fact.measure,
        "clause": fact.clause,
        "basis": fact.basis,
        "not_evaluated": fact.reason_not_evaluated,
    }


def _show_honesty(found: Honesty, names: dict[str, str], form: str) -> None:
    """Print the chances; the table adds the one that counts in a sentence."""
    power = [
        {
            "rule": line.rule_id,
            "county": names[line.county_code],
            "n": line.n,
            "times": line.times,
            "one_season": line.one_season,
            "three_seasons": line.three_seasons,
            "plain_20_percent": line.plain_share,
        }
        for line in found.power
    ]
    if form == "json":
        printing.show([msgspec.to_builtins(found)], form)
    elif form == "csv":
        printing.show(power, form)
    else:
        printing.say(
            f"按 {found.season_of_sizes} 年度人数模拟 {found.seasons} 个各县市完全一样的年度"
            f"（种子 {found.seed}）："
            f"全部规则、判定日合计，出现任何误报的占 {found.innocent_red:.1%}。"
        )
        printing.say(printing.table([_innocent(rule) for rule in found.rules]))
        printing.say("\n一个县市差到平时的几倍时，年底被认出的机会")
        titles = {rule.rule_id: rule.title for rule in found.rules}
        told = [{**line, "rule": titles[str(line["rule"])]} for line in power]
        printing.say(
            printing.table([dict(zip(POWER, line.values(), strict=True)) for line in told])
        )


def _innocent(rule: RuleHonesty) -> dict[str, Any]:
    return {
        "规则": f"{rule.title} v{rule.rule_version}",
        "单年误报": rule.alone,
        "合并三年误报": rule.pooled,
        "“超过20%”误报": rule.plain_share,
        "“最差两个”误报": rule.plain_worst,
    }


def _short(chance: float | None) -> str | None:
    return None if chance is None else f"{chance:.2g}"
