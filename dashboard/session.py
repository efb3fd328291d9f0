"""Who looks at what: the version, the filters in the address, and cached answers."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from dashboard import access, answers, asked_version, place_filters, queries, signed_in, words
from dashboard.selection import Selection, span_of, unknown_values
from dashboard.words import say
from etl import warehouse
from etl.paths import data_folder
from etl.scope import Scope
from etl.warehouse import Version

Answer = TypeVar("Answer")
_CHOSEN, _VERSION, _LANGUAGE = "chosen", "version", "language"


def scope() -> Scope:
    """Whose rows this session may see, before any filter."""
    return signed_in.scope()


def selection() -> Selection:
    """Take what the frame has chosen for this run."""
    chosen: Selection = st.session_state[_CHOSEN]
    return chosen


def settle_language() -> list[str]:
    """Tell this run in the language of its address, else in the one spoken before; Chinese at first.

    Returns what to tell where that language does not exist.
    """
    kept = st.session_state.get(_LANGUAGE, words.CHINESE)
    wanted = st.query_params.get("lang", kept)
    told = []
    if wanted not in words.LANGUAGES:
        wanted, told = kept, [wanted]
    st.session_state[_LANGUAGE] = wanted
    words.speak(wanted)
    if wanted != st.query_params.get("lang", words.CHINESE):
        st.query_params["lang"] = wanted
    shown = words.LANGUAGES[wanted]
    return [say("没有语言“{asked}”，现用{shown}", asked=each, shown=shown) for each in told]


def speak() -> None:
    """Begin where a part of a page runs by itself: for whom it was made, in the session's language."""
    if signed_in.has_ended():
        st.rerun()
    words.speak(st.session_state.get(_LANGUAGE, words.CHINESE))


def ask(question: Callable[..., Answer], *args: Hashable) -> Answer:
    """Answer `question(con, *args)` from the selected version; kept, so never change what it gives."""
    return ask_of(_version(), question, *args)


def ask_of(version: Version, question: Callable[..., Answer], *args: Hashable) -> Answer:
    """Answer from another version than the selected one: for what is compared with it."""
    found: Answer = _whole(answers.answer, version, words.language(), question, args)
    _note(version, question, args)
    return found


def later(question: Callable[..., Answer], *args: Hashable) -> Callable[[], Answer]:
    """Answer from the selected version when the answer is called for; nothing of it is kept."""
    return partial(answers.asked, _version(), question, args)


def note_rows(what: str, found: Any) -> None:
    """Note in the log a list that is not asked of a version: what an act has frozen."""
    rows = signed_in.cases_in(found)
    signed_in.note_cases(what, (what,), rows, _version().name)


def draw(picture: Callable[[Any], Answer], question: Callable[..., Any], *args: Hashable) -> Answer:
    """Make `picture(question(con, *args))` once; a figure kept is never changed afterwards."""
    _note(_version(), question, args)
    drawn: Answer = _whole(answers.picture, _version(), words.language(), picture, question, args)
    return drawn


def _whole(make: Callable[..., Answer], *args: Any) -> Answer:
    """Where the version's file turns out to be damaged, run the page again: another one is shown then."""
    try:
        return make(*args)
    except warehouse.DamagedError:
        st.rerun()
        raise


def _note(version: Version, question: Callable[..., Any], args: tuple[Hashable, ...]) -> None:
    """Note in the log that cases were listed, before they are shown."""
    rows = _whole(answers.cases, version, words.language(), question, args)
    name = f"{question.__module__.rpartition('.')[2]}.{question.__name__}"
    signed_in.note_cases(name, args, rows, version.name)


def has_data() -> bool:
    return warehouse.published_last(data_folder().warehouse) is not None


def stand_in() -> str | None:
    """Say that the version published last is damaged and another one is shown."""
    return asked_version.stand_in(data_folder().warehouse)


def _version() -> Version:
    version: Version = st.session_state[_VERSION]
    return version


def settle_version() -> list[str]:
    """Keep the session on the version of its address, so that no figure moves under a reader.

    Returns what to tell where that version does not exist (any more); the current one then shows.
    """
    kept = st.session_state.get(_VERSION)
    wanted = st.query_params.get("v") or (kept.short if kept else None)
    version, told = asked_version.found(data_folder().warehouse, wanted)
    told += asked_version.ahead(version, access.now())
    st.session_state[_VERSION] = version
    if st.query_params.get("v") != version.short:
        st.query_params["v"] = version.short
    return told


def newer_version() -> Version | None:
    """The version published after the one on the page; None while the page shows the last one.

    Where the file behind the page has been damaged since, the next run of the page says so.
    """
    current = warehouse.current(data_folder().warehouse)
    is_same = current == _version() or warehouse.fault_of(_version()) is not None
    return None if is_same else current


def version() -> Version:
    """The version that this session looks at."""
    return _version()


def version_name() -> str | None:
    """The version looked at, where the page has one."""
    found: Version | None = st.session_state.get(_VERSION)
    return found.name if found else None


def filters() -> tuple[tuple[str, Any], ...]:
    """What the page shows, in the words of the log; nothing on a page without figures."""
    chosen: Selection | None = st.session_state.get(_CHOSEN)
    if chosen is None or not signed_in.shows_data():
        return ()
    counties, series = sorted(chosen.scope.counties), sorted(chosen.scope.series)
    day = chosen.day.isoformat()
    return (("season", chosen.season), ("day", day), ("counties", counties), ("series", series))


def show_current_version() -> None:
    """Leave the kept version for the one published last."""
    st.session_state.pop(_VERSION, None)
    st.query_params.pop("v", None)


def choose() -> tuple[Selection, list[str]]:
    """Draw the filters and settle the selection of this run; with it, what the address got wrong."""
    told = settle_version()
    names = ask(queries.names)
    place_filters.settle(names)
    spans = [span_of(row) for row in ask(queries.seasons)]
    asked = st.query_params.to_dict()
    year = st.selectbox(
        say("年度"),
        [span.year for span in spans],
        key="season",
        bind="query-params",
        on_change=_forget_day,
    )
    span = next(each for each in spans if each.year == year)
    day = st.date_input(
        say("截至"),
        span.default_day,
        min_value=span.first,
        max_value=span.last,
        key="day",
        format="YYYY-MM-DD",
        bind="query-params",
    )
    whole = signed_in.published(scope(), year)
    county, one_series = place_filters.draw(names, whole)
    place_filters.note_denied(asked, names, whole)
    offered = [
        [place_filters.label(key, code, names) for code in codes(names, whole)]
        for key, codes in (("county", place_filters.counties), ("series", place_filters.series))
    ]
    told += unknown_values(asked, spans, *offered)
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


def _forget_day() -> None:
    """Another season shows its own last report day."""
    st.session_state.pop("day", None)
