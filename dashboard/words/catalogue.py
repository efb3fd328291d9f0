"""The English catalogues: one .po file an area under `en/`, compiled in memory when first wanted."""

import gettext
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dashboard.words.defined import titles

FOLDER = Path(__file__).parent / "en"


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.po"))


def messages(path: Path) -> Iterator[Message]:
    """Every entry of a catalogue but its header."""
    with path.open("rb") as file:
        yield from (each for each in read_po(file, locale="en") if each.id)


@cache
def translations() -> gettext.GNUTranslations:
    """All catalogues and the titles of definitions as one; nothing compiled can be out of date."""
    whole = Catalog(locale="en")
    for path in files():
        for each in messages(path):
            whole.add(each.id, each.string, context=each.context)
    for title, english in titles().items():
        if title not in whole:
            whole.add(title, english)
    made = io.BytesIO()
    write_mo(made, whole)
    made.seek(0)
    return gettext.GNUTranslations(made)
