"""Tables of the page 名额: the cells, the steps, the documents, who stands behind a figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard import formats, listed, lists
from dashboard.matrix import Head, Line, Share
from dashboard.pieces import Cell, Column, Word
from dashboard.quota import BEFORE, Measure, Quota
from dashboard.steps import Step
from dashboard.words import mark, say
from etl import catalog
from etl.lifecycle.proposals import Proposal
from etl.queries import Figures

# county, series and, where a figure is meant, the count behind it → the address that lists it
Address = Callable[..., str]
Place = tuple[str | None, str | None]
NOT_ALLOTTED, NOT_REPORTED = mark("未下达"), mark("未报送")
OVER = (("over_posts", mark("超职数 {n}"), "red"), ("over_quota", mark("超名额 {n}"), "red"))


def cells(
    seen: Quota, measure: Measure, address: Address, chosen: Place
) -> tuple[list[Head], list[Line]]:
    """Lay out county × series with sums at the edges; one county alone needs no sum of counties."""
    series = [each.series_code or "" for each in seen.series]
    heads = [Head(seen.names[code]) for code in series]
    lines = []
    for whole in seen.counties:
        county = whole.county_code or ""
        inner = [_cell(seen, measure, seen.cells[county, code], address, chosen) for code in series]
        lines.append(
            Line(
                seen.names[county],
                (*inner, *_sum(seen, measure, whole, address, series)),
                county,
                address(county, None),
                is_chosen=chosen[0] == county,
            )
        )
    if len(seen.counties) > 1:
        inner = [_share(measure, each, address) for each in seen.series]
        total = _sum(seen, measure, seen.total, address, series)
        lines.append(Line(say("合计"), (*inner, *total), is_total=True))
    return [*heads, *([Head(say("合计"))] if len(series) > 1 else [])], lines


def _sum(
    seen: Quota, measure: Measure, whole: Figures, address: Address, series: Sequence[str]
) -> tuple[Share, ...]:
    """The last column; a single series needs none."""
    if len(series) <= 1:
        return ()
    instead = say(NOT_REPORTED) if whole.county_code in seen.unreported else ""
    return (replace(_share(measure, whole, address), instead=instead, is_sum=True),)


def _cell(seen: Quota, measure: Measure, each: Figures, address: Address, chosen: Place) -> Share:
    place = (each.county_code or "", each.series_code or "")
    share = _share(measure, each, address)
    if place not in seen.allotted and not each.counts["applied"]:
        return replace(share, instead=say(NOT_ALLOTTED))
    if place[0] in seen.unreported:
        return replace(share, instead=f"{say(NOT_REPORTED)} / {each.counts['allocated']}")
    words = [] if measure is not BEFORE else _over(each, address)
    if place not in seen.allotted:
        words.append(Word(say(NOT_ALLOTTED), "quiet"))
    return replace(share, words=tuple(words), is_chosen=chosen == place)


def _over(each: Figures, address: Address) -> list[Word]:
    place = (each.county_code, each.series_code)
    return [
        Word(say(words, n=each.counts[count]), state, link=address(*place, count))
        for count, words, state in OVER
        if each.counts[count]
    ]


def _share(measure: Measure, each: Figures, address: Address) -> Share:
    rate = each.rates[measure.rate]
    ids = next(known for known in catalog.rates() if known.id == measure.rate)
    place = (each.county_code, each.series_code)
    return Share(
        (ids.numerator, rate.numerator),
        (ids.denominator, rate.denominator),
        rate.rate,
        series=each.series_code or "",
        link=address(*place, ids.numerator),
        of_link=address(*place, ids.denominator),
    )


def chain(steps: Sequence[Step], address: Callable[[str], str]) -> lists.Made:
    """The bars as a table, each with what it counts; every figure leads to its list."""
    known = {count.id: count for count in catalog.counts()}
    columns = [Column(say("去向")), Column(say("数"), is_figure=True), Column(say("口径"))]
    return columns, [
        [
            step.title,
            Cell(
                formats.number(step.value),
                count=step.count if step.count in known else "",
                value=step.value,
                link=address(step.count),
            ),
            _definition(known[step.count]) if step.count in known else _part(step),
        ]
        for step in steps
    ]


def _definition(count: catalog.Count) -> str:
    return say(count.counts) + formats.brackets(formats.clause(count.clause))


def _part(step: Step) -> str:
    return say("浪费的一部分") if step.is_part else say("申报的一部分，一人只算一处")


def documents(seen: Quota) -> lists.Made:
    """Whole documents for many counties; for one county every row with its place in the file."""
    if not seen.is_by_document:
        return document_rows(seen.documents, seen.names)
    inner = [Column(say("涉及")), *_figures(), Column(say("状态")), Column(say("文件"))]
    return [*_document_heads(), *inner], [
        [
            *_document(row),
            say("{n} 个县市，{cells} 格", n=row["counties"], cells=row["cells"]),
            row["approved_posts"],
            row["allocated"],
            Cell("", words=(_force(row),)),
            Cell(row["files"], as_found=True),
        ]
        for row in seen.documents
    ]


def document_rows(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> lists.Made:
    """Every row of the documents, with its place in the file."""
    inner = [
        Column(say("县市")), Column(say("系列")), *_figures(),
        Column(say("状态")), Column(say("来源")),
    ]  # fmt: skip
    return [*_document_heads(), *inner], [
        [
            *_document(row),
            names[row["county_code"]],
            names[row["series_code"]],
            row["approved_posts"],
            row["allocated"],
            Cell("", words=(_force(row),)),
            lists.source(row),
        ]
        for row in rows
    ]


def _document_heads() -> list[Column]:
    return [
        Column(say("文号")),
        Column(say("下达日期"), width="104px"),
        Column(say("性质"), width="96px"),
    ]


def _figures() -> list[Column]:
    return [Column(say("核定职数"), is_figure=True), Column(say("下达名额"), is_figure=True)]


def _document(row: Mapping[str, Any]) -> list[lists.Shown]:
    number = row["document_no"]
    return [
        Cell(number, as_found=True) if number else say("未写文号"),
        formats.day_full(row["issued_on"]),
        say(row["nature"]),
    ]


def proposed(found: Sequence[Proposal], names: Mapping[str, str]) -> lists.Made:
    """What decisions of the season before propose: never counted among the places."""
    columns = [
        Column(say("县市")),
        Column(say("系列")),
        Column(say("拟提请核减"), is_figure=True),
        Column(say("上年度下达"), is_figure=True),
        Column(say("理由")),
        Column(say("决定人")),
        Column(say("文号")),
    ]
    return columns, [
        [
            names[each.county_code],
            names[each.series_code],
            each.places,
            each.allocated,
            Cell(each.reason, as_found=True),
            Cell(each.decided_by, as_found=True),
            Cell(each.document_no, as_found=True),
        ]
        for each in found
    ]


def _force(row: Mapping[str, Any]) -> Word:
    return Word(say("计入")) if row["is_in_force"] else Word(say("已被新文件替代"), "quiet")


def cases(
    rows: Sequence[Mapping[str, Any]],
    names: Mapping[str, str],
    count: str,
    now: lists.Ask,
    *,
    with_county: bool,
) -> lists.Made:
    """The cases behind a count: since when, and what else one must know of cases of this kind."""
    asked: list[lists.Ask] = [lists.since(lists.SINCE)]
    if count in listed.DIFFERENCES:
        asked = [(mark("计"), lambda row: formats.change(row["weight"])), *asked]
    elif count in listed.PUBLICITY:
        asked = [(mark("环节"), lists.detail), *asked]
    else:
        asked = [*asked, now]
    return lists.table(rows, names, asked, with_county=with_county)
