"""What pages are put together from; nothing here knows a figure."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import PRODUCT, choices, pieces, queries, session, signed_in
from dashboard import frame as top
from dashboard.exports import Export
from dashboard.pieces import Cell, Column, Number
from dashboard.words import capital, here, language, say
from etl.actor import Account

LOOK = sorted(Path(__file__).parent.glob("look*.css"))
GROUP_MARK = "border-left: 1px solid var(--line); margin-left: 12px; padding-left: 12px;"
LOOKS_EVERY = 10  # seconds: a new version is offered well within fifteen
QUIET_CHART = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@cache
def _style(groups: tuple[str, ...], _language: str) -> str:
    first_of_group = ", ".join(
        f'[data-testid="stTopNav"] > div:has(a[href$="/{name}"])' for name in groups[1:]
    )
    named = f'.stApp {{ --product: "{say(PRODUCT)}"; --more: "{say("更多")}"; }}\n'
    look = "".join(path.read_text("utf-8") for path in LOOK)
    return f"<style>{named}{look}\n{first_of_group} {{ {GROUP_MARK} }}</style>"


def style(groups: Sequence[str]) -> None:
    """Put the look in force, first of all on every run; groups of pages stand apart by a thin line."""
    st.html(_style(tuple(groups), language()))


def frame(told: Sequence[str] = ()) -> None:
    """Draw the line and the filters that every page begins with; settles the selection."""
    above = st.container(key="frame")
    with st.container(key="filters", horizontal=True, gap="small"):
        chosen, unknown = session.choose()
    stops = session.ask(queries.stops, chosen.season, chosen.day)
    reporting = session.ask(queries.reporting, chosen.whole, chosen.season)
    above.html(top.line(chosen, stops, reporting))
    above.html(top.other_language(st.query_params.to_dict()))
    with above:
        for each in top.notices(chosen, [*told, *unknown]):
            notice(each)
        _offer_newer_version()


def who(account: Account, *, is_demo: bool) -> None:
    """Say whose page this is and where the way out is, or that nobody had to log in."""
    st.html(top.who(account, is_demo=is_demo))


def alone() -> None:
    """The top of a page that stands without navigation and filters."""
    st.html(pieces.tag("p", pieces.text(say(PRODUCT)), class_="alone"))
    if damage := session.stand_in():
        notice(damage)
    st.html(top.other_language(st.query_params.to_dict()))


def ended() -> None:
    """What an open page says once its session has ended: nothing of what it showed before."""
    headline(say("登录已结束"))
    html(top.log_in_again())


def notice(text: str) -> None:
    """What a reader must know before the figures."""
    st.html(pieces.tag("p", pieces.text(text), class_="notice", role="status"))


def no_scope() -> None:
    """An account that has been given nothing to see."""
    headline(say("您的账号还没有分配范围"))
    caption(say("请找账号管理员分配县市或系列，然后刷新本页。"))


@st.fragment(run_every=f"{LOOKS_EVERY}s")
def _offer_newer_version() -> None:
    """Look whether a newer version has been published; the page changes only when asked to.

    Runs by itself between the reruns of the page, so it looks up the language anew.
    """
    session.speak()
    if newer := session.newer_version():
        parts = top.newer_version(session.version(), newer)
        notice(parts)
        if st.button(say("换到当前版本"), type="tertiary", key="to-current-version"):
            session.show_current_version()
            st.rerun()


def headline(text: str) -> None:
    """The one computed sentence of a page."""
    st.html(pieces.tag("h1", pieces.text(capital(text)), class_="headline"))


def section(title: str, caption: str = "") -> None:
    """A heading that says the finding; the caption says how to read what follows."""
    st.html(pieces.title(title, caption))


def caption(text: str) -> None:
    st.html(pieces.tag("p", pieces.text(capital(text)), class_="caption"))


def html(made: str) -> None:
    """Put a finished piece on the page; pieces escape what comes from data."""
    st.html(made)


def told(title: str, made: str, caption: str = "") -> None:
    """A finished piece under its heading."""
    section(title, caption)
    html(made)


def numbers(parts: Sequence[Number]) -> None:
    """At most four numbers in a row."""
    st.html(pieces.numbers(parts))


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell | str | int | None]],
    caption: str = "",
    empty: str = "",
) -> None:
    """A table that a screen reader understands; everything in it is escaped."""
    st.html(pieces.table(columns, rows, caption, empty))


def twin(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell | str | int | None]], caption: str
) -> None:
    """The table behind a picture, folded away."""
    with st.expander(say("看表")):
        table(columns, rows, caption)


def chart(  # noqa: PLR0913  a picture with all that stands for it
    figure: Any,
    title: str,
    caption: str,
    alt: str,
    twin_columns: Sequence[Column],
    twin_rows: Sequence[Sequence[Cell | str | int | None]],
    key: str | None = None,
    *,
    on_click: Callable[[], None] | None = None,
) -> None:
    """A picture under its finding, with its meaning in words and its table.

    `on_click` runs before the page does when a mark is clicked; what was clicked is the state of `key`.
    """
    section(title, caption)
    picture(figure, alt, key, on_click)
    twin(twin_columns, twin_rows, title)


def picture(
    figure: Any, alt: str, key: str | None = None, on_click: Callable[[], None] | None = None
) -> None:
    """The picture alone, where its finding and its table stand apart."""
    st.plotly_chart(
        figure,
        width="stretch",
        theme=None,
        config=QUIET_CHART,
        key=key,
        alt=alt,
        on_select=on_click or "ignore",
        selection_mode="points",
    )


def wide_or_narrow(
    figure: Any, alt: str, narrow: str, key: str, on_click: Callable[[], None] | None = None
) -> None:
    """A picture, and on narrow screens a finished piece that says the same in its place."""
    with st.container(key=f"{key}-picture"):
        picture(figure, alt, f"{key}-drawn", on_click)
    with st.container(key=f"{key}-list"):
        html(narrow)


def choice(label: str, options: Mapping[str, str], key: str) -> str:
    """One of a few, kept in the address; the first unless chosen, and never none."""
    return choices.pick(
        label, list(options), key, options.__getitem__, look="buttons", hides_label=True
    )


def download(
    label: str,
    make: Callable[[], bytes | str] | bytes,
    name: str,
    key: str,
    what: str,
    *,
    rows: int | None = None,
    mime: str | None = None,
) -> None:
    """A file to take away, made when it is asked for: for this reader only, and noted in the log.

    `what` names its kind there (audit.EXPORTS), with the filters of the page.
    """
    made = signed_in.noted_export(
        make, Export(what, session.filters(), rows, session.version_name())
    )
    st.download_button(label, here(made), name, mime, key=key, on_click="ignore")


def blank(title: str, text: str) -> None:
    """Say plainly that there is nothing to show yet, and why."""
    st.html(
        pieces.tag(
            "div",
            pieces.tag("h2", pieces.text(capital(title)), class_="finding"),
            pieces.tag("p", pieces.text(capital(text)), class_="caption"),
            class_="blank",
        )
    )


def no_data_yet() -> None:
    """The state before the first load: what to type, and that nothing is wrong."""
    headline(say("还没有数据"))
    caption(say("载入报送文件，或先生成一套示例数据看看样子，然后刷新本页："))
    st.code(say("python -m etl load 文件夹\npython -m etl sample"), language=None)
