"""Mistakes of clerks: rows to be quarantined, cells to be emptied, values put right later."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from etl.sample.handwriting import Raw, Row

FOREIGN_COUNTY = "铁门关市"

_BAD_SHARE, _DEFECT_SHARE, _FORGOTTEN_SHARE = 0.013, 0.024, 0.002
_DRAFT_SHARE, _SPOILT_SHARE = 0.012, 0.006


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
    """How an office spoils a sheet: the same mistake in every file until it is put right.

    `stream` seeds the draws. `draft`: a later file puts some of it right.
    `shared`: applications whose person or name is not the only one of its kind; they keep their
    numbers. `namesakes`: of these, the ones that name, unit and series cannot tell apart.
    """

    stream: str
    draft: bool
    typed_cells: bool
    columns: tuple[str, ...]
    shared: frozenset[str]
    namesakes: frozenset[str]

    def draws(self, row: Row) -> Random:
        """Begin the chances of one row, whichever file it stands in."""
        key = [row.get(c) for c in ("application_no", "submission_no", "level", "measure")]
        return Random(f"{self.stream} {key}")


def spoil(kind: str, rows: list[Row], how: Carelessness) -> tuple[list[Row], list[str]]:
    """Return the rows as a clerk would have them, with the rules that must find the mistakes."""
    written: list[Row] = []
    below: list[Row] = []
    rules: list[str] = []
    for row in rows:
        rng = how.draws(row)
        bad, rule = _bad_copy(kind, row, how, rng)
        if rule:
            below.append(bad)
            rules.append(rule)
        changed, rule = _changed(kind, row, how, rng)
        written.append(changed)
        if rule:
            rules.append(rule)
    return written + below, rules


def _bad_copy(kind: str, row: Row, how: Carelessness, rng: Random) -> tuple[Row, str]:
    """Add, to one row in a hundred, another one below that cannot be counted."""
    possible = [
        rule for rule in BAD_ROWS[kind] if rule != "unknown_county" or "county" in how.columns
    ]
    chance, rule, twin = rng.random(), rng.choice(possible), rng.random() < 0.3
    if not row["application_no"]:
        return row, ""
    if kind == "publicity" and row["application_no"] in how.namesakes and twin:
        return row | {"application_no": None}, "ambiguous_link"
    return (BAD_ROWS[kind][rule](row), rule) if chance < _BAD_SHARE else (row, "")


def _changed(kind: str, row: Row, how: Carelessness, rng: Random) -> tuple[Row, str]:
    """Change a cell: into a defect, a missing number, or something that the next file corrects."""
    chance = rng.random()
    if how.draft and chance < _DRAFT_SHARE:
        return _misremembered(kind, row), ""
    if how.draft and kind in _SPOILS and chance < _DRAFT_SHARE + _SPOILT_SHARE:
        rule, change = rng.choice(list(_SPOILS[kind].items()))
        return row | change, rule
    if kind in ("publicity", "paper") and chance > 1 - _FORGOTTEN_SHARE:
        shared = row["application_no"] in how.shared
        return (row if shared else row | {"application_no": None}), ""
    share = _DEFECT_SHARE if kind == "roster" else _DEFECT_SHARE / 4
    if kind in _DEFECTS and chance > 1 - _FORGOTTEN_SHARE - share:
        return _with_defect(kind, row, how, rng)
    return row, ""


def _with_defect(kind: str, row: Row, how: Carelessness, rng: Random) -> tuple[Row, str]:
    rule = rng.choice(sorted(_DEFECTS[kind]))
    column, change = _DEFECTS[kind][rule]
    kept = column == "id_number" and row["application_no"] in how.shared
    # A defect empties the cell: one that is empty already, or that a count needs, is left alone.
    if (
        kept
        or row.get(column) in (None, "有")
        or (rule == "year_month_number" and not how.typed_cells)
    ):
        return row, ""
    if rule == "id_as_number" and not how.typed_cells:
        return row | {column: Raw("6.52899E+17")}, rule
    return row | {column: change(row)}, rule


def _misremembered(kind: str, row: Row) -> Row:
    """Put down a value wrongly that a later file corrects."""
    if kind == "roster":
        return row | {"grassroots_years": int(str(row["grassroots_years"])) + 1}
    if kind == "reviews":
        return row | {"signer": None}
    ends_on = row.get("ends_on")
    return row | {"ends_on": ends_on + timedelta(days=1)} if isinstance(ends_on, date) else row
