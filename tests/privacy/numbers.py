"""Numbers of people in a text, and what only looks like one.

A hash is no number of a person although eighteen digits in a row may stand in it: whole words of hexadecimal
digits with a letter among them are passed over. So are digits behind a decimal point, but not a number that
was written in powers of ten.
"""

import re

ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
SPOILED = re.compile(r"(?<![\d.])[1-8]\.\d{10,17}[eE]\+?1[67](?!\d)")
_HASH = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])(?:[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})"
    r"(?![0-9A-Za-z])"
)
_DECIMALS = re.compile(r"(?<=\d)\.\d+")


def numbers_in(text: str) -> list[str]:
    """List the ID numbers and mobile numbers in a text."""
    found = SPOILED.findall(text)
    text = _DECIMALS.sub(".", _HASH.sub("#", text))
    return found + ID_NUMBER.findall(text) + MOBILE.findall(text)


def pieces_of(numbers: set[str], text: str) -> set[str]:
    """Find known numbers inside longer runs of digits, too, an ID number even without its last sign."""
    sought = {number[:17] for number in numbers}
    lengths = {len(number) for number in sought}
    found = set()
    for run in re.findall(r"\d{11,}", text):
        for length in lengths:
            starts = range(len(run) - length + 1)
            found |= {run[at : at + length] for at in starts} & sought
    return found
