"""总览: whether the places get used in time, and which counties need a word."""

import streamlit as st

from dashboard import (
    formats,
    headline,
    overview,
    parts,
    pieces_milestones,
    pieces_overview,
    session,
)

chosen = session.selection()
seen = session.ask(overview.read, chosen.scope, chosen.season, chosen.day, chosen.county)

parts.headline(headline.sentence(seen))


def under_way() -> None:
    """The season runs and counties report."""
    with st.container(key="overview"):
        with st.container(key="overview-numbers"):
            parts.numbers(pieces_overview.four_numbers(seen))
        with st.container(key="overview-rows"):
            parts.section(headline.places_title(seen), pieces_overview.legend(seen))
            parts.html(pieces_overview.places(seen, chosen))
        with st.container(key="overview-side"):
            if not chosen.county:
                parts.section("九县市一览")
                parts.html(pieces_overview.tiles(seen, chosen))
                parts.caption("颜色越深，占用比例越高。文字为当前要办的事。")
            parts.section(f"{formats.day(seen.since)}以来")
            parts.html(pieces_overview.news(headline.news(seen)))


def not_yet() -> None:
    """Before the first window, or before the first roster: only what has been allotted."""
    parts.section(headline.places_title(seen))
    columns, rows = pieces_overview.allotment(seen)
    parts.table(columns, rows, "各地的名额")


(under_way if headline.is_under_way(seen) else not_yet)()
parts.section(headline.milestones_title(seen))
parts.html(pieces_milestones.milestones(seen))
