"""Parts of the page 进度: the panels of all counties, the days ahead, the list of who waits."""

from collections.abc import Hashable

import streamlit as st

from dashboard import (
    burn_up,
    choices,
    lists,
    matrix,
    parts,
    progress,
    queries_progress,
    session,
    tables_forecast,
    tables_progress,
    waits,
)
from dashboard import sentences_forecast as ahead
from dashboard import sentences_progress as sentences
from dashboard import sentences_waits as words
from dashboard.progress import Progress
from dashboard.selection import Selection
from dashboard.words import say
from etl.forecast import backtest


def panels(seen: Progress, asked: tuple[Hashable, ...]) -> None:
    """One picture a county, all on one scale, with one table behind them."""
    shown = burn_up.panels(seen)
    parts.section(sentences.burn_up_title(seen), sentences.burn_up_caption(seen))
    parts.html(matrix.key())
    pictures = session.draw(burn_up.pictures, progress.read, *asked)
    with st.grid(
        1 if len(shown) == 1 else "auto", min_column_width=320, gap="medium", key="panels"
    ):
        for panel, picture in zip(shown, pictures, strict=True):
            parts.picture(picture, sentences.burn_up_alt(panel), f"panel-{panel.county}")
    parts.twin(*tables_progress.curves(shown), caption=say("各县市进度"))


def forecast(seen: Progress, chosen: Selection) -> None:
    """What each working day until the nearest end must bring; nothing once all ends have passed."""
    under_way = seen.ahead.open()
    if not under_way:
        return
    nearest = under_way[0]
    title = ahead.title(nearest)
    past = session.ask(backtest.backtest, chosen.season)
    parts.section(title, ahead.caption(past, nearest))
    rows = under_way if chosen.county else seen.ahead.of(nearest.milestone_id)
    made = tables_forecast.ahead(rows, chosen.names, by_county=not chosen.county)
    parts.html(lists.tight(made, title))
    if past:
        with st.expander(say(ahead.HITS)):
            parts.caption(say(ahead.HITS_CAPTION))
            parts.table(*tables_forecast.hits(past), caption=say(ahead.HITS))


def waiting_list(seen: Progress, chosen: Selection) -> None:
    """Who waits: those that the address or a click asks for, longest first."""
    everyone = session.ask(queries_progress.waiting, chosen.scope, chosen.season, chosen.day)
    stages, ages = waits.STAGE_TITLES, waits.AGE_TITLES
    with st.container(horizontal=True, gap="small", key="waits-choice"):
        stage = choices.pick(say("在等什么"), list(stages), "waits", stages.__getitem__, width=240)
        age = choices.pick(say("已等"), list(ages), "age", ages.__getitem__, width=180)
    is_asked = bool(chosen.county) or (stage, age) != (waits.EVERY, waits.EVERY)
    n = waits.figure(seen.ages, stage, age)
    title = words.waiting_title(n, stage, age, is_asked=is_asked)
    parts.section(title, say(words.WAITING_CAPTION))
    shown = waits.shown(waits.cases(everyone, stage, age), is_asked=is_asked)
    made = lists.table(shown, chosen.names, lists.WAITS, with_county=not chosen.county)
    parts.html(lists.html(made, say("在等的申报"), say("没有在等的申报。")))
