"""Mistakes of clerks: rows to be quarantined, cells to be emptied, values put right later."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from etl.sample.handwriting import Raw, Row

FOREIGN_COUNTY = "铁门关市"


@dataclass(frozen=True)
class Fault:
    """A planted mistake: the rule that must find it, in which sheet of which file."""

    file: str
    kind: str
    rule: str


RowFault = Callable[[Row], Row]


def _stranger(row: Row, **changes: object) -> Row:
    """Copy a row for a number and a name that no roster holds."""
    number = f"2099{str(row['application_no'])[4:]}"
    return row | {"application_no": number, "name": "未登记"} | changes


def _nobody(row: Row) -> Row:
    return _stranger(row, application_no=None)


_ROSTER: dict[str, RowFault] = {
    "unknown_county": lambda row: _stranger(row, county=Raw(FOREIGN_COUNTY)),
    "missing_key": _nobody,
    "unknown_series": lambda row: _stranger(row, series=Raw("工程技术")),
    "bad_event_date": lambda row: _stranger(row, first_submitted_at=Raw("11月底")),
    "missing_required": lambda row: _stranger(row, unit=None),
    "conflict": lambda row: row | {"target_title": "(重复录入)", "specialty": "待核"},
}
_REVIEWS: dict[str, RowFault] = {
    "missing_key": _nobody,
    "bad_event_date": lambda row: row | {"submission_no": 7, "reviewed_at": Raw("12月初")},
    "unknown_level": lambda row: row | {"submission_no": 7, "level": Raw("乡镇审核")},
    "unknown_outcome": lambda row: row | {"submission_no": 7, "outcome": Raw("待定")},
    "missing_required": lambda row: row | {"submission_no": None},
    "orphan": _stranger,
}
_PUBLICITY: dict[str, RowFault] = {
    "missing_key": _nobody,
    "bad_event_date": lambda row: _stranger(row, ends_on=Raw("11月31日")),
    "unknown_level": lambda row: row | {"level": Raw("乡级公示")},
    "conflict": lambda row: row | {"place": "(又登一次)"},
    "orphan": _stranger,
}
_PAPER: dict[str, RowFault] = {
    "unknown_county": lambda row: _stranger(row, county=Raw(FOREIGN_COUNTY)),
    "bad_event_date": lambda row: _stranger(row, received_on=Raw("上周五")),
    "orphan": _stranger,
}
_PANEL: dict[str, RowFault] = {
    "unknown_outcome": lambda row: _stranger(row, outcome=Raw("缓评")),
    "orphan": _stranger,
}
BAD_ROWS: dict[str, dict[str, RowFault]] = {
    "roster": _ROSTER,
    "reviews": _REVIEWS,
    "publicity": _PUBLICITY,
    "paper": _PAPER,
    "panel": _PANEL,
    "sanctions": {"unknown_outcome": lambda row: row | {"measure": Raw("通报批评")}},
    "adjustments": {"unknown_level": lambda row: row | {"milestone": Raw("专家评审")}},
    "appointments": {"orphan": _stranger},
}

# A true row spoilt: what it tells is missing until a later file mends it.
_SPOILS: dict[str, dict[str, Row]] = {
    "roster": {"unknown_series": {"series": Raw("教育类")}},
    "reviews": {"unknown_outcome": {"outcome": Raw("已审")}},
    "publicity": {"bad_event_date": {"ends_on": Raw("公示满后")}},
}


def _wrong_digit(row: Row) -> Raw:
    text = str(row["id_number"])
    return Raw(text[:-1] + ("5" if text[-1] != "5" else "6"))


def _year_month(row: Row) -> Raw:
    held = row["current_title_on"]
    return Raw(held.year + 0.5) if isinstance(held, date) else Raw(None)


Defect = tuple[str, Callable[[Row], object]]
_DEFECTS: dict[str, dict[str, Defect]] = {
    "roster": {
        "id_as_number": ("id_number", lambda row: Raw(float(str(row["id_number"])[:17] + "0"))),
        "id_check_digit": ("id_number", _wrong_digit),
        "year_month_number": ("current_title_on", _year_month),
        "bad_optional_date": ("current_title_on", lambda _: Raw("记不清")),
        "bad_number": ("grassroots_years", lambda row: Raw(f"约{row['grassroots_years']}年")),
        "unknown_value": ("sex", lambda _: Raw("未填")),
        "blank_required_text": ("specialty", lambda _: None),
    },
    "publicity": {"unknown_value": ("objection", lambda _: Raw("待查"))},
    "panel": {"bad_number": ("present", lambda _: Raw("全体"))},
}


@dataclass(frozen=True)
class Carelessness:
    """How a sheet is spoilt: `draft` while a later file will put it right.

    `shared`: applications whose person or name is not the only one of its kind; they keep their numbers.
    `namesakes`: of these, the ones that name, unit and series cannot tell apart.
    """

    draft: bool
    typed_cells: bool
    columns: tuple[str, ...]
    shared: frozenset[str]
    namesakes: frozenset[str]


def spoil(
    kind: str, rows: list[Row], how: Carelessness, rng: Random
) -> tuple[list[Row], list[str]]:
    """Return the rows as a clerk would have them, with the rules that must find the mistakes."""
    rows, rules = [dict(row) for row in rows], []
    if how.draft:
        _misremember(kind, rows, rng)
    rules += _defects(kind, rows, how, rng)
    if how.draft and rows and kind in _SPOILS and rng.random() < 0.35:
        rule, change = rng.choice(list(_SPOILS[kind].items()))
        rng.choice(rows).update(change)
        rules.append(rule)
    sound = [row for row in rows if not any(isinstance(value, Raw) for value in row.values())]
    _forget_a_number(kind, sound, how, rng)
    sound = [row for row in sound if row["application_no"]]
    possible = [
        rule for rule in BAD_ROWS[kind] if rule != "unknown_county" or "county" in how.columns
    ]
    for rule in rng.sample(possible, min(len(possible), _share(len(sound), 0.012, rng))):
        rows.append(BAD_ROWS[kind][rule](rng.choice(sound)))
        rules.append(rule)
    twins = [row for row in sound if row["application_no"] in how.namesakes]
    if kind == "publicity" and twins and rng.random() < 0.5:
        rows.append(twins[0] | {"application_no": None})
        rules.append("ambiguous_link")
    return rows, rules


def _forget_a_number(kind: str, sound: list[Row], how: Carelessness, rng: Random) -> None:
    """Leave a number out where county and name still lead to it: the row loads as inferred."""
    if kind in ("publicity", "paper") and rng.random() < 0.12:
        row = next((row for row in sound if row["application_no"] not in how.shared), None)
        if row:
            row["application_no"] = None


def _share(number: int, part: float, rng: Random) -> int:
    return int(number * part + rng.random()) if number else 0


def _defects(kind: str, rows: list[Row], how: Carelessness, rng: Random) -> list[str]:
    rules = []
    known, part = _DEFECTS.get(kind, {}), 0.02 if kind == "roster" else 0.005
    for rule in rng.sample(sorted(known), min(len(known), _share(len(rows), part, rng))):
        column, change = known[rule]
        row = rng.choice(rows)
        kept = column == "id_number" and row["application_no"] in how.shared
        # A defect empties the cell: one that is empty or carries a count is left alone.
        free = row.get(column) not in (None, "有")
        if kept or not free or (rule == "year_month_number" and not how.typed_cells):
            continue
        row[column] = change(row)
        if rule == "id_as_number" and not how.typed_cells:
            row[column] = Raw("6.52899E+17")
        rules.append(rule)
    return rules


def _misremember(kind: str, rows: list[Row], rng: Random) -> None:
    """Put down a few values wrongly that a later file corrects."""
    for row in rows:
        if rng.random() >= 0.012:
            continue
        if kind == "roster":
            row["grassroots_years"] = int(str(row["grassroots_years"])) + 1
        elif kind == "reviews":
            row["signer"] = None
        elif kind == "publicity" and isinstance(row["ends_on"], date):
            row["ends_on"] = row["ends_on"] + timedelta(days=1)
