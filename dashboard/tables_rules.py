"""The tables of the page 口径与规则."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats, pieces_rules, rule_book
from dashboard.pieces import Cell, Column, table
from dashboard.pieces_data import stacked
from dashboard.selection import Selection
from etl.calendar_days import PROVISIONAL
from etl.pipeline import rules_version
from etl.seasons import Feasibility
from etl.seasons import clauses as known_clauses

PARTS = {"count": "计数", "rate": "比率", "milestone": "进度"}

Row = Mapping[str, Any]
Line = Sequence[Cell | str | int | None]


def defined(part: str, found: Sequence[Row], definitions: Sequence[Row]) -> str:
    """The definitions of one part: counts by what they count, the others by their two counts."""
    if part == "count":
        return pieces_rules.counts(found)
    return pieces_rules.ratios(found, definitions, f"{PARTS[part]}的口径")


def count_titles(definitions: Sequence[Row]) -> dict[str, str]:
    return {row["id"]: row["title"] for row in definitions if row["sort_of"] == "count"}


def _words(titles: Sequence[str], lines: Sequence[Line], caption: str) -> str:
    return stacked(table([Column(title) for title in titles], lines, caption))


def terms() -> str:
    return _words(("词", "意思", "条款"), rule_book.told_terms(), "共用的词")


def clauses() -> str:
    lines = [[number, clause.title, clause.told] for number, clause in known_clauses().items()]
    return _words(("条款", "说什么", "转述"), lines, "通知各条")


def kinds() -> str:
    heads = ("表种", "识别列", "必填", "选填", "同一行", "报送单位")
    return _words(heads, rule_book.kinds(), "九类表")


def variants() -> str:
    return _words(("规范列名", "也认"), rule_book.variants(), "也认的列名")


def closed_lists() -> str:
    return _words(("列", "可用的值"), rule_book.closed_lists(), "名单")


def dates_note(facts: Feasibility) -> str:
    """Say where the dates come from."""
    why = dict.fromkeys(window.why for window in facts.season.windows.all if window.why)
    return f"本地设定：{formats.listed(list(why))}" if why else "日期出自通知（三）。"


def calendar_note(sources: Sequence[Row]) -> str:
    """Name what the working days of the season rest on; computed ones are called provisional."""
    told = [f"{row['source']}（{row['days']} 天，{row['workdays']} 个工作日）" for row in sources]
    note = f"依据：{formats.listed(told)}。"
    if any(row["source"] == PROVISIONAL for row in sources):
        note += "放假安排公布后更新日历，有关数字随之改正。"
    return note


def unusual_days(days: Sequence[Row]) -> str:
    """Days that are not what the day of the week would make them."""
    lines = [
        [
            formats.day_full(row["day"]),
            formats.weekday(row["day"]),
            "上班" if row["is_workday"] else "放假",
            row["source"],
        ]
        for row in days
    ]
    heads = [Column("日期"), Column("星期"), Column("安排"), Column("依据")]
    return table(heads, lines, "调休与放假", empty="这一年度里没有调休或工作日放假。")


def version_note(chosen: Selection) -> str:
    """Say by which rules the version shown was counted, and whether they are still in force."""
    now = rules_version()
    if chosen.rules_version == now:
        return f"所看版本 {chosen.version.short} 按现行规则 {now} 计算。"
    return f"所看版本 {chosen.version.short} 按规则 {chosen.rules_version} 计算，现行规则是 {now}。"
