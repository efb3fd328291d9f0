"""Numbers of people are hidden before anything is written or shown."""

import re

_RUN = re.compile(
    r"\d{11,}[Xx]?"  # ID numbers, mobile numbers, bank cards
    r"|(?<!\d)1[3-9]\d[ -]\d{4}[ -]\d{4}(?!\d)"  # a mobile number written in groups
    r"|(?<!\d)\d{6}[ -]\d{8}[ -]\d{3}[\dXx]"  # an ID number written in groups
)
_STAMP = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[0-5]\d){2,3}")


def hidden(length: int) -> str:
    """Stand in for a number of that many characters."""
    return f"已隐去({length} 位)"


def masked(text: str) -> str:
    """Hide every run of 11 or more digits, and shorter ones that are written in groups."""
    return _RUN.sub(lambda run: hidden(sum(c.isalnum() for c in run[0])), text)


def masked_name(name: str) -> str:
    """Mask a file's name, sparing times of day such as 20221205183000."""
    spared = lambda run: run[0] if _STAMP.fullmatch(run[0]) else masked(run[0])  # noqa: E731
    return _RUN.sub(spared, name)
