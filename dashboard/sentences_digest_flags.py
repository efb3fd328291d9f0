"""Sentences on flags: newly raised, at another level, cleared, no longer judged."""

from collections.abc import Sequence

from dashboard import digest_facts as facts
from dashboard import formats
from dashboard.digest import Digest
from dashboard.digest_facts import Fact
from dashboard.digest_line import AMBER, EASED, RED, Line
from dashboard.words import mark, say

LEVELS = {facts.RED: mark("建议核查"), facts.AMBER: mark("关注")}
_EASED = {
    facts.AMBER: mark("由“建议核查”降为“关注”：{who}"),
    facts.CLEAR: mark("解除预警：{who}"),
    facts.UNJUDGED: mark("原有预警转为暂不评价：{who}"),
}


def flags(seen: Digest) -> list[Line]:
    """What changed since before, raised ones first."""
    changed = facts.flag_changes(seen)
    made = []
    for level, rank in ((facts.RED, RED), (facts.AMBER, AMBER)):
        raised = [
            fact
            for fact in changed
            if facts.LEVELS[f"{fact.now}"] == level > facts.LEVELS[f"{fact.before}"]
        ]
        if raised:
            hint = formats.brackets(say("过程提示")) if facts.is_hint(seen, raised) else ""
            text = say(
                "新列入“{level}”{hint}：{who}",
                level=say(LEVELS[level]),
                hint=hint,
                who=_who(seen, raised),
            )
            made.append(Line((rank, 0), text, tuple(raised)))
    return made + _eased(seen, changed)


def _eased(seen: Digest, changed: Sequence[Fact]) -> list[Line]:
    """What stands at a lower level than before, was cleared, or can no longer be judged."""
    made = []
    for n, (level, form) in enumerate(_EASED.items()):
        eased = [
            fact
            for fact in changed
            if facts.LEVELS[f"{fact.now}"] == level < facts.LEVELS[f"{fact.before}"]
        ]
        if eased:
            made.append(Line((EASED, n), say(form, who=_who(seen, eased)), tuple(eased)))
    return made


def _who(seen: Digest, flags: Sequence[Fact]) -> str:
    """Name each county with its grounds, then count its units."""
    told = []
    for code in dict.fromkeys(fact.place for fact in flags):
        own = [fact for fact in flags if fact.place == code]
        whole = [say(fact.what) for fact in own if fact.unit is None]
        units = [fact for fact in own if fact.unit is not None]
        name = seen.names[code or ""]
        if whole:
            told.append(name + formats.brackets(formats.listed(whole)))
        if units:
            grounds = list(dict.fromkeys(say(fact.what) for fact in units))
            number = len({fact.unit for fact in units})
            counted = say("{county} {n} 个单位", county=name, n=number)
            told.append(counted + formats.brackets(formats.listed(grounds)))
    return formats.listed(told)
