"""进度: whether each milestone is met, and where files wait."""

import streamlit as st

from dashboard import (
    figures_way,
    listed,
    lists,
    matrix,
    parts,
    parts_progress,
    pieces_waits,
    progress,
    session,
    tables_progress,
    waits,
)
from dashboard import sentences_progress as sentences
from dashboard import sentences_waits as waiting_words
from dashboard.words import say

chosen = session.selection()
asked = (chosen.whole.narrowed(series=chosen.series), chosen.scope, chosen.season, chosen.day)
seen = session.ask(progress.read, *asked)
place = lists.place(chosen.names, chosen.county, chosen.series)
parts.headline(sentences.headline(seen, place, chosen.county))


def address(page: str = "progress", **changed: str | None) -> str:
    return chosen.address(page, **changed)


def to_list(**asked: str | None) -> str:
    return chosen.address("progress", **asked, **listed.FIRST)


def list_step() -> None:
    """A click on a step chooses the list of who waits there."""
    if count := figures_way.clicked(st.session_state["way"], steps):
        st.session_state["waits"], st.session_state["age"] = count, waits.EVERY


steps = progress.way(seen)
is_known = seen.has_begun and not seen.is_silent
is_list_first = listed.is_first(st.query_params)
if is_known and is_list_first:
    parts_progress.waiting_list(seen, chosen)

title = sentences.milestones_title(seen)
parts.section(title, say(sentences.MILESTONES_CAPTION))
heads, lines = tables_progress.milestones(seen, address, chosen.county)
parts.html(matrix.matrix("bar", say("县市"), heads, lines, title))

if seen.has_begun:
    parts_progress.panels(seen, asked)
if is_known:
    parts_progress.forecast(seen, chosen)
    left, right = st.columns([1, 1], gap="large")
    with left:
        parts.chart(
            session.draw(progress.way_picture, progress.read, *asked),
            waiting_words.way_title(seen),
            say(waiting_words.WAY_CAPTION),
            waiting_words.way_alt(steps),
            *tables_progress.way(steps, address),
            key="way",
            on_click=list_step,
        )
    with right:
        title = waiting_words.ages_title(seen)
        parts.section(title, say(waiting_words.AGES_CAPTION))
        parts.html(pieces_waits.heat(seen.ages, seen.total.counts, to_list, title))
    if not is_list_first:
        parts_progress.waiting_list(seen, chosen)

parts.section(sentences.starts_title(seen), say(sentences.STARTS_CAPTION))
parts.html(lists.html(tables_progress.starts(seen), say("最迟起始日")))
if seen.extensions:
    parts.section(sentences.extensions_title(seen), say(sentences.EXTENSIONS_CAPTION))
    parts.html(lists.html(tables_progress.extensions(seen), say("延期")))
