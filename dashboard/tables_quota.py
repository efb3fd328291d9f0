"""Tables of the page 名额: the cells, the steps, the documents, who stands behind a figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard import formats, lists
from dashboard.figures_quota import Step
from dashboard.matrix import Head, Line, Share
from dashboard.pieces import Cell, Column, Word
from dashboard.quota import BEFORE, Measure, Quota
from etl import catalog
from etl.lifecycle.proposals import Proposal
from etl.queries import Figures

Address = Callable[[str | None, str | None], str]
Place = tuple[str | None, str | None]
NOT_ALLOTTED, NOT_REPORTED = "未下达", "未报送"


def cells(
    seen: Quota, measure: Measure, address: Address, chosen: Place
) -> tuple[list[Head], list[Line]]:
    """Lay out county × series with sums at the edges; one county alone needs no sum of counties."""
    series = [each.series_code or "" for each in seen.series]
    heads = [Head(seen.names[code]) for code in series]
    lines = []
    for whole in seen.counties:
        county = whole.county_code or ""
        inner = [
            _cell(seen, measure, seen.cells[county, code], address(county, code), chosen)
            for code in series
        ]
        lines.append(
            Line(
                seen.names[county],
                (*inner, *_sum(seen, measure, whole, address(county, None), series)),
                county,
                address(county, None),
                is_chosen=chosen[0] == county,
            )
        )
    if len(seen.counties) > 1:
        inner = [_share(measure, each, address(None, each.series_code)) for each in seen.series]
        total = _sum(seen, measure, seen.total, address(None, None), series)
        lines.append(Line("合计", (*inner, *total), is_total=True))
    return [*heads, *([Head("合计")] if len(series) > 1 else [])], lines


def _sum(
    seen: Quota, measure: Measure, whole: Figures, link: str, series: Sequence[str]
) -> tuple[Share, ...]:
    """The last column; a single series needs none."""
    if len(series) <= 1:
        return ()
    instead = NOT_REPORTED if whole.county_code in seen.unreported else ""
    return (replace(_share(measure, whole, link, instead), is_sum=True),)


def _cell(seen: Quota, measure: Measure, each: Figures, link: str, chosen: Place) -> Share:
    place = (each.county_code or "", each.series_code or "")
    if place not in seen.allotted and not each.counts["applied"]:
        return _share(measure, each, "", NOT_ALLOTTED)
    if place[0] in seen.unreported:
        return _share(measure, each, "", f"{NOT_REPORTED} / {each.counts['allocated']}")
    words = [] if measure is not BEFORE else _over(each)
    if place not in seen.allotted:
        words.append(Word(NOT_ALLOTTED, "quiet"))
    share = _share(measure, each, link)
    return replace(share, words=tuple(words), is_chosen=chosen == place)


def _over(each: Figures) -> list[Word]:
    told = [("over_posts", "超职数", "red"), ("over_quota", "超名额", "amber")]
    return [
        Word(f"{word} {each.counts[count]}", state)
        for count, word, state in told
        if each.counts[count]
    ]


def _share(measure: Measure, each: Figures, link: str, instead: str = "") -> Share:
    rate = each.rates[measure.rate]
    ids = next(known for known in catalog.rates() if known.id == measure.rate)
    return Share(
        (ids.numerator, rate.numerator),
        (ids.denominator, rate.denominator),
        rate.rate,
        series=each.series_code or "",
        link=link,
        instead=instead,
    )


def chain(steps: Sequence[Step]) -> lists.Made:
    """The bars as a table, each with what it counts, in the words of its definition."""
    known = {count.id: count for count in catalog.counts()}
    columns = [Column("去向"), Column("数", is_figure=True), Column("口径")]
    return columns, [
        [
            step.title,
            Cell("", count=step.count, value=step.value),
            f"{known[step.count].counts}（{known[step.count].clause}）",
        ]
        for step in steps
    ]


def documents(seen: Quota) -> lists.Made:
    """Whole documents for many counties; for one county every row with its place in the file."""
    first = [Column("文号"), Column("下达日期"), Column("性质")]
    figures = [Column("核定职数", is_figure=True), Column("下达名额", is_figure=True)]
    if seen.is_by_document:
        inner = [Column("涉及"), *figures, Column("状态"), Column("文件")]
    else:
        inner = [Column("县市"), Column("系列"), *figures, Column("状态"), Column("来源")]
    return [*first, *inner], [
        [
            Cell(row["document_no"] or "未写文号", as_found=True),
            formats.day_full(row["issued_on"]),
            row["nature"],
            *_where(seen, row),
            row["approved_posts"],
            row["allocated"],
            Cell("", words=(_force(row),)),
            Cell(row["files"], as_found=True) if seen.is_by_document else lists.source(row),
        ]
        for row in seen.documents
    ]


def proposed(found: Sequence[Proposal], names: Mapping[str, str]) -> lists.Made:
    """What decisions of the season before propose: never counted among the places."""
    figures = [Column("拟提请核减", is_figure=True), Column("上年度下达", is_figure=True)]
    columns = [
        Column("县市"),
        Column("系列"),
        *figures,
        Column("理由"),
        Column("决定人"),
        Column("文号"),
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


def _where(seen: Quota, row: Mapping[str, Any]) -> list[str]:
    if seen.is_by_document:
        return [f"{row['counties']} 个县市，{row['cells']} 格"]
    return [seen.names[row["county_code"]], seen.names[row["series_code"]]]


def _force(row: Mapping[str, Any]) -> Word:
    return Word("计入") if row["is_in_force"] else Word("已被新文件替代", "quiet")
