"""A paper with one block of each kind, to try a template with; none of it reaches a reader."""

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
from etl.queries import Rate

_DAY, _BUILT = date(1999, 12, 31), datetime(1999, 12, 31, 12)  # noqa: DTZ001 of no place
_COLUMNS = (
    Column("place", "地方", "text", width=6),
    Column("first", "数", group="一组"),
    Column("second", "率", "rate", group="一组", width=7),
    Column("third", "日", "day", width=6),
)


def example() -> Paper:
    """The same every time; markup signs stand in it, for they come up in names."""
    rows = (
        Row(("甲&乙<县>", 98_765, Rate(43_219, 87_654, 0.493), _DAY)),
        Row(("合计", 56_789, Rate(3, 4, 0.75), None), is_total=True),
    )
    table = Table("表1", "试填的表", "个", _COLUMNS, rows, ("注：试填。",))
    others = (Row(("丙“丁”", 24_680, Rate(13_579, 97_531, 0.139), _DAY)),)
    wide = Table("附表1", "试填的宽表", "个", _COLUMNS, others, is_wide=True)
    picture = Picture(
        "图1", "试填的图", "一根条。", Bullets((Bullet("甲", 3, 2, 1),), "全", "中", "成")
    )
    return Paper(
        kind="year-end",
        title="试填的标题",
        subtitle="（试填）",
        addressee="试填单位：",
        opening="试填的开头。",
        sections=(
            Section("试填一部分", (Paragraph("试填的段落。", "领起。"), picture)),
            Section("试填二部分", (Heading("试填的小题"), table)),
        ),
        closing="试填的结尾。",
        issuer="试填落款",
        issued_on=_DAY,
        origin=Origin(_DAY.year, _DAY, "0" * 8, _BUILT, "0", "0", "0", is_sample=True),
        annexes=(wide,),
        definitions=(("试填", "试填的口径。", "一"),),
    )
