"""Who looks at what: the version, the filters in the address, and cached answers."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

import duckdb
import streamlit as st

from dashboard import queries
from dashboard.selection import (
    ALL_SERIES,
    WHOLE_PREFECTURE,
    Selection,
    span_of,
    unknown_values,
)
from etl import warehouse
from etl.errors import UserError
from etl.paths import data_folder
from etl.scope import Scope, office
from etl.warehouse import Version

Answer = TypeVar("Answer")
ANSWERS_KEPT, PICTURES_KEPT, VERSIONS_OPEN = 2048, 256, 4
_CHOSEN, _VERSION = "chosen", "version"


def scope() -> Scope:
    """Whose rows this session may see, before any filter."""
    return office()


def selection() -> Selection:
    """Take what the frame has chosen for this run."""
    chosen: Selection = st.session_state[_CHOSEN]
    return chosen


def ask(question: Callable[..., Answer], *args: Hashable) -> Answer:
    """Answer `question(con, *args)` from the selected version; kept, so never change what it gives."""
    found: Answer = _answer(_version(), question, args)
    return found


def draw(picture: Callable[[Any], Answer], question: Callable[..., Any], *args: Hashable) -> Answer:
    """Make `picture(question(con, *args))` once; a figure kept is never changed afterwards."""
    drawn: Answer = _picture(_version(), picture, question, args)
    return drawn


@lru_cache(maxsize=VERSIONS_OPEN)
def _database(version: Version) -> duckdb.DuckDBPyConnection:
    return warehouse.open_version(version)


@lru_cache(maxsize=ANSWERS_KEPT)
def _answer(version: Version, question: Callable[..., Any], args: tuple[Hashable, ...]) -> Any:
    with _database(version).cursor() as cursor:
        return question(cursor, *args)


@lru_cache(maxsize=PICTURES_KEPT)
def _picture(
    version: Version,
    picture: Callable[[Any], Any],
    question: Callable[..., Any],
    args: tuple[Hashable, ...],
) -> Any:
    return picture(_answer(version, question, args))


def has_data() -> bool:
    return warehouse.current(data_folder().warehouse) is not None


def _version() -> Version:
    version: Version = st.session_state[_VERSION]
    return version


def settle_version() -> list[str]:
    """Keep the session on the version of its address, so that no figure moves under a reader.

    Returns what to tell where that version does not exist (any more); the current one then shows.
    """
    folder, told = data_folder().warehouse, []
    kept = st.session_state.get(_VERSION)
    wanted = st.query_params.get("v") or (kept.short if kept else None)
    try:
        version = warehouse.find(folder, wanted)
    except UserError:
        version = warehouse.find(folder, None)
        told = [f"没有版本 {wanted}（可能已按保留规则清理），现显示当前版本 {version.short}"]
    st.session_state[_VERSION] = version
    if st.query_params.get("v") != version.short:
        st.query_params["v"] = version.short
    return told


def show_current_version() -> None:
    """Leave the kept version for the one published last."""
    st.session_state.pop(_VERSION, None)
    st.query_params.pop("v", None)


def choose() -> tuple[Selection, list[str]]:
    """Draw the filters and settle the selection of this run; with it, what the address got wrong."""
    told = settle_version()
    spans = [span_of(row) for row in ask(queries.seasons)]
    names = ask(queries.names)
    _translate_codes(names)
    whole = scope()
    counties = [code for code in names if code in whole.counties]
    series = [code for code in names if code in whole.series]
    told += unknown_values(
        st.query_params.to_dict(), spans, [names[c] for c in counties], [names[s] for s in series]
    )
    year = st.selectbox(
        "年度",
        [span.year for span in spans],
        key="season",
        bind="query-params",
        on_change=_forget_day,
    )
    span = next(each for each in spans if each.year == year)
    day = st.date_input(
        "截至",
        span.default_day,
        min_value=span.first,
        max_value=span.last,
        key="day",
        format="YYYY-MM-DD",
        bind="query-params",
    )
    county = st.selectbox(
        "县市",
        [None, *counties],
        key="county",
        bind="query-params",
        format_func=lambda code: names[code] if code else WHOLE_PREFECTURE,
    )
    one_series = st.selectbox(
        "系列",
        [None, *series],
        key="series",
        bind="query-params",
        format_func=lambda code: names[code] if code else ALL_SERIES,
    )
    about = ask(queries.about)
    current = warehouse.current(data_folder().warehouse)
    chosen = Selection(
        version=_version(),
        season=year,
        day=day,
        county=county,
        series=one_series,
        scope=whole.narrowed(county, one_series),
        whole=whole,
        span=span,
        is_sample=about["is_sample"],
        is_current=current == _version(),
        rules_version=about["rules_version"],
        names=names,
    )
    st.session_state[_CHOSEN] = chosen
    return chosen, told


def _translate_codes(names: dict[str, str]) -> None:
    """Take a code given for a place in the address for its name, which the filters write there."""
    codes = {
        key: code for key in ("county", "series") if (code := st.query_params.get(key)) in names
    }
    if codes:
        st.query_params.update({key: names[code] for key, code in codes.items()})
        st.rerun()


def _forget_day() -> None:
    """Another season shows its own last report day."""
    st.session_state.pop("day", None)
