"""预警: what clause 五(二) may be invoked for, why, what the county says, and how it was decided."""

from typing import Any

import streamlit as st

from dashboard import (
    acting,
    flagged,
    lists,
    parts,
    parts_flags,
    queries_flags,
    sentences_acts,
    sentences_facts,
    session,
    tables_flags,
)
from dashboard import sentences_flags as sentences
from dashboard.parts_flags import Desktop
from dashboard.words import capital, say
from etl.lifecycle import acts, records
from etl.paths import data_folder
from etl.seasons import load_season

chosen = session.selection()
above = st.container()
actor = acting.account()
scope = acting.seen_by(actor, chosen.whole.narrowed(chosen.county))
rules = load_season(chosen.season).flags
flags = session.ask(queries_flags.flags, scope, chosen.season, chosen.day)
days = session.ask(queries_flags.days_of, chosen.season, chosen.day, rules)
desk = acts.desk_of(data_folder())
known = records.lives(desk.register, chosen.season)
mine = [life for life in known.values() if life.id.county_code in scope.counties]
asked_flag, asked_act, asked_fact = map(st.query_params.get, ("flag", "act", "fact"))


def address(**more: Any) -> str:
    return chosen.address("flags", **{"actor": acting.in_address(actor)} | more)


top = Desktop(chosen, scope, actor, desk, known, rules, address)
with above:
    parts.headline(sentences.headline(flags, chosen.names, chosen.county, chosen.day))
    parts.caption(sentences.kind_of_day(flagged.sheets(rules, flags), days, chosen.day))
    if chosen.series:
        parts.caption(say(sentences.ALL_SERIES))
if not flags:
    parts.blank(say("没有可看的"), say("这个身份看不到所选的县市。"))
    st.stop()

facts = session.ask(queries_flags.facts, scope, chosen.season, chosen.day)
if found := flagged.chosen_act(mine, asked_act, scope):
    parts_flags.then(top, *found)
elif flag := flagged.chosen_flag(flags, asked_flag):
    parts_flags.now(top, flag)
elif fact := flagged.chosen_fact(facts, asked_fact):
    parts_flags.fact(top, fact)
elif asked_flag or asked_act or asked_fact:
    parts.blank(say("没有这一条"), say("地址里的这一条不在所选的年度、日期和县市之内。"))

for ground in flagged.GROUNDS:
    sheets = flagged.sheets([rule for rule in rules if rule.ground == ground], flags)
    of_ground = [flag for sheet in sheets for flag in sheet.flags]
    parts.section(
        sentences.ground_title(ground, of_ground, chosen.names), sentences.how_to_read(ground)
    )
    with st.container(key=f"sheets-{flagged.GROUNDS.index(ground)}"):
        for sheet in sheets:
            parts_flags.sheet(top, sheet, asked_flag)

parts.section(sentences_facts.title(facts), sentences_facts.caption())
if facts:
    parts.html(tables_flags.facts(facts, chosen.names, parts_flags.to_fact(top)))

parts.section(sentences_acts.register_title(mine), say(sentences_acts.REGISTER_CAPTION))
if mine:
    titles = {rule.id: rule.title for rule in rules}
    made = tables_flags.register(mine, titles, chosen.names, address)
    parts.html(lists.tight(made, capital(say("登记"))))

with st.expander(say("模拟：换一个门槛会怎样")):
    parts_flags.trial(top, flags)
