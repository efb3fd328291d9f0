"""The page 口径与规则 as data: definitions that match a search, the contract and its rules in words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats
from dashboard.selection import Selection
from etl.contract.judging import rules
from etl.contract.model import Column, contract, fold
from etl.contract.wording import SEVERITY_WORDS
from etl.definitions import terms
from etl.reference import places
from etl.seasons import BASIS, Feasibility, clauses, load_season

RESPONSIBLE = {"county": "县市", "prefecture": "州职改办"}
NOT_COVERED = "未覆盖"
CONSEQUENCES = {
    "file": "整份文件不读，其他文件照常载入；改好后重新报送。",
    "row": "整行不算，改好重报后、或所缺的花名册到了以后，自动计入。一行有几处的，只列最前的一处。",
    "cell": "只有这一格不采用，这一行照常计入；以前报过的值仍然有效。",
    "sheet": "照常计入，请核对。",
}
UNKNOWN_VALUE = "…"

Row = Mapping[str, Any]


def matching(definitions: Sequence[Row], asked: str) -> list[Row]:
    """Keep what holds every word asked for, in its own text, its counts' names or its clauses' titles."""
    names = {row["id"]: row["title"] for row in definitions if row["sort_of"] == "count"}
    words = fold(asked.replace("，", " ")) and [fold(word) for word in asked.split()]
    return [row for row in definitions if all(word in _text(row, names) for word in words)]


def _text(row: Row, names: Mapping[str, str]) -> str:
    parts = [row[key] or "" for key in ("id", "title", "unit", "counts", "leaves_out", "ground")]
    for key in ("numerator_id", "denominator_id"):
        parts += [row[key] or "", names.get(row[key], "")]
    for number in cited(row["clause"]):
        parts += [number, clauses()[number].title]
    parts.append(BASIS[row["basis"]] if row["basis"] else "")
    return fold("\n".join(parts))


def cited(clause: str) -> list[str]:
    """The clauses by number; none where the office alone asks for the count."""
    return [number for number in re.split(r",\s*", clause) if number in clauses()]


def headline(definitions: Sequence[Row], facts: Feasibility) -> str:
    """Say how many definitions there are, how many are the office's own, and whether the dates fit."""
    counts = [row for row in definitions if row["sort_of"] == "count"]
    rates = [row for row in definitions if row["sort_of"] == "rate"]
    own = sum(row["basis"] == "local" for row in counts)
    conflicts = sum(told.state == "冲突" for told in facts.findings)
    dates = f"有 {conflicts} 处冲突" if conflicts else "没有冲突"
    return (
        f"{len(counts)} 项计数、{len(rates)} 项比率，其中 {own} 项计数是本地设定；"
        f"{facts.season.year} 年度的日程{dates}。"
    )


def found_title(found: Sequence[Row], definitions: Sequence[Row], asked: str) -> str:
    if not asked.strip():
        return f"全部 {len(definitions)} 项口径"
    return f"找到 {len(found)} 项" if found else f"没有找到“{asked.strip()}”"


def told_terms() -> list[list[str]]:
    """Words that several counts share, each with its clause; what is not covered stands apart."""
    return [
        [term.title, term.told, term.clause or formats.NOTHING]
        for term in terms()
        if term.title != NOT_COVERED
    ]


def not_covered() -> str:
    return next(term.told for term in terms() if term.title == NOT_COVERED)


def kinds() -> list[list[str]]:
    """One line a kind of sheet: by which columns it is known, what must be filled, what may be."""
    return [
        [
            kind.title,
            formats.listed([c.header for c in kind.columns.values() if c.identifies]),
            _headers(kind.columns, required=True),
            _headers(kind.columns, required=False),
            formats.listed([c.header for c in kind.columns.values() if c.key]),
            RESPONSIBLE[kind.responsible],
        ]
        for kind in contract().kinds.values()
    ]


def _headers(columns: Mapping[str, Column], *, required: bool) -> str:
    return formats.listed([c.header for c in columns.values() if c.required == required])


def variants() -> list[list[str]]:
    """One line a column that offices also head otherwise."""
    known = dict(contract().header_variants)
    for kind in contract().kinds.values():
        for column in kind.columns.values():
            if column.variants:
                known[column.header] = [*known.get(column.header, []), *column.variants]
    return [[header, formats.listed(list(dict.fromkeys(also)))] for header, also in known.items()]


def closed_lists() -> list[list[str]]:
    """One line a list: its values, in brackets what else is taken for them."""
    lines = [
        ["县(市)", _places("counties")],
        ["申报系列", _places("series")],
    ]
    heads: dict[str, list[str]] = {}
    for kind in contract().kinds.values():
        for column in kind.columns.values():
            if column.list:
                heads.setdefault(column.list, []).append(f"{kind.title}的{column.header}")
    for name, values in contract().lists.items():
        shown = [_with_variants(value, also) for value, also in values.items()]
        lines.append([formats.listed(heads.get(name, [name])), formats.listed(shown)])
    lines.append(["范围内的单位类别（一）", formats.listed(contract().scope.unit_kinds)])
    return lines


def _places(kind: str) -> str:
    return formats.listed([_with_variants(place.name, place.variants) for place in places(kind)])


def _with_variants(value: str, also: Sequence[str]) -> str:
    return f"{value}（{formats.listed(list(also))}）" if also else value


def judging() -> list[tuple[str, str, str, str, str]]:
    """One line a rule, in the order of precedence: id, name, what follows, what is told, the cure."""
    return [
        (name, rule.title, rule.meets, _general(rule.message), _general(rule.cure))
        for name, rule in rules().items()
    ]


def consequence(meets: str) -> str:
    return SEVERITY_WORDS[meets]


def _general(template: str) -> str:
    """Tell a message without a case: `改为：{expected}` reads 改为名单中的值."""
    told = template.replace("改为：{expected}", "改为名单中的值").replace("：{expected}", "")
    told = re.sub(r"“\{header\}”|\{header\}", "该列", told)
    told = re.sub(r"(?<=[“（ ])\{\w+\}", UNKNOWN_VALUE, told)
    return re.sub(r"\{\w+\}", "", told)


def commands(chosen: Selection) -> list[tuple[str, str]]:
    """What to type to trace a figure to its rows, and a row to its file, for what is on the screen."""
    when = f"--season {chosen.season} --as-of {chosen.day:%Y-%m-%d}"
    place = f" --county {chosen.place}" if chosen.county else ""
    review_ends = load_season(chosen.season).windows.online_review.ends_on
    return [
        ("每个县市、每个系列的全部计数和比率", f"python -m etl metrics {when} --by county,series"),
        (
            "一个数背后的名单，连同文件、工作表和行号",
            f"python -m etl cases recommended {when}{place}",
        ),
        (
            "两天之间谁进来了、谁出去了",
            f"python -m etl cases recommended {when}{place} --since {review_ends:%Y-%m-%d}",
        ),
        ("报送文件里发现的问题和行数核对", f"python -m etl findings{place}"),
        ("现有版本，各表载入至哪一天", "python -m etl status"),
    ]
