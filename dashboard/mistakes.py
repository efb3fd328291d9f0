"""What a user can mend, told in the reader's language."""

import re

from dashboard.words import say
from etl.errors import UserError
from etl.plain_text import plain_lines

# Signs by which Streamlit's Markdown makes emphasis, links, pictures, formulas, colours, icons or HTML.
_TAKEN_FOR_MARKUP = re.compile(r"[`*_\[\]<>$:~#|!\\&]|https?|www")


def told(error: UserError) -> str:
    """What is wrong, and on the next line what to do."""
    return "\n".join(say(part) for part in (error.what, error.cure) if part)


def as_markdown(text: str) -> str:
    """The same text for where Markdown is read: where it could take a sign for its own, it stands as code."""
    shown = plain_lines(text)
    if not _TAKEN_FOR_MARKUP.search(shown):
        return shown
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    return f"{fence} {shown} {fence}"
