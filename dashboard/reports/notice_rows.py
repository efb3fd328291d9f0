"""The annexes of a letter: the rows behind it by application number, and the units that a rule counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import lists
from dashboard.reports.paper import Cell, Column, Row, Table
from etl.flags.explain import units
from etl.flags.judge import Flag
from etl.seasons.flag_rule import FlagRule

Found = Mapping[str, Any]
Names = Mapping[str, str]
Show = Callable[[Found, Names], Cell]
NO_NAMES = "不列姓名；凭申报编号和来源行核对。"


@dataclass(frozen=True)
class _Asked:
    """A column; it stands where any row tells something in it, `differs`: where not all tell the same."""

    column: Column
    show: Show
    differs: bool = False

    def stands(self, rows: Sequence[Found]) -> bool:
        told = {self.show(row, {row["series_code"]: row["series_code"]}) for row in rows}
        return len(told) > 1 if self.differs else bool(told - {None, ""})


def annexes(
    flag: Flag, rule: FlagRule, rows: Sequence[Found], lines: Sequence[Found], names: Names
) -> tuple[Table, ...]:
    """The rows that speak against the place; where units are counted, the units as well.

    `lines` are the rows of both counts with their stated causes.
    """
    causes = {(row["season"], row["case_id"]): row.get("cause") for row in lines}
    known = [{**row, "cause": causes.get((row["season"], row["case_id"]))} for row in rows]
    place = f"{names[flag.county_code]}，{flag.title}"
    if not rule.by_unit:
        told = f"共 {len(known)} 行，合计 {sum(row['weight'] for row in known)} {flag.measure}。"
        return (evidence("附表", f"证据行（{place}）", known, names, told),)
    told = f"共 {len(known)} 行，以人计；预警数的是单位，见附表2。"
    return (
        evidence("附表1", f"证据行（{place}）", known, names, told),
        _units(flag, place, lines),
    )


def evidence(number: str, title: str, rows: Sequence[Found], names: Names, told: str = "") -> Table:
    """One line a case with its place in a file; no name stands in it."""
    order = list(names)
    facts = list(dict.fromkeys(row.get("fact") for row in rows))
    ordered = sorted(
        rows,
        key=lambda row: (
            facts.index(row.get("fact")),
            order.index(row["series_code"]),
            row["unit"] or "~",
        ),
    )
    asked = [each for each in _COLUMNS if each.stands(rows)]
    columns = (Column("n", "序号", width=3), *(each.column for each in asked))
    made = tuple(
        Row(
            (n, *(each.show(row, names) for each in asked)),
            row["county_code"],
            row["series_code"],
        )
        for n, row in enumerate(ordered, 1)
    )
    notes = tuple(each for each in (told, NO_NAMES) if each)
    return Table(number, title, "", columns, made, notes, is_wide=True)


def _what(row: Found, _: Names) -> Cell:
    """Which submission or publicity a row is about; a row of places has no application."""
    return (lists.detail(row) or None) if row["application_no"] else "名额文件"


_COLUMNS = (
    _Asked(Column("fact", "事实", "text", width=8), lambda row, _: row.get("fact")),
    _Asked(
        Column("application_no", "申报编号", "text", width=9), lambda row, _: row["application_no"]
    ),
    _Asked(
        Column("season", "年度", "text", width=3), lambda row, _: f"{row.get('season') or ''}", True
    ),
    _Asked(Column("series", "系列", "text", width=5), lambda row, names: names[row["series_code"]]),
    _Asked(Column("unit", "单位", "text", width=11), lambda row, _: row["unit"]),
    _Asked(Column("what", "环节", "text", width=6), _what),
    _Asked(Column("cause", "原因", "text", width=8), lambda row, _: row.get("cause")),
    _Asked(Column("weight", "数", width=2.5), lambda row, _: row["weight"], True),
    _Asked(Column("from_day", "自", "day", width=6), lambda row, _: row["from_day"]),
    _Asked(Column("file", "文件", "text", width=14), lambda row, _: row["file"]),
    _Asked(Column("sheet", "工作表", "text", width=6), lambda row, _: row["sheet"]),
    _Asked(Column("row_no", "行", width=3), lambda row, _: row["row_no"]),
)


def _units(flag: Flag, place: str, lines: Sequence[Found]) -> Table:
    """Every unit that the rule lays out: its persons under both counts, and whether it is one of the k."""
    columns = (
        Column("season", "年度", "text", width=4),
        Column("unit", "单位", "text", width=18),
        Column("k", "人数", width=4),
        Column("n", "共", width=4),
        Column("counts", "是否计入", "text", width=5),
    )
    found = units(lines, flag)
    some = [each for each in found if each.k]
    rows = tuple(
        Row(
            (f"{each.season}", each.unit, each.k, each.n, "计入" if each.counts else "不计"),
            flag.county_code,
        )
        for each in some
    )
    counted = sum(each.counts for each in found)
    note = f"半数以上（含半数）的人如此的单位计入：{counted}/{len(found)} 个单位。"
    rest = len(found) - len(some)
    notes = (note, f"另有 {rest} 个单位没有这样的人，不列。") if rest else (note,)
    return Table("附表2", f"单位（{place}）", "", columns, rows, notes)
