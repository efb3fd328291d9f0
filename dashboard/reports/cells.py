"""How a cell of a paper's table looks: the same words in every form."""

from datetime import date

from dashboard import formats
from dashboard.reports.paper import Cell
from etl.queries import Rate


def shown(cell: Cell) -> str:
    """Rates as k/n with their percentage behind, of fewer than five without; nothing known is a dash."""
    if cell is None:
        return formats.NOTHING
    if isinstance(cell, Rate):
        return rate(cell)
    if isinstance(cell, date):
        return formats.day_full(cell)
    return cell if isinstance(cell, str) else formats.number(cell)


def rate(found: Rate) -> str:
    """Always one decimal, so that a column lines up."""
    pair = formats.fraction(found.numerator, found.denominator)
    share = formats.percent_of(found.rate, found.denominator)
    if share == formats.NOTHING:
        return pair
    return f"{pair}（{share if '.' in share else share.replace('%', '.0%')}）"
