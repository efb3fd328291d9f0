"""One raw cell → (value, state, shown), by the type of its column in the contract.

States: ok, blank, bad, unknown, number, scientific, check_digit, year_month. Only ok and blank carry a value
(but an unknown return reason is 其他); every other state carries the cell's text as found, for findings.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from etl import plain_text
from etl.contract.model import Column, Contract, fold
from etl.reading import dates, id_numbers
from etl.reading.masking import hidden, masked
from etl.reading.names import Names
from etl.reading.secret import keyed_hash

Typed = tuple[str | None, str, str | None]
Reader = Callable[[object], Typed]

BLANK: Typed = ("", "blank", None)
LONGEST_SHOWN = 200

_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!"}
)
_DOTS = str.maketrans(dict.fromkeys("\u2022\u30fb\u2027\uff65", "\u00b7"))
_WHOLE = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.0*)?")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_NO_NUMBER = frozenset({"无", "/", "-", "--", "\u2014", "\u2014\u2014"})
_REMEMBERED = 20_000
_EXACT = 1e15  # a workbook keeps fifteen digits of a number
_PRINTED_IN_FULL = 1e21
_MOST_DIGITS = 15
_TOO_MANY = 10**9  # no count here comes near it; a telephone number in the wrong column does
_SEASONS = range(1900, 2101)


def plain(raw: object) -> str:
    """Return a cell's text: trimmed, without control and invisible characters; an error value is blank."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        text = plain_text.plain(raw).strip()
        return "" if text in _ERRORS else text
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < _PRINTED_IN_FULL else repr(raw)
    if isinstance(raw, datetime):
        return raw.strftime("%Y-%m-%d %H:%M:%S")
    return raw.isoformat() if isinstance(raw, date) else str(raw)


def readers(
    contract: Contract, kind: str, names: Names, key: bytes, *, epoch_1904: bool = False
) -> dict[str, Reader]:
    """Make the reader of each column of a kind. Text that recurs is typed once."""
    scope = {fold(unit): unit for unit in contract.scope.unit_kinds}
    made: dict[str, Reader] = {}
    for name, column in contract.kinds[kind].columns.items():
        if name == "unit_kind":
            made[name] = _remembering(lambda raw: _unit_kind(raw, scope))
        else:
            made[name] = _remembering(_reader(column, contract, names, key, epoch_1904=epoch_1904))
    return made


def _reader(
    column: Column, contract: Contract, names: Names, key: bytes, *, epoch_1904: bool
) -> Reader:
    if column.type == "list":
        choices = contract.choices(column.list or "")
        otherwise = "其他" if column.list == "return_reason" else None
        return lambda raw: _choice(raw, choices, otherwise)
    if column.type in ("county", "series"):
        codes = names.counties if column.type == "county" else names.series
        return lambda raw: _choice(raw, codes)
    if column.type in ("date", "moment"):
        with_time = column.type == "moment"
        return lambda raw: _day(raw, with_time=with_time, epoch_1904=epoch_1904)
    if column.type == "id_number":
        return lambda raw: _id_number(raw, key)
    simple: dict[str, Reader] = {
        "text": _text,
        "name": _name,
        "whole": _whole,
        "season": _season,
        "phone": _phone,
        "number_of_application": _application_no,
    }
    return simple[column.type]


def _remembering(read: Reader) -> Reader:
    known: dict[str, Typed] = {}

    def remembered(raw: object) -> Typed:
        if raw is None or raw == "":
            return BLANK
        if not isinstance(raw, str):
            return read(raw)
        if (typed := known.get(raw)) is None:
            typed = read(raw)
            if len(known) < _REMEMBERED and len(raw) <= LONGEST_SHOWN:
                known[raw] = typed
        return typed

    return remembered


def shown(raw: object) -> str:
    """Return the cell's text as found, bounded and without numbers of people."""
    return masked(plain(raw))[:LONGEST_SHOWN]


def _text(raw: object) -> Typed:
    text = masked(plain(raw))
    return (text, "ok", None) if text else BLANK


def _unit_kind(raw: object, scope: dict[str, str]) -> Typed:
    value, state, found = _text(raw)
    return scope.get(fold(value or ""), value), state, found


def _name(raw: object) -> Typed:
    text = "".join(unicodedata.normalize("NFKC", plain(raw).translate(_DOTS)).split())
    text = unicodedata.normalize("NFC", text)  # a mark may have lost the blank that kept it apart
    return (masked(text.translate(_DOTS)), "ok", None) if text else BLANK


def _choice(raw: object, choices: dict[str, str], otherwise: str | None = None) -> Typed:
    folded = fold(plain(raw))
    if not folded:
        return BLANK
    if value := choices.get(folded):
        return value, "ok", None
    return otherwise, "unknown", shown(raw)


def _whole(raw: object) -> Typed:
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        right = 0 <= raw < _TOO_MANY and raw == int(raw)
        return (str(int(raw)), "ok", None) if right else (None, "bad", shown(raw))
    text = "".join(unicodedata.normalize("NFKC", plain(raw)).split())
    if not text:
        return BLANK
    digits = _WHOLE.fullmatch(text) if isinstance(raw, str) and len(text) <= _MOST_DIGITS else None
    number = int(digits[1].replace(",", "")) if digits else _TOO_MANY
    return (str(number), "ok", None) if number < _TOO_MANY else (None, "bad", shown(raw))


def _season(raw: object) -> Typed:
    typed = _whole(fold(raw).removesuffix("度").removesuffix("年") if isinstance(raw, str) else raw)
    if typed[1] == "ok" and int(typed[0] or 0) not in _SEASONS:
        return None, "bad", shown(raw)
    return typed if typed[1] != "bad" else (None, "bad", shown(raw))


def _day(raw: object, *, with_time: bool, epoch_1904: bool) -> Typed:
    if not (text := plain(raw)):
        return BLANK
    if moment := dates.read_moment(text if isinstance(raw, str) else raw, epoch_1904=epoch_1904):
        day, clock = moment
        value = f"{day} {clock}" if with_time and clock is not None else str(day)
        return value, "ok", None
    return None, "year_month" if dates.is_year_month(raw) else "bad", shown(raw)


def _phone(raw: object) -> Typed:
    return (None, "ok", None) if plain(raw) else BLANK


def _id_number(raw: object, key: bytes) -> Typed:
    text = fold(plain(raw)).upper().lstrip("'`")
    if not text:
        return BLANK
    if not isinstance(raw, str):
        return None, "number", hidden(len(text))
    if _SCIENTIFIC.fullmatch(text):
        return None, "scientific", hidden(len(text))
    person = id_numbers.canonical(text)
    return (
        (keyed_hash(person, key), "ok", None)
        if person
        else (None, "check_digit", hidden(len(text)))
    )


def _application_no(raw: object) -> Typed:
    text = "".join(unicodedata.normalize("NFKC", plain(raw)).split()).lstrip("'`")
    if not text or text in _NO_NUMBER:
        return BLANK
    if isinstance(raw, float | int):
        right = not isinstance(raw, bool) and 0 <= raw < _EXACT and raw == int(raw)
        if right and _MOBILE.fullmatch(str(int(raw))):
            return None, "bad", hidden(len(str(int(raw))))
        return (str(int(raw)), "ok", None) if right else (None, "number", shown(raw)[:40])
    if _SCIENTIFIC.fullmatch(text):
        return None, "scientific", text
    if id_numbers.resembles(text) or _MOBILE.fullmatch(text):  # typed into the wrong column
        return None, "bad", hidden(len(text))
    text = re.sub(r"^(\d{1,15})\.0+$", r"\1", text)
    return text[:LONGEST_SHOWN], "ok", None
