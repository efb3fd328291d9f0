"""How an office writes a value into a cell: forms of dates, widths of digits, dots in names."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

from etl.contract.model import contract

Cell = str | int | float | date | datetime | None
Row = dict[str, object]

EXCEL_EPOCH = date(1899, 12, 30)
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
ALL_DOTS = "\u00b7\u2022\u30fb\u2027"


def chinese_day(day: date) -> str:
    """Write 2022年1月8日 without strftime, which some systems' locales break on Chinese."""
    return f"{day.year}年{day.month}月{day.day}日"


_DAY_FORMS: dict[str, Callable[[date], str]] = {
    "iso": lambda d: f"{d:%Y-%m-%d}",
    "slash": lambda d: f"{d:%Y/%m/%d}",
    "dot": lambda d: f"{d:%Y.%m.%d}",
    "short": lambda d: f"{d.year}.{d.month}.{d.day}",
    "compact": lambda d: f"{d:%Y%m%d}",
    "chinese": chinese_day,
}


@dataclass(frozen=True)
class Raw:
    """A cell that is to stand as it is, right or wrong."""

    value: Cell


@dataclass(frozen=True)
class Hand:
    """One office's way of writing; `real` and `serial` dates need a format with typed cells."""

    days: tuple[str, ...] = ("real",)
    moments: tuple[str, ...] = ("real",)
    dots: str = "·"
    spaced_names: float = 0.0
    wide_digits: float = 0.0
    short_series: float = 0.0
    numeric_numbers: float = 0.0
    counties: tuple[str, ...] = ()

    def as_text(self) -> "Hand":
        """Keep to forms that plain text can hold."""
        only = tuple(form for form in self.days if form in _DAY_FORMS) or ("iso",)
        moments = tuple(form for form in self.moments if form in _DAY_FORMS) or ("iso",)
        return replace(self, days=only, moments=moments)

    def write(self, kind: str, column: str, value: object, rng: Random) -> Cell:
        """Write one value of a contract column."""
        if isinstance(value, Raw):
            return value.value
        if value is None:
            return None
        return self._by_type(contract().kinds[kind].columns[column].type, value, rng)

    def _by_type(self, type_: str, value: object, rng: Random) -> Cell:
        if isinstance(value, datetime):
            return self._moment(value, rng)
        if isinstance(value, date):
            return self._day(value, rng)
        if isinstance(value, int):
            wide = type_ == "whole" and rng.random() < self.wide_digits
            return str(value).translate(_WIDE) if wide else value
        return self._words(type_, str(value), rng)

    def _words(self, type_: str, text: str, rng: Random) -> Cell:
        if type_ == "number_of_application" and rng.random() < self.numeric_numbers:
            return int(text)
        if type_ == "series" and rng.random() < self.short_series:
            return _SHORT_SERIES[text]
        if type_ == "county" and self.counties:
            return rng.choice(self.counties)
        return self._name(text, rng) if type_ == "name" else text

    def _day(self, value: date, rng: Random) -> Cell:
        form = rng.choice(self.days)
        if form == "real":
            return value
        return (value - EXCEL_EPOCH).days if form == "serial" else _DAY_FORMS[form](value)

    def _moment(self, value: datetime, rng: Random) -> Cell:
        form = rng.choice(self.moments)
        if form == "real":
            return value
        return f"{_DAY_FORMS[form](value.date())} {value:%H:%M}"

    def _name(self, text: str, rng: Random) -> str:
        if "·" in text:
            return text.replace("·", rng.choice(self.dots))
        if len(text) == 2 and rng.random() < self.spaced_names:
            return f"{text[0]} {text[1]}"
        return text


_SHORT_SERIES = {
    "幼儿园教师": "学前教育",
    "中小学教师": "中小学",
    "卫生健康": "卫生",
    "农业畜牧": "农业畜牧业",
}
