"""The contract for the page 口径与规则: sheets, their columns, other headings and closed lists.

Headings and values are what must stand in a file: they stay Chinese, in English with their meaning.
"""

from collections.abc import Iterable, Sequence

from dashboard import formats
from dashboard.pieces import found, text
from dashboard.pieces_data import worded
from dashboard.words import ENGLISH, capital, language, mark, say
from etl.contract.model import Column, contract
from etl.reference import places

RESPONSIBLE = {"county": mark("县市"), "prefecture": mark("州职改办")}


def kinds() -> str:
    """One line a kind of sheet: by which columns it is known, what must be filled, what may be."""
    heads = (
        mark("表种"),
        mark("识别列"),
        mark("必填"),
        mark("选填"),
        mark("同一行"),
        mark("报送单位"),
    )
    lines = [
        (
            text(capital(say(kind.title))),
            _headers(each for each in kind.columns.values() if each.identifies),
            _headers(each for each in kind.columns.values() if each.required),
            _headers(each for each in kind.columns.values() if not each.required),
            _headers(each for each in kind.columns.values() if each.key),
            text(capital(say(RESPONSIBLE[kind.responsible]))),
        )
        for kind in contract().kinds.values()
    ]
    return worded([say(head) for head in heads], lines, say("九类表"), "agreed")


def variants() -> str:
    """One line a column that offices also head otherwise."""
    known = dict(contract().header_variants)
    for kind in contract().kinds.values():
        for column in kind.columns.values():
            if column.variants:
                known[column.header] = [*known.get(column.header, []), *column.variants]
    lines = [(_header(header), _found(dict.fromkeys(also))) for header, also in known.items()]
    return worded([say("规范列名"), say("也认")], lines, say("也认的列名"), "agreed")


def closed_lists() -> str:
    """One line a list: its values, in brackets what else is taken for them."""
    roster = contract().kinds["roster"].columns
    lines = [
        (text(capital(_said(roster[kind].header))), _places(names))
        for kind, names in (("county", "counties"), ("series", "series"))
    ]
    heads: dict[str, list[str]] = {}
    for kind in contract().kinds.values():
        for column in kind.columns.values():
            if column.list:
                head = say("{kind}的{header}", kind=say(kind.title), header=_said(column.header))
                heads.setdefault(column.list, []).append(head)
    for name, values in contract().lists.items():
        shown = _joined(_value(value, also) for value, also in values.items())
        lines.append((text(capital(formats.listed(heads.get(name, [name])))), shown))
    units = _joined(_value(unit, ()) for unit in contract().scope.unit_kinds)
    lines.append((text(capital(say("范围内的单位类别（一）"))), units))
    return worded([say("列"), say("可用的值")], lines, say("名单"), "agreed")


def _places(kind: str) -> str:
    return _joined(_value(place.name, place.variants) for place in places(kind))


def _headers(columns: Iterable[Column]) -> str:
    return _joined(_header(each.header) for each in columns)


def _header(header: str) -> str:
    """A heading as it must stand, in English with what it means."""
    return found(header) + text(_gloss(_said(header)))


def _said(header: str) -> str:
    return say(header, "header") if language() == ENGLISH else header


def _value(value: str, also: Sequence[str]) -> str:
    """A value as it must stand, what else is taken for it and, in English, what it means."""
    if language() != ENGLISH:
        return text(f"{value}{formats.brackets(formats.listed(list(also)))}")
    more = text(formats.semicolon(["", say("也认 ")])) + _found(also) if also else ""
    return f"{found(value)} ({text(say(value))}{more})"


def _found(values: Iterable[str]) -> str:
    return _joined(map(found, values))


def _gloss(meaning: str) -> str:
    return formats.brackets(meaning) if language() == ENGLISH else ""


def _joined(parts: Iterable[str]) -> str:
    """Join finished HTML as a list of names."""
    return formats.listed(list(parts))
