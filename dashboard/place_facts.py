"""What one must know of a place on 总览: broken limits, missing papers, silence, extensions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import formats
from dashboard.pieces import Word
from dashboard.words import mark, say
from etl.queries import Figures

Row = dict[str, Any]
# What stands in the column 需要知道的事, gravest first: count, state, words, short words for a tile.
FACTS = (
    ("over_posts", "red", mark("超职数 {n} 人"), mark("超职数")),
    ("over_quota", "red", mark("超名额 {n} 人"), mark("超名额")),
    ("blacklisted_applied", "red", mark("黑名单期内申报 {n} 人"), mark("黑名单")),
    ("late_files", "red", mark("材料逾期 {n} 件"), mark("材料逾期")),
    ("waiting_paper", "amber", mark("缺件 {n} 件"), mark("缺件")),
    ("publicity_missing", "amber", mark("公示缺 {n} 项"), mark("公示缺")),
    ("publicity_short", "amber", mark("公示不足 {n} 项"), mark("公示不足")),
    ("overdue_reviews", "amber", mark("县级逾期未审 {n} 人"), mark("逾期未审")),
)
# Paper that is still due is not missing, and before its window opens nobody waits for it.
FACTS_BEFORE = tuple(fact for fact in FACTS if fact[0] != "waiting_paper")
FACTS_WHILE_OPEN = (*FACTS_BEFORE, ("waiting_paper", "plain", mark("待送 {n} 件"), ""))
PAPER = mark("纸质材料受理")  # as files write it
NOT_REPORTED, NOT_THIS_WEEK, NOT_ALLOTTED = mark("未报送"), mark("本周未报"), mark("未下达")
EXTENDED = mark("已延期")


@dataclass(frozen=True)
class Fact(Word):
    """What one must know of a place; `count` names the count that it tells, where it tells one."""

    count: str = ""


def facts_of(each: Figures, report: Row | None, extended: Sequence[Row], paper: Row) -> list[Word]:
    """Tell what breaks a limit, what is missing, who is silent, what was extended; gravest first."""
    if report and report["through"] is None:
        return [Word(say(NOT_REPORTED), "amber", say(NOT_REPORTED))]
    is_over = paper["days_left"] < 0 and not any(
        row["is_open"] and row["milestone"] == PAPER for row in extended
    )
    known = FACTS if is_over else FACTS_WHILE_OPEN if paper["has_opened"] else FACTS_BEFORE
    found: list[Word] = [
        Fact(say(words, n=each.counts[count]), state, say(short), count=count)
        for count, state, words, short in known
        if each.counts[count]
    ]
    if report and not report["is_this_week"]:
        told = say("本周未报（报至 {day}）", day=formats.day_short(report["through"]))
        found.append(Word(told, "amber", say(NOT_THIS_WEEK)))
    found += [
        Word(
            say(
                "{milestone}已延期至 {day}",
                milestone=say(row["milestone"]),
                day=formats.day_short(row["extended_to"]),
            ),
            "blue",
            say(EXTENDED),
        )
        for row in extended
        if row["is_open"]
    ]
    return found
