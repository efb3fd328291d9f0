"""The tab of 口径与规则 that says how flags are raised, by which rules, and how fairly."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import flag_method as method
from dashboard import parts, pieces_method, session
from dashboard import tables_rules as tables
from dashboard.selection import Selection
from dashboard.words import say
from etl.flags.decision_days import decision_days
from etl.seasons import Feasibility


def method_of_flags(
    chosen: Selection, facts: Feasibility, definitions: Sequence[Mapping[str, Any]]
) -> None:
    """Tests, levels, rules and days of decision; then what was measured, and what is still open."""
    parts.told(say("怎么判"), pieces_method.tests(), say(method.TESTS_CAPTION))
    parts.told(say("几档结论"), pieces_method.levels(), say(method.HINT))
    rules = pieces_method.rules(facts.season, tables.count_titles(definitions))
    parts.told(method.headings(facts.season), rules, method.reasons(facts.season))
    known = session.ask(decision_days, chosen.season, chosen.day)
    made = pieces_method.days(known, chosen.day, facts.season)
    parts.told(tables.days_title(chosen), made, say(method.DAYS_CAPTION))
    try:
        fair = session.ask(method.fairness, chosen.season)
        parts.told(method.fair_title(fair), pieces_method.fair(fair), method.fair_caption(fair))
        parts.section(say("有问题的县市被认出的机会"), say(method.POWER_CAPTION))
        rule = parts.choice(say("规则"), method.power_rules(fair), "power")
        parts.html(pieces_method.power(fair, rule, chosen.names))
    except method.NotMeasuredError:
        parts.blank(say("误报和漏报的机会还没有测算"), method.not_measured(chosen.season))
    parts.told(say("漏斗图怎么看"), pieces_method.funnel())
    made = pieces_method.open_readings(facts.season)
    parts.told(say("待明确的口径"), made, say(method.READINGS_CAPTION))
