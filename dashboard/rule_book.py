"""The page 口径与规则 as data: definitions that match a search, the contract and its rules in words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats
from dashboard.selection import Selection
from dashboard.words import ENGLISH, language, mark, say
from etl.contract.judging import rules
from etl.contract.model import fold
from etl.contract.wording import SEVERITY_WORDS
from etl.definitions import terms
from etl.reference import places
from etl.seasons import BASIS, Feasibility, clauses, load_season
from etl.seasons.plan import CONFLICT
from etl.told import told

NOT_COVERED = mark("未覆盖")
ANY_COLUMN, CHANGE_TO = mark("该列"), mark("改为：{expected}")
CHANGE_TO_ANY = mark("改为名单中的值")
CONSEQUENCES = {
    "file": mark("整份文件不读，其他文件照常载入；改好后重新报送。"),
    "row": mark(
        "整行不算，改好重报后、或所缺的花名册到了以后，自动计入。一行有几处的，只列最前的一处。"
    ),
    "cell": mark("只有这一格不采用，这一行照常计入；以前报过的值仍然有效。"),
    "sheet": mark("照常计入，请核对。"),
}
UNKNOWN_VALUE, LISTED = "…", mark("名单中的值")

Row = Mapping[str, Any]


def matching(definitions: Sequence[Row], asked: str) -> list[Row]:
    """Keep what holds every word asked for, in its own text, its counts' names or its clauses' titles."""
    names = {row["id"]: row["title"] for row in definitions if row["sort_of"] == "count"}
    words = fold(asked.replace("，", " ")) and [fold(word) for word in asked.split()]
    return [row for row in definitions if all(word in _text(row, names) for word in words)]


def _text(row: Row, names: Mapping[str, str]) -> str:
    """What a definition says, in Chinese and in the reader's language."""
    parts = [row[key] or "" for key in ("id", "title", "unit", "counts", "leaves_out", "ground")]
    for key in ("numerator_id", "denominator_id"):
        parts += [row[key] or "", names.get(row[key], "")]
    for number in cited(row["clause"]):
        parts += [number, numbered(number), clauses()[number].title]
    parts.append(BASIS[row["basis"]] if row["basis"] else "")
    return fold("\n".join([*parts, *map(say, parts)]))


def cited(clause: str) -> list[str]:
    """The clauses by number; none where the office alone asks for the count."""
    return [number for number in re.split(r",\s*", clause) if number in clauses()]


def numbered(clause: str) -> str:
    """A clause's number as this page writes it: 五(二), in English 5(2)."""
    return formats.clause(clause) if language() == ENGLISH else clause


def headline(definitions: Sequence[Row], facts: Feasibility) -> str:
    """Say how many definitions there are, how many are the office's own, and whether the dates fit."""
    counts = [row for row in definitions if row["sort_of"] == "count"]
    said = {
        "counts": len(counts),
        "rates": sum(row["sort_of"] == "rate" for row in definitions),
        "own": sum(row["basis"] == "local" for row in counts),
        "year": facts.season.year,
    }
    if conflicts := sum(each.state == CONFLICT for each in facts.findings):
        return say(
            "{counts} 项计数、{rates} 项比率，其中 {own} 项计数是本地设定；"
            "{year} 年度的日程有 {n} 处冲突。",
            n=conflicts,
            **said,
        )
    return say(
        "{counts} 项计数、{rates} 项比率，其中 {own} 项计数是本地设定；{year} 年度的日程没有冲突。",
        **said,
    )


def found_title(found: Sequence[Row], definitions: Sequence[Row], asked: str) -> str:
    if not asked.strip():
        return say("全部 {n} 项口径", n=len(definitions))
    if found:
        return say("找到 {n} 项", n=len(found))
    return say("没有找到“{asked}”", asked=asked.strip())


def told_terms() -> list[list[str]]:
    """Words that several counts share, each with its clause; what is not covered stands apart."""
    return [
        [say(term.title), say(term.told), numbered(term.clause) or formats.NOTHING]
        for term in terms()
        if term.title != NOT_COVERED
    ]


def not_covered() -> str:
    return say(next(term.told for term in terms() if term.title == NOT_COVERED))


def judging() -> list[tuple[str, str, str, str, str]]:
    """One line a rule, in the order of precedence: id, name, what follows, what is told, the cure."""
    return [
        (name, say(rule.title), rule.meets, _general(rule.message), _general(rule.cure, LISTED))
        for name, rule in rules().items()
    ]


def consequence(meets: str) -> str:
    return say(SEVERITY_WORDS[meets])


def _general(template: str, expected: str = UNKNOWN_VALUE) -> str:
    """Tell a message without a case: `改为：{expected}` reads 改为名单中的值."""
    if language() == ENGLISH:
        case = {"value": UNKNOWN_VALUE, "detail": UNKNOWN_VALUE, "expected": say(expected)}
        return say(told(template, **case, header=say(ANY_COLUMN)))
    shown = template.replace(CHANGE_TO, CHANGE_TO_ANY).replace("：{expected}", "")
    shown = re.sub(r"“\{header\}”|\{header\}", ANY_COLUMN, shown)
    shown = re.sub(r"(?<=[“（ ])\{\w+\}", UNKNOWN_VALUE, shown)
    return re.sub(r"\{\w+\}", "", shown)


def commands(chosen: Selection) -> list[tuple[str, str]]:
    """What to type to trace a figure to its rows, and a row to its file, for what is on the screen."""
    when = f"--season {chosen.season} --as-of {chosen.day:%Y-%m-%d}"
    named = {each.code: each.name for each in places("counties")}
    place = f" --county {named[chosen.county]}" if chosen.county else ""
    review_ends = load_season(chosen.season).windows.online_review.ends_on
    return [
        (
            say("每个县市、每个系列的全部计数和比率"),
            f"python -m etl metrics {when} --by county,series",
        ),
        (
            say("一个数背后的名单，连同文件、工作表和行号"),
            f"python -m etl cases recommended {when}{place}",
        ),
        (
            say("两天之间谁进来了、谁出去了"),
            f"python -m etl cases recommended {when}{place} --since {review_ends:%Y-%m-%d}",
        ),
        (say("报送文件里发现的问题和行数核对"), f"python -m etl findings{place}"),
        (say("现有版本，各表载入至哪一天"), "python -m etl status"),
    ]
