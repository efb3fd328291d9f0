"""The tables of the page 口径与规则."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats, pieces_rules, rule_book
from dashboard.pieces import Cell, Column, table
from dashboard.pieces_data import stacked
from dashboard.selection import Selection
from dashboard.words import capital, mark, say
from etl.calendar_days import PROVISIONAL
from etl.pipeline import rules_version
from etl.seasons import Feasibility
from etl.seasons import clauses as known_clauses

TABS = (
    mark("指标"),
    mark("时间与限度"),
    mark("预警方法"),
    mark("条款"),
    mark("报送约定"),
    mark("数据判定"),
    mark("追溯与未覆盖"),
)
PARTS = {"count": mark("计数"), "rate": mark("比率"), "milestone": mark("进度")}

Row = Mapping[str, Any]
Line = Sequence[Cell | str | int | None]


def defined(part: str, found: Sequence[Row], definitions: Sequence[Row]) -> str:
    """The definitions of one part: counts by what they count, the others by their two counts."""
    if part == "count":
        return pieces_rules.counts(found)
    return pieces_rules.ratios(found, definitions, say("{part}的口径", part=part_title(part)))


def part_title(part: str) -> str:
    return say(PARTS[part], "definitions")


def count_titles(definitions: Sequence[Row]) -> dict[str, str]:
    return {row["id"]: say(row["title"]) for row in definitions if row["sort_of"] == "count"}


def _words(titles: Sequence[str], lines: Sequence[Sequence[str]], caption: str) -> str:
    shown = [[capital(cell) for cell in line] for line in lines]
    return stacked(table([Column(say(title)) for title in titles], shown, caption))


def terms() -> str:
    heads = (mark("词"), mark("意思"), mark("条款"))
    return _words(heads, rule_book.told_terms(), say("共用的词"))


def clauses() -> str:
    lines = [
        [rule_book.numbered(number), say(clause.title), say(clause.told)]
        for number, clause in known_clauses().items()
    ]
    return _words((mark("条款"), mark("说什么"), mark("转述")), lines, say("通知各条"))


def windows_title(chosen: Selection) -> str:
    return say("{year} 年度的窗口", year=chosen.season)


def days_title(chosen: Selection) -> str:
    return say("{year} 年度的判定日", year=chosen.season)


def dates_note(facts: Feasibility) -> str:
    """Say where the dates come from."""
    why = dict.fromkeys(window.why for window in facts.season.windows.all if window.why)
    if not why:
        return say("日期出自通知（三）。")
    return say("本地设定：{why}", why=formats.listed([say(each) for each in why]))


def calendar_note(sources: Sequence[Row]) -> str:
    """Name what the working days of the season rest on; computed ones are called provisional."""
    told = [
        say(
            "{source}（{days} 天，{workdays} 个工作日）",
            source=say(row["source"]),
            days=row["days"],
            workdays=row["workdays"],
        )
        for row in sources
    ]
    note = [say("依据：{sources}。", sources=formats.listed(told))]
    if any(row["source"] == PROVISIONAL for row in sources):
        note.append(say("放假安排公布后更新日历，有关数字随之改正。"))
    return formats.sentences(note)


def unusual_days(days: Sequence[Row]) -> str:
    """Days that are not what the day of the week would make them."""
    lines = [
        [
            formats.day_full(row["day"]),
            formats.weekday(row["day"]),
            capital(say("上班") if row["is_workday"] else say("放假")),
            capital(say(row["source"])),
        ]
        for row in days
    ]
    heads = [
        Column(say(title)) for title in (mark("日期"), mark("星期"), mark("安排"), mark("依据"))
    ]
    empty = say("这一年度里没有调休或工作日放假。")
    return table(heads, lines, say("调休与放假"), empty=empty)


def version_note(chosen: Selection) -> str:
    """Say by which rules the version shown was counted, and whether they are still in force."""
    now = rules_version()
    if chosen.rules_version == now:
        return say(
            "所看版本 {version} 按现行规则 {rules} 计算。", version=chosen.version.short, rules=now
        )
    return say(
        "所看版本 {version} 按规则 {rules} 计算，现行规则是 {now}。",
        version=chosen.version.short,
        rules=chosen.rules_version,
        now=now,
    )
