"""Tables of the page 快照与报告."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard import formats
from dashboard.lists import Made
from dashboard.pieces import Cell, Column, Word
from dashboard.shelved import Shelved
from dashboard.words import capital, mark, say
from etl.snapshots.manifest import SEAL_SHOWN

KINDS = {"year-end": mark("年终"), "week": mark("每周"), "milestone": mark("节点")}
WHOLE, BROKEN, CORRECTED = mark("完好"), mark("核对不符"), mark("已更正")


def snapshots(found: Sequence[Shelved], address: Callable[[Shelved], str]) -> Made:
    """One line a snapshot, the newest first; its day leads to the pages as they were."""
    heads = [
        Column(say("快照"), width="190px"),
        Column(say("种类"), width="88px"),
        Column(say("截至")),
        Column(say("数据版本")),
        Column(say("校验码")),
        Column(say("文稿"), is_figure=True),
        Column(say("核对")),
    ]
    return heads, [_line(each, address(each)) for each in found]


def _line(each: Shelved, address: str) -> list[Cell | str | int | None]:
    basis = each.manifest.basis
    day = formats.day_full(basis.day)
    return [
        Cell(each.id, as_found=True),
        capital(say(KINDS[basis.kind])),
        Cell(day, link=address) if each.version else day,
        Cell(basis.version.name.split("-")[-1], as_found=True),
        Cell(each.manifest.seal[:SEAL_SHOWN], as_found=True),
        len(each.manifest.documents),
        Cell("", words=verdict(each)),
    ]


def verdict(each: Shelved) -> list[Word]:
    """Whole or not, and whether a later one corrects it."""
    told = [
        Word(capital(say(BROKEN)), "red") if each.faults else Word(capital(say(WHOLE)), "quiet")
    ]
    if each.superseded_by:
        told.append(Word(capital(say(CORRECTED)), "amber"))
    return told


def faults(found: Sequence[tuple[str, str]]) -> Made:
    heads = [Column(say("快照"), width="190px"), Column(say("不符之处"))]
    return heads, [[Cell(where, as_found=True), Cell(what)] for where, what in found]


def differences(
    lines: Sequence[Mapping[str, Any]], names: Mapping[str, str], pair: tuple[str, str]
) -> Made:
    """One measure in each place; rates as k/n with the change in percentage points."""
    lead = Column(say("县市"), width="120px")
    return _table(lead, lines, pair, lambda line: _place(line, names))


def measures(
    lines: Sequence[Mapping[str, Any]], titles: Mapping[tuple[str, str], str], pair: tuple[str, str]
) -> Made:
    """Every measure of one place."""
    lead = Column(say("指标"), width="200px")
    return _table(lead, lines, pair, lambda line: capital(say(titles[line["kind"], line["id"]])))


def _table(
    lead: Column,
    lines: Sequence[Mapping[str, Any]],
    pair: tuple[str, str],
    first: Callable[[Mapping[str, Any]], str],
) -> Made:
    heads = [
        lead,
        *(Column(each, is_figure=True) for each in pair),
        Column(say("增减"), is_figure=True),
        Column(say("增幅"), is_figure=True),
    ]
    return heads, [[first(line), *_values(line)] for line in lines]


def _place(line: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return names[line["county_code"]] if line["county_code"] else say("全州")


def _values(line: Mapping[str, Any]) -> list[str]:
    if line["kind"] == "count":
        change = None if line["change"] is None else formats.change(line["change"])
        growth = formats.percent_change(line["growth"], line["before"])
        return [
            formats.number(line["before"]),
            formats.number(line["after"]),
            change or formats.NOTHING,
            growth,
        ]
    return [
        _rate(line["before"], line["before_of"], line["before_share"]),
        _rate(line["after"], line["after_of"], line["after_share"]),
        points(line["points"]),
        formats.NOTHING,
    ]


def _rate(k: int | None, n: int | None, share: float | None) -> str:
    pair = formats.fraction(k, n)
    percent = formats.percent_of(share, n)
    return pair if percent == formats.NOTHING else f"{pair}{formats.brackets(percent)}"


def points(value: float | None) -> str:
    """A difference of two rates, in percentage points."""
    return formats.NOTHING if value is None else say("{n} 个百分点", n=formats.signed(value))


def meanings(found: Sequence[tuple[str, str, str, str]]) -> Made:
    """Definitions that are not what they were: title, what changed, before, after, as the snapshots say."""
    heads = [Column(say("指标")), Column(say("改动")), Column(say("前")), Column(say("后"))]
    return heads, [
        [Cell(say(title)), *(Cell(each, as_found=True) for each in told)] for title, *told in found
    ]
