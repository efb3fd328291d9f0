"""The prefecture's place documents: the wide table of the start, the long one of a supplement."""

from random import Random

from etl.sample.handwriting import Cell, chinese_day
from etl.sample.land import counties, county_of, series_names
from etl.sample.layout import MARK, NOTE, Sheet
from etl.sample.model import Quota
from etl.sample.offices import Office

_POSTS, _PLACES = "核定职数", "下达名额"


def wide(quotas: list[Quota], season: int, foreign: str | None) -> Sheet:
    """Lay out the first document: a row a county, a two-row header, a control total below.

    `foreign` adds a row for a place that is no county of the prefecture.
    """
    first = quotas[0]
    names = list(series_names().values())
    top: list[Cell] = ["县(市)"]
    second: list[Cell] = [None]
    for name in names:
        top += [name, None]
        second += [_POSTS, _PLACES]
    width = len(top) + 2
    grid: list[list[Cell]] = [
        [f"巴州{season}年度“定向评价、定向使用”名额分配表({MARK})", *[None] * (width - 1)],
        [
            "填报单位:州职改办",
            *[None] * (width - 3),
            f"填报日期:{chinese_day(first.issued_on)}",
            None,
        ],
        [*top, "文号", "下达日期"],
        [*second, None, None],
    ]
    grid += _county_lines(quotas)
    if foreign:
        grid.insert(-1, [foreign, *[0] * (width - 3), first.document_no, first.issued_on])
    grid.append([NOTE, *[None] * (width - 1)])
    corners = [(0, 0, 0, width - 1), (2, 0, 3, 0)]
    ends = [(2, width - 2, 3, width - 2), (2, width - 1, 3, width - 1)]
    pairs = [(2, 1 + 2 * place, 2, 2 + 2 * place) for place in range(len(names))]
    return Sheet("名额分配", grid, range(2, 4), corners + ends + pairs)


def _county_lines(quotas: list[Quota]) -> list[list[Cell]]:
    """Give the counties' rows, and their sum as the last."""
    cells = {(quota.county, quota.series): quota for quota in quotas}
    lines: list[list[Cell]] = []
    totals = [0] * (2 * len(series_names()))
    for county in counties():
        theirs = [cells[county.code, series] for series in series_names()]
        figures = [figure for q in theirs for figure in (q.approved_posts, q.allocated)]
        totals = [total + figure for total, figure in zip(totals, figures, strict=True)]
        lines.append([county.name, *figures, quotas[0].document_no, quotas[0].issued_on])
    return [*lines, ["合计", *totals, None, None]]


def long(quotas: list[Quota], season: int, office: Office, rng: Random) -> Sheet:
    """Lay out a supplement or a cut: a row a cell, with its nature."""
    nature, issued = quotas[0].nature, quotas[0].issued_on
    headers = "序号 年度 县市 系列 性质 核准职数 分配名额 文号 下达日期".split()
    grid: list[list[Cell]] = [
        [f"关于{nature}{season}年度定向评价名额的明细({MARK})", *[None] * 8],
        ["填报单位:州职改办", *[None] * 6, f"填报日期:{issued:%Y-%m-%d}", None],
        [*headers],
    ]
    for number, quota in enumerate(quotas, 1):
        issued_on = office.hand.write("quota", "issued_on", quota.issued_on, rng)
        series = series_names()[quota.series]
        figures = [quota.approved_posts, quota.allocated]
        line: list[Cell] = [number, season, county_of(quota.county).name, series, nature, *figures]
        grid.append([*line, quota.document_no, issued_on])
    grid.append([NOTE, *[None] * 8])
    return Sheet(f"{nature}名额", grid, range(2, 3), [(0, 0, 0, 8)])
