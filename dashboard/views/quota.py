"""名额: where the places came from, who took them, and what became of them."""

import streamlit as st

from dashboard import (
    choices,
    figures_quota,
    listed,
    lists,
    matrix,
    parts,
    quota,
    quota_lists,
    session,
    tables_quota,
    way,
)
from dashboard import sentences_quota as sentences
from dashboard.words import say

chosen = session.selection()
scopes = (chosen.whole.narrowed(series=chosen.series).counting(), chosen.scope.counting())
asked = (*scopes, chosen.season, chosen.day)
seen = session.ask(quota.read, *asked)
place = lists.place(chosen.names, chosen.county, chosen.series)
parts.headline(sentences.headline(seen, place))

measure = quota.MEASURES[
    choices.pick(
        say("看什么"),
        list(quota.MEASURES),
        "usage",
        lambda key: quota.MEASURES[key].title,
        default=seen.measure.key,
        look="buttons",
        hides_label=True,
    )
]


def address(county: str | None, series: str | None, count: str | None = None) -> str:
    listing = {"list": say(listed.LISTED[count])} if count else {}
    to = {"county": county, "series": series, "usage": say(measure.title)}
    return chosen.address("quota", **to, **listing)


def list_bar() -> None:
    """A click on a bar of the way chooses the list of its count."""
    if count := figures_quota.clicked(st.session_state["chain"], steps):
        st.session_state["list"] = count


first = st.container()
left, right = st.columns([11, 8], gap="large")
with left:
    heads, lines = tables_quota.cells(seen, measure, address, (chosen.county, chosen.series))
    title = sentences.matrix_title(seen, measure)
    parts.section(title, sentences.matrix_caption(seen, measure))
    parts.html(matrix.matrix("shade", say("县市"), heads, lines, title))
with right:
    steps = way.steps(seen)
    title = sentences.chain_title(seen)
    if seen.is_silent and seen.chosen.counts["allocated"]:
        parts.blank(title, say("还没有报送花名册，人数都不知道，不当作零。"))
    elif seen.chosen.counts["allocated"]:
        parts.chart(
            session.draw(way.picture, quota.read, *asked),
            title,
            say(sentences.CHAIN_CAPTION),
            sentences.chain_alt(steps),
            *tables_quota.chain(steps, lambda count: address(chosen.county, chosen.series, count)),
            key="chain",
            on_click=list_bar,
        )
    else:
        parts.blank(title, say("有了名额文件，这里画出名额从核定到评审通过的去向。"))

with first if listed.is_first(st.query_params) else st.container():
    own = lists.place(chosen.names, chosen.own_county, chosen.series)
    offered = list(listed.LISTED) if chosen.county else [listed.NO_LIST, *listed.LISTED]
    default = measure.list_count if chosen.county else None
    count = choices.pick(say("名单"), offered, "list", listed.title, default=default, width=280)
    if count == listed.NO_LIST:
        parts.caption(
            say("选一个县市（或点上表的数字），这里列出名单，每人注明来自哪个文件第几行。")
        )
    else:
        found = session.ask(quota_lists.read, chosen.scope, count, chosen.season, chosen.day)
        title = sentences.list_title(own, count, found.figure)
        parts.section(title, quota_lists.caption(count))
        parts.html(quota_lists.html(found, chosen.names, with_county=not chosen.county))

if proposals := quota.proposed(chosen.scope, chosen.season):
    parts.section(sentences.proposed_title(proposals, own), say(sentences.PROPOSED_CAPTION))
    made = tables_quota.proposed(proposals, chosen.names)
    parts.html(lists.html(made, say("拟提请核减")))

parts.section(sentences.documents_title(seen, place), say(sentences.DOCUMENTS_CAPTION))
made = tables_quota.documents(seen)
parts.html(lists.html(made, say("名额文件"), say("到这一天还没有载入名额文件。")))
