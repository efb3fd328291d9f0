"""Sentences of the absolute breaches on the page 预警, and of the list behind one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats
from dashboard.words import mark, say
from etl.flags.facts import Fact
from etl.seasons import BASIS

CAPTION = mark("一件就是一件，不作检验；列在这里只为查实改正，同一条款的后果以通知为准。")

Names = Mapping[str, str]


def caption() -> str:
    return formats.sentences([say(CAPTION), say("点数字看名单。")])


def title(found: Sequence[Fact]) -> str:
    told = [each for each in found if each.number is not None]
    if not told:
        return say("可以逐件查实的事实：没有")
    kinds = len({each.fact_id for each in told})
    counties = len({each.county_code for each in told})
    return say("可以逐件查实的事实：{kinds} 种，涉及 {n} 个县市", kinds=kinds, n=counties)


def list_title(found: Fact, rows: Sequence[Mapping[str, Any]], names: Names) -> str:
    """Head a list with its number; where rows weigh more or less than one, they add up to it."""
    what: dict[str, Any] = {
        "county": names[found.county_code],
        "title": say(found.title),
        "n": found.number,
    }
    if len(rows) == found.number:
        return say("{county}，{title}：{n} 行", **what)
    return say("{county}，{title}：{rows} 行，合计 {n}", rows=len(rows), **what)


def list_caption(found: Fact) -> str:
    """On what a breach rests, and as of when it is counted."""
    basis = say(BASIS["local" if found.basis == "local" else "notice"])
    clause = formats.clause(found.clause)
    rests_on = basis if clause == formats.NOTHING else f"{basis} {clause}"
    return say("{basis}，截至 {day}", basis=rests_on, day=formats.day(found.day))
