"""进度: whether each milestone is met, and where files wait."""

import streamlit as st

from dashboard import (
    lists,
    matrix,
    parts,
    progress,
    queries_progress,
    session,
    tables_forecast,
    tables_progress,
)
from dashboard import sentences_forecast as say_ahead
from dashboard import sentences_progress as say
from etl.forecast import backtest

chosen = session.selection()
asked = (chosen.whole.narrowed(series=chosen.series), chosen.scope, chosen.season, chosen.day)
seen = session.ask(progress.read, *asked)
place = lists.place(chosen.names, chosen.county, chosen.series)
parts.headline(say.headline(seen, place, chosen.county))


def address(county: str | None) -> str:
    return chosen.address("progress", county=county)


title = say.milestones_title(seen)
parts.section(title, say.MILESTONES_CAPTION)
heads, lines = tables_progress.milestones(seen, address, chosen.county)
parts.html(matrix.matrix("bar", "县市", heads, lines, title))

if seen.has_begun:
    panels = progress.panels(seen)
    parts.section(say.burn_up_title(seen), say.burn_up_caption(seen))
    parts.html(matrix.key())
    pictures = session.draw(progress.pictures, progress.read, *asked)
    with st.grid(1 if chosen.county else "auto", min_column_width=320, gap="medium", key="panels"):
        for panel, picture in zip(panels, pictures, strict=True):
            st.plotly_chart(
                picture,
                theme=None,
                config=parts.QUIET_CHART,
                key=f"panel-{panel.title}",
                alt=say.burn_up_alt(panel),
            )
    parts.twin(*tables_progress.curves(panels), caption="各县市进度")

    if under_way := seen.ahead.open():
        nearest = under_way[0]
        title = say_ahead.title(nearest)
        past = session.ask(backtest.backtest, chosen.season)
        parts.section(title, say_ahead.caption(past, nearest))
        rows = under_way if chosen.county else seen.ahead.of(nearest.milestone_id)
        made = tables_forecast.ahead(rows, chosen.names, by_county=not chosen.county)
        parts.html(lists.tight(made, title))
        if past:
            with st.expander(say_ahead.HITS):
                parts.caption(say_ahead.HITS_CAPTION)
                parts.table(*tables_forecast.hits(past), caption=say_ahead.HITS)

    left, right = st.columns([1, 1], gap="large")
    with left:
        steps = progress.way(seen)
        parts.chart(
            session.draw(progress.way_picture, progress.read, *asked),
            say.way_title(seen),
            say.WAY_CAPTION,
            say.way_alt(steps),
            *tables_progress.way(steps),
            key="way",
        )
    with right:
        parts.section(say.ages_title(seen), say.AGES_CAPTION)
        parts.html(lists.tight(tables_progress.ages(seen), "等待时间"))

    waiting = session.ask(queries_progress.waiting, chosen.scope, chosen.season, chosen.day)
    parts.section(say.waiting_title(waiting, chosen.county), say.WAITING_CAPTION)
    shown = say.shown(waiting, chosen.county)
    made = lists.table(shown, chosen.names, lists.WAITS, with_county=not chosen.county)
    parts.html(lists.html(made, "在等的申报", "没有在等的申报。"))

parts.section(say.starts_title(seen), say.STARTS_CAPTION)
parts.html(lists.html(tables_progress.starts(seen), "最迟起始日"))
if seen.extensions:
    parts.section(say.extensions_title(seen), say.EXTENSIONS_CAPTION)
    parts.html(lists.html(tables_progress.extensions(seen), "延期"))
