"""Text without what nobody sees: what it shows is what it is, on a page, in a file, in a log.

A name that turns the direction of reading could look like another; digits with a sign of no width between
them would escape whoever looks for numbers of persons.
"""

import re

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Soft and zero-width signs, marks that turn the direction of reading, tags, halves of characters.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ufdd0-\ufdef\ud800-\udfff\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """Take out what is not seen; controls and line breaks in a row become one blank."""
    return str(text) if text.isprintable() else _CONTROLS.sub(" ", _UNSEEN.sub("", text))


def plain_lines(text: str) -> str:
    """The same, but line breaks stay."""
    return str(text) if text.isprintable() else "\n".join(map(plain, text.splitlines()))
