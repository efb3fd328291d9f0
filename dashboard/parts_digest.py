"""What the page 周报 is asked to compare: the earlier day, and another version if one is chosen."""

from datetime import date
from typing import NoReturn

import streamlit as st

from dashboard import choices, digest, formats, parts, pieces, queries_digest, session
from dashboard import sentences_digest_page as around
from dashboard.digest import Digest
from dashboard.selection import Selection
from dashboard.words import capital, say

SINCE, SHOWN = "since", "since-shown"


def compared(chosen: Selection) -> Digest:
    """Settle what is compared and ask for it; where there is nothing, the page says so and ends."""
    if not session.ask(digest.has_begun, chosen.season, chosen.day):
        _nothing(*around.not_begun(chosen.season))
    older, reaches = digest.earlier(chosen.version), None
    with st.container(key="filters-digest", horizontal=True, gap="small"):
        first_of_row = st.container(width=180)
        titles = around.version_titles(older)
        against = choices.pick(
            say("对照版本"), list(titles), "against", titles.__getitem__, width=360
        )
        if against:
            reaches = session.ask_of(older[against], queries_digest.knows, chosen.season)
        with first_of_row:
            since = _earlier_day(chosen, digest.first_day(chosen, reaches))
    if against and reaches is None:
        _nothing(*around.not_in_version(against, chosen.season))
    if since > chosen.day or (since == chosen.day and not against):
        _nothing(*around.not_earlier(since, chosen.day))
    if against and reaches and since > reaches:
        _nothing(*around.not_so_far(against, reaches, since))
    county = chosen.county or _only_county(chosen)
    by = "series" if county else "county"
    earlier = (chosen.scope, chosen.season, since, by, chosen.series)
    later = (chosen.scope, chosen.season, chosen.day, by, chosen.series)
    base = session.ask(digest.side, *earlier)
    return Digest(
        season=chosen.season,
        county=county,
        series=chosen.series,
        then=session.ask_of(older[against], digest.side, *earlier) if against else base,
        base=base,
        now=session.ask(digest.side, *later),
        ended=session.ask(digest.ended, chosen.scope, chosen.season, since, chosen.day, by),
        names=chosen.names,
        titles=session.ask(digest.titles),
        against=older[against] if against else None,
    )


def _only_county(chosen: Selection) -> str | None:
    """The county of whoever may see but one."""
    counties = chosen.whole.counties
    return next(iter(counties)) if len(counties) == 1 else None


def _nothing(title: str, text: str) -> NoReturn:
    """Say why there is nothing to compare, and how there would be."""
    parts.headline(title)
    parts.caption(text)
    st.stop()


def _earlier_day(chosen: Selection, unasked: date) -> date:
    """Offer the earlier day; until one is chosen, it follows the day of the page."""
    asked = st.query_params.get(SINCE)
    before = st.session_state.get(SHOWN)
    if asked is None and before != unasked and st.session_state.get(SINCE) == before:
        st.session_state.pop(SINCE, None)
    st.session_state[SHOWN] = unasked
    first, last = chosen.span.first, chosen.span.last
    day: date = st.date_input(
        say("从"), unasked, first, last, key=SINCE, format="YYYY-MM-DD", bind="query-params"
    )
    if told := around.unknown_day(asked, chosen, day):
        said = pieces.text(capital(formats.sentence(told)))
        parts.html(pieces.tag("p", said, class_="notice", role="status"))
    return day
