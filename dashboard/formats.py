"""How numbers, days, shares and lists of words look: the one home, for screens and papers alike."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date

from dashboard.words import ENGLISH, capital, language, say

NOTHING = "—"
THIN = "\u2009"
WEEKDAYS = "一二三四五六日"
_CLAUSE_FIGURES = str.maketrans("一二三四五六七八九", "123456789")
_TENTH = Decimal("0.1")
SMALLEST_SHOWN = 0.0001
LEAST_FOR_PERCENT = 5
_HAN = "\u4e00-\u9fff"
_ANY_HAN = re.compile(rf"[{_HAN}]")
# A day stays in one piece (12月3日); every other figure keeps a thin distance from the words.
_BEFORE_FIGURE = re.compile(rf"(?<=[{_HAN}])(?<!\d月)(?<!\d年) ?(?=[\d+−])")
_AFTER_FIGURE = re.compile(rf"(?<=[\d%]) ?(?=[{_HAN}])(?!月|日)")


def spaced(text: str) -> str:
    """Put a thin space between Chinese and figures; twice does no more than once."""
    return _AFTER_FIGURE.sub(THIN, _BEFORE_FIGURE.sub(THIN, text))


def number(value: int | None) -> str:
    """A whole number with a true minus sign; nothing known is a dash, never 0."""
    return NOTHING if value is None else f"{value}".replace("-", "−")


def fraction(numerator: int | None, denominator: int | None) -> str:
    """k/n as tables show it."""
    return f"{number(numerator)}/{number(denominator)}"


def percent(rate: float | None) -> str:
    """One decimal; what is not quite all or nothing never reads 100% or 0%."""
    if rate is None:
        return NOTHING
    rounded = (Decimal(repr(rate)) * 100).quantize(_TENTH, ROUND_HALF_UP)
    if rate < 1:
        rounded = min(rounded, Decimal("99.9"))
    if rate > 0:
        rounded = max(rounded, _TENTH)
    shown = f"{rounded}".removesuffix(".0")
    return f"{shown}%".replace("-", "−")


def percent_of(rate: float | None, denominator: int | None) -> str:
    """A percentage only of five or more; of fewer it would say more than there is."""
    return percent(rate if (denominator or 0) >= LEAST_FOR_PERCENT else None)


def tenth(value: float | None) -> str:
    """One decimal at most, for what a day must bring; more than nothing never reads 0."""
    if value is None:
        return NOTHING
    rounded = Decimal(repr(float(value))).quantize(_TENTH, ROUND_HALF_UP)
    shown = max(rounded, _TENTH) if value > 0 else rounded
    return f"{shown}".removesuffix(".0").replace("-", "−")


def change(difference: int) -> str:
    """A signed difference; none is said in a word."""
    return f"{difference:+}".replace("-", "−") if difference else say("持平")


def day(value: date) -> str:
    """12月3日 or 3 Dec, for prose; the year stands in the frame."""
    if language() == ENGLISH:
        return format_date(value, "d MMM", locale="en")
    return f"{value.month}月{value.day}日"


def weekday(value: date) -> str:
    """周三 or Wed."""
    if language() == ENGLISH:
        return format_date(value, "EEE", locale="en")
    return f"周{WEEKDAYS[value.weekday()]}"


def day_short(value: date) -> str:
    """12-03, for tables and marks."""
    return f"{value:%m-%d}"


def day_full(value: date | None) -> str:
    """2025-12-03, where years may differ; nothing known is a dash."""
    return f"{value:%Y-%m-%d}" if value else NOTHING


def clause(number: str) -> str:
    """五（二）, as prose writes it, in English 5(2); the catalogue writes 五(二)."""
    if language() == ENGLISH:
        return number.translate(_CLAUSE_FIGURES).replace("–", NOTHING)
    return number.replace("–", NOTHING).replace("(", "（").replace(")", "）").replace(", ", "、")


def listed(words: list[str], most: int | None = None) -> str:
    """Join names with 、; more than `most` end in 等."""
    shown = words if most is None or len(words) <= most else words[:most]
    if language() == ENGLISH:
        return ", ".join(shown) + (" and others" if len(shown) < len(words) else "")
    return "、".join(shown) + ("等" if len(shown) < len(words) else "")


def is_chinese(text: str) -> bool:
    """Tell whether any Chinese letter stands in a text."""
    return bool(_ANY_HAN.search(text))


def comma(parts: Iterable[str]) -> str:
    """Join clauses of a sentence: ， or a comma."""
    return (", " if language() == ENGLISH else "，").join(parts)


def semicolon(parts: Iterable[str]) -> str:
    """Join the halves of a sentence: ； or a semicolon."""
    return ("; " if language() == ENGLISH else "；").join(parts)


def sentence(text: str) -> str:
    """End with 。 or a full stop; English begins with a capital."""
    return f"{capital(text)}." if language() == ENGLISH else f"{text}。"


def sentences(parts: Iterable[str]) -> str:
    """Set finished sentences one after the other: with a blank between them in English."""
    return (" " if language() == ENGLISH else "").join(part for part in parts if part)


def brackets(text: str) -> str:
    """（…）, in English with a blank before it; nothing for nothing."""
    if not text:
        return ""
    return f" ({text})" if language() == ENGLISH else f"（{text}）"


def colon(head: str, text: str) -> str:
    """头：文 or head: text."""
    return f"{head}: {text}" if language() == ENGLISH else f"{head}：{text}"


def quoted(text: str) -> str:
    """“…”, for a value as it was found."""
    return f"“{text}”"


def percent_change(growth: float | None, before: int | None) -> str:
    """A signed growth, only from five or more: of fewer it would say more than there is."""
    if growth is None or (before or 0) < LEAST_FOR_PERCENT:
        return NOTHING
    return f"{signed(growth * 100)}%"


def decimal(value: float | None) -> str:
    """Always one decimal, for what is expected rather than counted; lines up in a column."""
    return NOTHING if value is None else f"{_tenths(value)}".replace("-", "−")


def signed(value: float | None) -> str:
    """A signed difference of a count from what is expected."""
    if value is None:
        return NOTHING
    shown = _tenths(value)
    return f"{shown:+}".replace("-", "−") if shown else f"{shown}"


def _tenths(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(_TENTH, ROUND_HALF_UP) + 0  # no negative zero


def probability(value: float | None) -> str:
    """Two figures that matter; what is smaller than one in ten thousand says only that."""
    if value is None:
        return NOTHING
    return f"{value:.2g}" if value >= SMALLEST_SHOWN else say("小于 {n}", n=SMALLEST_SHOWN)
