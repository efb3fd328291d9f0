"""Tables about the days ahead: pace and band by county or by milestone, and the test on past seasons."""

from collections.abc import Mapping, Sequence

from dashboard import formats
from dashboard import sentences_forecast as say
from dashboard.lists import Made, Shown
from dashboard.pieces import Cell, Column, Word
from etl.forecast.backtest import Coverage
from etl.forecast.predict import Forecast


def ahead(rows: Sequence[Forecast], names: Mapping[str, str], *, by_county: bool) -> Made:
    """A row a county of one milestone, or a row a milestone of one county."""
    columns = [
        Column("县市" if by_county else "环节"),
        *([] if by_county else [Column("截止")]),
        Column("完成", is_figure=True),
        Column("还差", is_figure=True),
        Column("每日需", is_figure=True),
        Column("近几日", is_figure=True),
        Column("推算"),
    ]
    return columns, [_row(each, names, by_county=by_county) for each in rows]


def _row(each: Forecast, names: Mapping[str, str], *, by_county: bool) -> list[Shown]:
    who = (names[each.county_code] if each.county_code else "合计") if by_county else each.title
    when: list[Shown] = [] if by_county else [formats.day_short(each.ends_on)]
    if each.why == "not_reported":
        return [who, *when, *[formats.NOTHING] * 4, Cell("", words=(Word("未报送", "quiet"),))]
    return [
        who,
        *when,
        formats.fraction(each.done, each.due),
        each.remaining,
        formats.tenth(each.needed_per_day),
        say.pace(each),
        _expected(each),
    ]


def _expected(each: Forecast) -> Cell:
    """The band and, where the sheets lag behind the day, through when they tell."""
    if each.band is None:
        return Cell("", words=(Word(say.expected(each), "quiet"),))
    known = each.known_through
    if known is None or known >= each.day:
        return Cell(say.expected(each))
    told = Word(f"数据到 {formats.day_short(known)}", "quiet")
    return Cell("", words=(Word(say.expected(each)), told))


def hits(past: Sequence[Coverage]) -> Made:
    """What the test found, by milestone and moment: hits of n and the mean loss of both forecasts."""
    columns = [
        Column("环节"),
        Column("窗口走过", is_figure=True),
        Column("落在区间内", is_figure=True),
        Column("年度", is_figure=True),
        Column("平均损失", is_figure=True),
        Column("按平均速度", is_figure=True),
    ]
    return columns, [
        [
            row.title,
            f"{row.moment}%",
            formats.fraction(row.covered, row.n),
            row.seasons,
            formats.decimal(row.loss),
            formats.decimal(row.naive_loss),
        ]
        for row in past
        if row.title and row.moment and not row.is_whole
    ]
