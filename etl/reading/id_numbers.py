"""Citizens' ID numbers after GB 11643: is it one, and which 18 characters stand for the person."""

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_OLD_LENGTH, _LENGTH = 15, 18
_FIRST_YEAR = 1900
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54"
    " 61 62 63 64 65 71 81 82 83".split()
)


def canonical(text: str) -> str | None:
    """Return 18 characters, also for an old number of 15 digits; None if it cannot be right."""
    if not (text.isascii() and text[:-1].isdigit() and text[:2] in _PROVINCES):
        return None
    if len(text) == _OLD_LENGTH and text.isdigit():
        text = f"{text[:6]}19{text[6:]}"
        text += _check_digit(text)
    if len(text) != _LENGTH or text[-1] != _check_digit(text[:17]) or not _is_birthday(text[6:14]):
        return None
    return text


def resembles(text: str) -> bool:
    """Tell whether it may be meant as an ID number although its last sign is wrong: not to be kept either."""
    if len(text) == _OLD_LENGTH:
        return canonical(text) is not None
    body = text[:17]
    is_one = len(text) == _LENGTH and body.isascii() and body.isdigit()
    return is_one and body[:2] in _PROVINCES and _is_birthday(body[6:14])


def _check_digit(first_17: str) -> str:
    return _CHECKS[sum(w * int(d) for w, d in zip(_WEIGHTS, first_17, strict=True)) % 11]


def _is_birthday(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= _FIRST_YEAR
    except ValueError:
        return False
