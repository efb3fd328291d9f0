"""质量: how files fare in review, why they come back, whose tries run out, what the procedure lacks."""

import streamlit as st

from dashboard import (
    funnel,
    lists,
    matrix,
    parts,
    pieces_funnel,
    quality,
    queries_quality,
    session,
    tables_quality,
)
from dashboard import sentences_quality as say
from etl import evidence

chosen = session.selection()
asked = (chosen.whole.narrowed(series=chosen.series), chosen.scope, chosen.season, chosen.day)
seen = session.ask(quality.read, *asked)
place = lists.place(chosen.names, chosen.county, chosen.series)
parts.headline(say.headline(seen, place))
if not seen.total.counts["decided"]:
    parts.blank(
        "还没有可比的数", "有了县级或州级的审核结论，这里按县市列出退回、通过和公示的情况。"
    )
    st.stop()


def address(county: str | None, count: str | None = None) -> str:
    name = quality.PROBLEMS[count] if count else None
    return chosen.address("quality", county=county, problem=name)


title = say.rates_title(seen)
parts.section(title, say.RATES_CAPTION)
heads, lines = tables_quality.rates(seen, address, chosen.county)
parts.html(matrix.matrix("bar", "县市", heads, lines, title))

above = st.container()
with st.container(key="funnel-choice", horizontal=True):
    rate = parts.choice("比率", funnel.RATES, "rate")
    is_crude = not chosen.series and not st.toggle(
        "按系列校正", value=True, key="adjusted", bind="query-params"
    )
compared = (asked[0], *asked[2:], rate, "crude" if is_crude else "adjusted", chosen.county)
drawn = session.ask(funnel.read, *compared)
with above:
    parts.section(funnel.title(drawn), funnel.caption(drawn))
if drawn.found.whole is not None:
    picture = session.draw(funnel.picture, funnel.read, *compared)
    parts.wide_or_narrow(picture, funnel.alt(drawn), pieces_funnel.intervals(drawn), "funnel")
    parts.twin(*funnel.table(drawn), funnel.title(drawn))

left, right = st.columns([1, 1], gap="large")
with left:
    reasons = quality.reasons(seen)
    parts.chart(
        session.draw(quality.reasons_picture, quality.read, *asked),
        say.reasons_title(reasons),
        say.REASONS_CAPTION,
        say.reasons_alt(reasons),
        *tables_quality.reasons(reasons),
        key="reasons",
    )
with right:
    turns = quality.turns(seen)
    parts.chart(
        session.draw(quality.turns_picture, quality.read, *asked),
        say.turns_title(seen),
        say.TURNS_CAPTION,
        say.turns_alt(turns),
        *tables_quality.turns(turns),
        key="turns",
    )

tries = session.ask(queries_quality.tries, chosen.scope, chosen.season, chosen.day)
parts.section(say.tries_title(tries, place), say.TRIES_CAPTION)
made = lists.table(tries, chosen.names, tables_quality.TRIES, with_county=not chosen.county)
parts.html(lists.html(made, "机会将尽的申报", "没有这样的申报。"))

parts.section(say.problems_title(seen), say.PROBLEMS_CAPTION)
parts.html(lists.tight(tables_quality.problems(seen, address), "程序问题"))
if chosen.county:
    count = st.selectbox(
        "名单",
        list(quality.PROBLEMS),
        key="problem",
        format_func=quality.PROBLEMS.__getitem__,
        bind="query-params",
        index=list(quality.PROBLEMS).index(quality.first_problem(seen)),
        width=240,
    )
    found = session.ask(evidence.cases, chosen.scope, count, chosen.season, chosen.day)
    name = quality.PROBLEMS[count]
    parts.section(say.problem_list_title(place, name, seen.chosen.counts[count]))
    made = lists.table(found, chosen.names, tables_quality.CASES, with_county=False)
    parts.html(lists.html(made, name, "没有这样的记录。"))
