"""Tables about the days ahead: pace and band by county or by milestone, and the test on past seasons."""

from collections.abc import Mapping, Sequence

from dashboard import formats
from dashboard import sentences_forecast as sentences
from dashboard.lists import Made, Shown
from dashboard.pieces import Cell, Column, Word
from dashboard.words import capital, say
from etl.forecast.backtest import Coverage
from etl.forecast.predict import Forecast


def ahead(rows: Sequence[Forecast], names: Mapping[str, str], *, by_county: bool) -> Made:
    """A row a county of one milestone, or a row a milestone of one county."""
    columns = [
        Column(say("县市") if by_county else say("环节")),
        *([] if by_county else [Column(say("截止"))]),
        Column(say("完成"), is_figure=True),
        Column(say("还差"), is_figure=True),
        Column(say("每日需"), is_figure=True),
        Column(say("近几日"), is_figure=True),
        Column(say("推算")),
    ]
    return columns, [_row(each, names, by_county=by_county) for each in rows]


def _who(each: Forecast, names: Mapping[str, str], *, by_county: bool) -> str:
    if not by_county:
        return capital(say(each.title))
    return names[each.county_code] if each.county_code else say("合计")


def _row(each: Forecast, names: Mapping[str, str], *, by_county: bool) -> list[Shown]:
    who = _who(each, names, by_county=by_county)
    when: list[Shown] = [] if by_county else [formats.day_short(each.ends_on)]
    if each.why == "not_reported":
        return [who, *when, *[formats.NOTHING] * 4, Cell("", words=(Word(say("未报送"), "quiet"),))]
    return [
        who,
        *when,
        formats.fraction(each.done, each.due),
        each.remaining,
        formats.tenth(each.needed_per_day),
        sentences.pace(each),
        _expected(each),
    ]


def _expected(each: Forecast) -> Cell:
    """The band and, where the sheets lag behind the day, through when they tell."""
    if each.band is None:
        return Cell("", words=(Word(sentences.expected(each), "quiet"),))
    known = each.known_through
    if known is None or known >= each.day:
        return Cell(sentences.expected(each))
    told = Word(say("数据到 {day}", day=formats.day_short(known)), "quiet")
    return Cell("", words=(Word(sentences.expected(each)), told))


def hits(past: Sequence[Coverage]) -> Made:
    """What the test found, by milestone and moment: hits of n and the mean loss of both forecasts."""
    columns = [
        Column(say("环节")),
        Column(say("窗口走过"), is_figure=True),
        Column(say("落在区间内"), is_figure=True),
        Column(say("年度"), is_figure=True),
        Column(say("平均损失"), is_figure=True),
        Column(say("按平均速度"), is_figure=True),
    ]
    return columns, [
        [
            capital(say(row.title)),
            f"{row.moment}%",
            formats.fraction(row.covered, row.n),
            row.seasons,
            formats.decimal(row.loss),
            formats.decimal(row.naive_loss),
        ]
        for row in past
        if row.title and row.moment and not row.is_whole
    ]
