"""Dates and moments in every shape that offices write. A year and month alone is not a date."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(.*)", re.DOTALL)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\s*(\d\d)(\d\d)(\d\d)?)?")
_WEEKDAY = re.compile(r"\(?(?:周|星期|礼拜)[一二三四五六日天]\)?")
_TIME = re.compile(
    r"(上午|下午|中午|晚上)?\s*(\d{1,2})(?:(?::|时|点)(\d{1,2})?)分?(?::?(\d{1,2})(?:\.\d+)?秒?)?\s*(AM|PM)?",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_YEAR_MONTH = re.compile(r"(?:19|20)\d\d\.(?:[1-9]|1[0-2])")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FIRST_DIGITS, _LAST_DIGITS = 19_000_101, 21_001_231
_NOON = 12

# Smaller numbers are years, months or amounts that slipped into the column; 10000 is 18 May 1927.
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_414
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 (a cell has no time zone)
_DAYS_FROM_1900_TO_1904 = 1462

Moment = tuple[date, time | None]
"""A day, and a time of day where one was given."""


def read_moment(raw: object, *, epoch_1904: bool = False) -> Moment | None:
    """Read a cell as a day with or without a time, or None; midnight in a real date cell is no time."""
    if isinstance(raw, datetime):
        second = (raw + timedelta(milliseconds=500)).replace(microsecond=0)
        return _plausible(second.date(), second.time())
    if isinstance(raw, date):
        return _plausible(raw, None)
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        return _from_number(float(raw), epoch_1904=epoch_1904)
    if isinstance(raw, str):
        return _from_text(raw, epoch_1904=epoch_1904)
    return None


def is_year_month(raw: object) -> bool:
    """Tell a number like 1985.1, which may have been 1985.10."""
    return isinstance(raw, float) and _YEAR_MONTH.fullmatch(repr(raw)) is not None


def days_in(text: str) -> list[date]:
    """Find every plausible day of this century written in a title or a file's name, in order."""
    found = []
    folded = unicodedata.normalize("NFKC", text)
    for hit in re.finditer(
        r"(?<!\d)(20\d\d)(?:\s*[-/._年]\s*(\d{1,2})\s*[-/._月]\s*(\d{1,2})(?!\d)|(\d\d)(\d\d)(?:\d{4}|\d{6})?(?!\d))",
        folded,
    ):
        year, month, day = hit[1], hit[2] or hit[4], hit[3] or hit[5]
        if moment := _day(year, month, day, None):
            found.append(moment[0])
    return found


def _plausible(day: date, clock: time | None) -> Moment | None:
    # time(0, 0) of a real date cell only says that the cell has a date
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return None
    return day, None if clock == time() else clock


def _from_number(number: float, *, epoch_1904: bool) -> Moment | None:
    if _FIRST_DIGITS <= number <= _LAST_DIGITS and number.is_integer():
        return _from_text(str(int(number)), epoch_1904=epoch_1904)
    serial = number + _DAYS_FROM_1900_TO_1904 * epoch_1904
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return None
    moment = _EPOCH_1900 + timedelta(seconds=round(serial * 86_400))
    return _plausible(moment.date(), moment.time())


def _from_text(text: str, *, epoch_1904: bool) -> Moment | None:
    folded = unicodedata.normalize("NFKC", text).strip()
    if _SERIAL.fullmatch(folded):
        return _from_number(float(folded), epoch_1904=epoch_1904)
    if whole := _DIGITS.fullmatch(folded):
        clock = _clock(whole[4], whole[5], whole[6]) if whole[4] else None
        return None if whole[4] and clock is None else _day(whole[1], whole[2], whole[3], clock)
    if not (parts := _DAY.fullmatch(folded)):
        return None
    tail = parts[4]
    if tail and not tail.startswith(("日", "T", " ", "(", "周", "星期")):
        return None
    tail = _WEEKDAY.sub("", tail.strip().removeprefix("日").removeprefix("T"), count=1).strip()
    if not tail:
        return _day(parts[1], parts[2], parts[3], None)
    clock = _time_of_day(tail)
    return None if clock is None else _day(parts[1], parts[2], parts[3], clock)


def _time_of_day(text: str) -> time | None:
    if not (parts := _TIME.fullmatch(text)):
        return None
    hour = int(parts[2])
    afternoon = parts[1] in ("下午", "晚上") or (parts[5] or "").upper() == "PM"
    if afternoon and hour < _NOON:
        hour += _NOON
    if (parts[5] or "").upper() == "AM" and hour == _NOON:
        hour = 0
    return _clock(hour, parts[3] or 0, parts[4])


def _clock(hour: str | int, minute: str | int, second: str | None) -> time | None:
    try:
        return time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return None


def _day(year: str, month: str, day: str, clock: time | None) -> Moment | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return (found, clock) if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
