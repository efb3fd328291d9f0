"""The language of the reader: Chinese as written in the code, English from gettext catalogues.

A text in the code is Chinese and is the key of its translation: `say("{n} 个名额", n=3)`.
"""

import contextvars
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from dashboard.words.catalogue import translations
from dashboard.words.filling import fill
from etl.told import Told, mark, told

__all__ = [
    "CHINESE",
    "ENGLISH",
    "LANGUAGES",
    "both",
    "capital",
    "here",
    "language",
    "mark",
    "say",
    "speak",
    "speaking",
    "told",
]

CHINESE, ENGLISH = "zh", "en"
LANGUAGES = {CHINESE: "中文", ENGLISH: "English"}
_language: ContextVar[str] = ContextVar("language", default=CHINESE)
Made = TypeVar("Made")


def language() -> str:
    """The language of this run; every cache of words has it in its key."""
    return _language.get()


def speak(wanted: str) -> None:
    """Tell everything from here on in this language; an unknown one is Chinese."""
    _language.set(wanted if wanted in LANGUAGES else CHINESE)


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Tell in this language for a while."""
    token = _language.set(wanted)
    try:
        yield
    finally:
        _language.reset(token)


def say(text: str, /, context: str = "", **values: Any) -> str:
    """Tell a text in the reader's language and fill in its values; without values, to the letter.

    `context` parts two uses of one Chinese word that English tells apart. What has no translation
    stays Chinese (a test finds it).
    """
    if isinstance(text, Told):
        values = text.values | values
        text = text.template
    spoken = {key: say(each) if isinstance(each, Told) else each for key, each in values.items()}
    template = _translated(text, context)
    return fill(template, spoken) if spoken else template


def _translated(text: str, context: str) -> str:
    if not text or language() == CHINESE:
        return text
    known = translations()
    return known.pgettext(context, text) if context else known.gettext(text)


def both(text: str) -> tuple[str, str]:
    """A text without values in each language, for addresses written in the other one."""
    with speaking(CHINESE):
        first = say(text)
    with speaking(ENGLISH):
        return first, say(text)


def capital(text: str) -> str:
    """Begin an English sentence or heading with a capital; Chinese stays as it is."""
    return text[:1].upper() + text[1:] if language() == ENGLISH else text


def here(act: Callable[..., Made]) -> Callable[..., Made]:
    """Keep the language of this run for something that is called later, in another thread."""
    kept = contextvars.copy_context()

    def run(*args: Any, **named: Any) -> Made:
        return kept.copy().run(act, *args, **named)

    return run
