"""质量: how files fare in review, why they come back, whose tries run out, what the procedure lacks."""

from functools import partial

import streamlit as st

from dashboard import (
    choices,
    funnel,
    lists,
    matrix,
    parts,
    pieces_funnel,
    quality,
    quality_lists,
    queries_quality,
    session,
    tables_quality,
)
from dashboard import parts_quality as clicks
from dashboard import sentences_quality as sentences
from dashboard.words import say

chosen = session.selection()
asked = (chosen.whole.narrowed(series=chosen.series), chosen.scope, chosen.season, chosen.day)
seen = session.ask(quality.read, *asked)
place = lists.place(chosen.names, chosen.county, chosen.series)
parts.headline(sentences.headline(seen, place))
if not seen.total.counts["decided"]:
    parts.blank(say("还没有可比的数"), say(sentences.NOTHING_DECIDED))
    st.stop()


def address(county: str | None, count: str | None = None) -> str:
    name = say(quality_lists.COUNTS[count]) if count else None
    return chosen.address("quality", county=county, problem=name)


title = sentences.rates_title(seen)
parts.section(title, sentences.rates_caption())
heads, lines = tables_quality.rates(seen, address, chosen.county)
parts.html(matrix.matrix("bar", say("县市"), heads, lines, title))

above = st.container()
with st.container(key="funnel-choice", horizontal=True):
    rate = parts.choice(say("比率"), funnel.RATES, "rate")
    is_crude = not chosen.series and not st.toggle(
        say("按系列校正"), value=True, key="adjusted", bind="query-params"
    )
compared = (asked[0], *asked[2:], rate, "crude" if is_crude else "adjusted", chosen.county)
drawn = session.ask(funnel.read, *compared)
with above:
    parts.section(funnel.title(drawn), funnel.caption(drawn))
if drawn.found.whole is not None:
    picture = session.draw(funnel.picture, funnel.read, *compared)
    told = funnel.alt(drawn), pieces_funnel.intervals(drawn)
    parts.wide_or_narrow(picture, *told, "funnel", partial(clicks.county, drawn))
    parts.twin(*funnel.table(drawn), funnel.title(drawn))

left, right = st.columns([1, 1], gap="large")
with left:
    reasons = quality.reasons(seen)
    parts.chart(
        session.draw(quality.reasons_picture, quality.read, *asked),
        sentences.reasons_title(reasons),
        say(sentences.REASONS_CAPTION),
        sentences.reasons_alt(reasons),
        *tables_quality.reasons(reasons),
        key="reasons",
        on_click=partial(clicks.reason, seen),
    )
with right:
    turns = quality.turns(seen)
    parts.chart(
        session.draw(quality.turns_picture, quality.read, *asked),
        sentences.turns_title(seen),
        say(sentences.TURNS_CAPTION),
        sentences.turns_alt(turns),
        *tables_quality.turns(turns),
        key="turns",
        on_click=partial(clicks.group, seen),
    )

tries = session.ask(queries_quality.tries, chosen.scope, chosen.season, chosen.day)
table = lists.table(tries, chosen.names, tables_quality.TRIES, with_county=not chosen.county)
parts.section(sentences.tries_title(tries, place), say(sentences.TRIES_CAPTION))
parts.html(lists.html(table, say("机会将尽的申报"), say("没有这样的申报。")))

parts.section(sentences.problems_title(seen), say(sentences.PROBLEMS_CAPTION))
parts.html(lists.tight(tables_quality.problems(seen, address), say("程序问题")))
offered = quality_lists.offered(seen, chosen.county)
default = quality.first_problem(seen) if chosen.county else offered[0]
key = choices.pick(say("名单"), offered, "problem", quality_lists.title, default=default, width=280)
if quality_lists.is_asked(key):
    found = session.ask(quality_lists.read, chosen.scope, key, chosen.season, chosen.day)
    parts.section(quality_lists.heading(seen, key, place))
    parts.html(quality_lists.html(found, key, chosen.names, with_county=not chosen.county))
else:
    parts.caption(say(quality_lists.CHOOSE))
