"""`flags`: what the season's rules say of each county or unit on a day. Proposes, decides nothing."""

import argparse
from typing import Any

from etl import queries
from etl.commands import printing
from etl.commands.asking import county_code, opened, season_and_day
from etl.errors import FINE
from etl.flags.judge import Flag, flags_at
from etl.scope import office

WORDS = {
    "red": "建议核查",
    "amber": "关注",
    "grey": "样本不足",
    "none": "无异常",
    "not_evaluated": "暂不评价",
}


def run(arguments: argparse.Namespace) -> int:
    """Print one line a place, rule and number of seasons pooled."""
    con = opened(arguments)
    season, day = season_and_day(con, arguments)
    names = queries.names(con)
    scope = office().narrowed(county_code(con, arguments.county))
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


def _short(chance: float | None) -> str | None:
    return None if chance is None else f"{chance:.2g}"
