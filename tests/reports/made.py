"""A paper of real counts and invented words, for tests of how papers are set."""

from datetime import date, datetime

from dashboard.reports.chart import Bullet, Bullets
from dashboard.reports.paper import (
    Column,
    Heading,
    Origin,
    Paper,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
)
from etl import queries
from etl.scope import office

DAY, BUILT = date(2022, 12, 31), datetime(2023, 1, 3, 10)  # noqa: DTZ001 Beijing
COUNTS = ("approved_posts", "allocated", "applied", "recommended", "passed", "appointed")
TITLES = ("核定职数", "下达名额", "申报", "推荐", "通过", "聘任")
RATES = ("return_rate", "escape_rate")


def paper(con, *, kind="year-end", by="county", hostile="", is_sample=False) -> Paper:
    """Six columns and two rates of every place; `hostile` is put wherever words of the data stand."""
    names = queries.names(con)
    found = queries.figures(con, office(), 2022, DAY, by)
    total = queries.figures(con, office(), 2022, DAY)[0]
    places = [
        [names[each.county_code], *([names[each.series_code]] if each.series_code else [])]
        for each in found
    ]
    lead = [Column("county", "县市", "text", width=6)]
    if by != "county":
        lead.append(Column("series", "系列", "text", width=6))
    columns = (
        *lead,
        *(Column(key, title, group="六栏") for key, title in zip(COUNTS, TITLES, strict=True)),
        *(Column(key, key, "rate", width=7) for key in RATES),
    )
    rows = tuple(
        Row((*at, *_figures(each)), county=each.county_code or "", series=each.series_code or "")
        for at, each in zip(places, found, strict=True)
    )
    rows += (Row((*["全州", ""][: len(lead)], *_figures(total)), is_total=True),)
    table = Table(
        "表1",
        f"各县市情况{hostile}",
        "个、人",
        columns,
        rows,
        (f"注：未满 5 人不列比率。{hostile}",),
    )
    wide = Table("附表1", "分系列情况", "个、人", columns, rows, is_wide=True)
    bullets = Bullets(
        tuple(
            Bullet(names[f.county_code], f.counts["allocated"], f.counts["occupied"], f.counts["passed"])
            for f in queries.figures(con, office(), 2022, DAY, "county")
        ),
        "下达名额", "占用", "通过",
    )  # fmt: skip
    picture = Picture("图1", "各县市名额使用情况", "九个县市的名额、占用和通过。", bullets)
    return Paper(
        kind=kind,
        title="关于 2022 年度定向评价工作情况的通报",
        subtitle="（截至 2022 年 12 月 31 日）",
        addressee="各县市人力资源和社会保障局：",
        opening=f"现将 2022 年度定向评价工作情况通报如下。{hostile}",
        sections=(
            Section(
                "总体情况",
                (Paragraph(_whole(total), "总的看。"), picture),
            ),
            Section("各县市情况", (Heading("轮台县"), Paragraph(f"单位“{hostile}”正常。"), table)),
        ),
        closing="特此通报。",
        issuer="巴州人力资源和社会保障局",
        issued_on=DAY,
        origin=Origin(2022, DAY, "a1b2c3d4", BUILT, "3", "2022", "1.0", is_sample),
        annexes=(wide,),
        definitions=(("申报", "首次提交不晚于当日的人数。", "三"),),
    )  # fmt: skip


def _figures(found) -> list:
    return [found.counts[key] for key in COUNTS] + [found.rates[key] for key in RATES]


def _whole(total) -> str:
    return f"全州下达名额 {total.counts['allocated']} 个，申报 {total.counts['applied']} 人。"
