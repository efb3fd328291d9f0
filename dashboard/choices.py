"""Choices that stand in the address: understood in either language, and an unknown one is told.

Streamlit writes the label of an option into the address and silently drops a label that it does not know.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import streamlit as st

from dashboard import formats, pieces
from dashboard.words import both, capital, say

Option = TypeVar("Option", bound=Hashable)
Look = Literal["list", "buttons"]
_NOTHING = "∅"  # an option of its own: "" may be one of those offered


def settle(key: str, known: Mapping[Option, Sequence[str]]) -> None:
    """Write the first word of an option into the address where another word of it stands there.

    Must run before the widget of that key, which may not be set from outside once it is drawn.
    Capitals do not count: English labels begin with one, the words of the catalogue do not.
    """
    asked = st.query_params.get(key)
    if asked is None:
        return
    for label, *others in known.values():
        if asked == label:
            return
        if asked.casefold() in {each.casefold() for each in others}:
            st.query_params[key] = label
            st.rerun()


def pick(  # noqa: PLR0913  the arguments of the widgets behind it
    label: str,
    options: Sequence[Option],
    key: str,
    title: Callable[[Option], str],
    *,
    default: Option | None = None,
    look: Look = "list",
    width: int | Literal["stretch"] = "stretch",
    hides_label: bool = False,
) -> Option:
    """Offer one of these, kept in the address; `title` gives the Chinese words (a mark) or a name.

    An address in the other language, or with the option itself, is understood; an unknown one is
    told below the choice, and the default shows.
    """
    words = {each: capital(say(title(each))) for each in options}
    settle(key, {each: (words[each], *both(title(each)), f"{each}") for each in options})
    asked = st.query_params.get(key)
    # To Streamlit None is no choice: it would show its own "Choose an option".
    known = {_NOTHING if each is None else each: each for each in options}
    first = options[0] if default is None else default
    common: dict[str, Any] = {
        "key": key,
        "bind": "query-params",
        "format_func": lambda inner: words[known[inner]],
        "label_visibility": "collapsed" if hides_label else "visible",
    }
    if look == "buttons":
        pressed = st.segmented_control(label, list(known), default=first, required=True, **common)
        shown = first if pressed is None else known[pressed]
    else:
        position = options.index(first)
        shown = known[st.selectbox(label, list(known), position, width=width, **common)]
    if asked is not None and asked not in words.values():
        _tell(label, asked, words[shown])
    return shown


def _tell(label: str, asked: str, shown: str) -> None:
    said = say("{what}：没有“{asked}”，现显示{shown}", what=label, asked=asked, shown=shown)
    st.html(pieces.tag("p", pieces.text(formats.sentence(said)), class_="notice", role="status"))
