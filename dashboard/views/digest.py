"""周报: what changed between two days, or between what two versions say of them."""

import streamlit as st

from dashboard import (
    choices,
    digest,
    digest_pieces,
    lists,
    parts,
    parts_digest,
    session,
)
from dashboard import sentences_digest as sentences
from dashboard import sentences_digest_page as around
from dashboard import tables_digest as tables
from dashboard.words import say
from etl import evidence

chosen = session.selection()
seen = parts_digest.compared(chosen)
place = lists.place(chosen.names, seen.county, chosen.series)
told = sentences.tell(seen)
parts.headline(around.headline(seen, told, place))
parts.section(around.lines_title(told), around.lines_caption(seen))
parts.html(digest_pieces.lines([line.text for line in told.lines]))
with st.expander(say(around.PASTE)):
    parts.caption(say(around.PASTE_CAPTION))
    text = around.paste(seen, told, chosen, place)
    st.code(text, language=None, wrap_lines=True)

above = st.container()
milestones = digest.milestones()
milestone = choices.pick(
    say("节点"),
    list(milestones),
    "measure",
    milestones.__getitem__,
    default=digest.most_moved(seen),
    look="buttons",
    hides_label=True,
)
with above:
    title = around.shares_title(seen, milestone, say(milestones[milestone]))
    parts.section(title, say(around.SHARES_CAPTION))
alt = around.shares_alt(seen, milestone, say(milestones[milestone]))
shares, heads = tables.shares(seen, milestone), tables.share_heads(seen)
parts.html(digest_pieces.dumbbells(shares, heads, tables.share_counts(milestone), alt))


def address(place: str, count: str) -> str:
    """Lead to the list: of a county, or with one county chosen of all its series."""
    against = around.version_title(seen.against) if seen.against else None
    return chosen.address(
        "digest",
        county=seen.county or place,
        moved=say(seen.titles[count]),
        since=seen.base.day,
        against=against,
    )


listed = tables.listable(seen, session.ask(digest.counts_of_cases))
rows = tables.counted(seen, address, listed)
changed = [row for row in rows if row.has_changed]
title = around.table_title(len(changed), len(rows))
parts.section(title, around.table_caption(seen))
is_whole = st.toggle(say("也列没有变化的计数"), key="all", bind="query-params")
parts.html(digest_pieces.differences(tables.heads(seen), rows if is_whole else changed, title))

if seen.county and listed:
    above = st.container()
    count = choices.pick(say("名单"), listed, "moved", seen.titles.__getitem__, width=320)
    asked = (evidence.cases, chosen.scope, count, chosen.season)
    base, now = (session.ask(*asked, side.day) for side in (seen.base, seen.now))
    then = session.ask_of(seen.against, *asked, seen.base.day) if seen.against else base
    moved = digest.moved(then, base, now)
    with above:
        parts.section(around.list_title(seen, count, moved), say(around.LIST_CAPTION))
    made = tables.cases(moved, chosen.names)
    parts.html(lists.html(made, say(seen.titles[count]), say("没有这样的申报。")))
