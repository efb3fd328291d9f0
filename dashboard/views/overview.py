"""总览: whether the places get used in time, and which counties need a word."""

import streamlit as st

from dashboard import (
    formats,
    headline,
    news,
    overview,
    parts,
    pieces_milestones,
    pieces_overview,
    pieces_places,
    queries_flags,
    raised,
    session,
)
from dashboard.words import say
from etl.flags.decision_days import decision_days

chosen = session.selection()
counting = chosen.scope.counting()
seen = session.ask(overview.read, counting, chosen.season, chosen.day, chosen.county)
# Flags judge whole counties, and are told only of those whose cases may be seen.
if headline.is_under_way(seen) and not chosen.series and counting.counties == chosen.scope.counties:
    scope = chosen.whole.narrowed(chosen.county)
    now, before = (
        raised.of(
            day,
            session.ask(queries_flags.flags, scope, chosen.season, day),
            session.ask(decision_days, chosen.season, day),
        )
        for day in (chosen.day, seen.since)
    )
    seen = overview.with_flags(seen, now, chosen.county, before)

parts.headline(headline.sentence(seen))


def under_way() -> None:
    """The season runs and counties report."""
    with st.container(key="overview"):
        with st.container(key="overview-numbers"):
            parts.numbers(pieces_overview.four_numbers(seen, chosen.address))
        with st.container(key="overview-rows"):
            parts.section(headline.places_title(seen), pieces_places.legend(seen))
            parts.html(pieces_places.places(seen, chosen))
        with st.container(key="overview-side"):
            if not chosen.county:
                parts.section(say("九县市一览"))
                parts.html(pieces_overview.tiles(seen, chosen))
                parts.caption(pieces_overview.tiles_note(seen))
            parts.section(say("{day}以来", day=formats.day(seen.since)))
            parts.html(pieces_overview.news(news.news(seen)))


def not_yet() -> None:
    """Before the first window, or before the first roster: only what has been allotted."""
    parts.section(headline.places_title(seen))
    columns, rows = pieces_places.allotment(seen)
    parts.table(columns, rows, say("各地的名额"))


(under_way if headline.is_under_way(seen) else not_yet)()
parts.section(headline.milestones_title(seen))
parts.html(pieces_milestones.milestones(seen, chosen.address))
