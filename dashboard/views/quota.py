"""名额: where the places came from, who took them, and what became of them."""

import streamlit as st

from dashboard import (
    lists,
    matrix,
    parts,
    queries_progress,
    quota,
    session,
    tables_quota,
)
from dashboard import sentences_quota as say
from etl import evidence
from etl.lifecycle.proposals import proposals_for
from etl.paths import data_folder
from etl.register import register_of

chosen = session.selection()
asked = (chosen.whole.narrowed(series=chosen.series), chosen.scope, chosen.season, chosen.day)
seen = session.ask(quota.read, *asked)
place = lists.place(chosen.names, chosen.county, chosen.series)
parts.headline(say.headline(seen, place))

key = st.segmented_control(
    "看什么",
    list(quota.MEASURES),
    key="usage",
    default=seen.measure.key,
    required=True,
    format_func=lambda key: quota.MEASURES[key].title,
    bind="query-params",
    label_visibility="collapsed",
)
measure = quota.MEASURES[key]


def address(county: str | None, series: str | None) -> str:
    return chosen.address("quota", county=county, series=series, usage=measure.title)


left, right = st.columns([11, 8], gap="large")
with left:
    heads, lines = tables_quota.cells(seen, measure, address, (chosen.county, chosen.series))
    title = say.matrix_title(seen, measure)
    parts.section(title, say.matrix_caption(seen, measure))
    parts.html(matrix.matrix("shade", "县市", heads, lines, title))
with right:
    steps = quota.steps(seen)
    if seen.chosen.counts["allocated"]:
        parts.chart(
            session.draw(quota.picture, quota.read, *asked),
            say.chain_title(seen),
            say.CHAIN_CAPTION,
            say.chain_alt(steps),
            *tables_quota.chain(steps),
            key="chain",
        )
    else:
        parts.blank(say.chain_title(seen), "有了名额文件，这里画出名额从核定到评审通过的去向。")

if chosen.county:
    count = st.selectbox(
        "名单",
        list(quota.LISTED),
        key="list",
        format_func=quota.LISTED.__getitem__,
        bind="query-params",
        index=list(quota.LISTED).index(measure.list_count),
        width=240,
    )
    rows = session.ask(evidence.cases, chosen.scope, count, chosen.season, chosen.day)
    waiting = session.ask(queries_progress.waiting, chosen.scope, chosen.season, chosen.day)
    parts.section(say.list_title(place, quota.LISTED[count], seen.chosen.counts[count]))
    now = lists.waits({row["application_no"]: row for row in waiting})
    made = lists.table(rows, chosen.names, [lists.since("自"), now], with_county=False)
    parts.html(lists.html(made, quota.LISTED[count], "没有这样的人。"))
else:
    parts.caption("选一个县市（或点上表的数字），这里列出名单，每人注明来自哪个文件第几行。")

proposals = [
    each
    for each in proposals_for(register_of(data_folder()), chosen.season)
    if each.county_code in chosen.scope.counties and each.series_code in chosen.scope.series
]
if proposals:
    parts.section(say.proposed_title(proposals, place), say.PROPOSED_CAPTION)
    parts.html(lists.html(tables_quota.proposed(proposals, chosen.names), "拟提请核减"))

parts.section(say.documents_title(seen, place), say.DOCUMENTS_CAPTION)
made = tables_quota.documents(seen)
parts.html(lists.html(made, "名额文件", "到这一天还没有载入名额文件。"))
