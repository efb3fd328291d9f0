"""The filters of county and series: what the scope shows, in whatever words an address asks for it."""

from collections.abc import Mapping

import streamlit as st

from dashboard import choices, signed_in, words
from dashboard.selection import ALL_SERIES, WHOLE_PREFECTURE
from dashboard.words import say
from etl.reference import Place, places
from etl.scope import Scope

Names = Mapping[str, str]
ALL_TOGETHER = ""  # to Streamlit None is no choice: it would show its own "Choose an option"
EVERY = {"county": WHOLE_PREFECTURE, "series": ALL_SERIES}


def counties(names: Names, whole: Scope) -> list[str]:
    """Offer the scope's counties; a single one stands first, and all together only for their counts."""
    own = [code for code in names if code in whole.counties]
    if len(own) == 1:
        return [*own, ALL_TOGETHER] if whole.published else list(own)
    return [ALL_TOGETHER, *own]


def series(names: Names, whole: Scope) -> list[str]:
    own = [code for code in names if code in whole.series]
    return list(own) if len(own) == 1 else [ALL_TOGETHER, *own]


def draw(names: Names, whole: Scope) -> tuple[str | None, str | None]:
    """Let the reader choose both."""
    return (
        _choice(say("县市"), "county", counties(names, whole), names) or None,
        _choice(say("系列"), "series", series(names, whole), names) or None,
    )


def label(key: str, code: str, names: Names) -> str:
    return names[code] if code else say(EVERY[key])


def _choice(title: str, key: str, options: list[str], names: Names) -> str:
    return st.selectbox(
        title,
        options,
        key=key,
        bind="query-params",
        format_func=lambda code: label(key, code, names),
    )


def settle(names: Names) -> None:
    """Take a code, a variant or a name in the other language for the name that the filters write."""
    written = {each.code: [each.name, *each.variants] for each in _places()}
    for key, every, is_county in (
        ("county", WHOLE_PREFECTURE, True),
        ("series", ALL_SERIES, False),
    ):
        known = {
            code: (names[code], code, *written[code], *map(_english, written[code][:1]))
            for code in names
            if code.isdigit() == is_county
        }
        choices.settle(key, {ALL_TOGETHER: (say(every), *words.both(every)), **known})


def note_denied(asked: Mapping[str, str], names: Names, whole: Scope) -> None:
    """Note a county or series of the address that exists, and is not this reader's to see."""
    for key, own in (("county", whole.counties), ("series", whole.series)):
        for code, name in names.items():
            if asked.get(key) == name and code not in own:
                signed_in.note_denied(key, code)


def _english(name: str) -> str:
    return words.both(name)[1]


def _places() -> tuple[Place, ...]:
    return (*places("counties"), *places("series"))
