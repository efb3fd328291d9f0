"""`forecast`: where each window will end as far as past seasons tell, and how often that held."""

import argparse
from typing import Any

from etl import queries
from etl.commands import printing
from etl.commands.asking import county_code, opened, season_and_day
from etl.errors import FINE
from etl.forecast import words
from etl.forecast.backtest import Coverage, backtest
from etl.forecast.predict import Forecast, forecasts_at
from etl.scope import office


def run(arguments: argparse.Namespace) -> int:
    """Print the forecasts of a day; with --backtest how they did in the seasons before."""
    con = opened(arguments)
    season, day = season_and_day(con, arguments)
    if arguments.backtest:
        tested = backtest(con, season)
        printing.show([_coverage(each) for each in tested], arguments.format)
        if arguments.format == "table":
            printing.say(words.tested(tested, season))
        return FINE
    scope = office().narrowed(county_code(con, arguments.county))
    names = queries.names(con)
    found = forecasts_at(con, scope, season, day)
    printing.show([_forecast(each, names) for each in found], arguments.format)
    return FINE


def _forecast(each: Forecast, names: dict[str, str]) -> dict[str, Any]:
    band, recent, per_day = each.band, each.recent, each.needed_per_day
    return {
        "milestone": each.title,
        "county": names[each.county_code] if each.county_code else "合计",
        "ends_on": each.ends_on,
        "known_through": each.known_through,
        "done": each.done,
        "due": each.due,
        "low": band and band.low,
        "middle": band and band.middle,
        "high": band and band.high,
        "why": words.REASONS[each.why] or None,
        "remaining": each.remaining,
        "workdays_left": each.left,
        "needed_per_day": per_day if per_day is None else round(per_day, 2),
        "recent_days": recent and recent.days,
        "recent_least": recent and recent.least,
        "recent_most": recent and recent.most,
    }


def _coverage(each: Coverage) -> dict[str, Any]:
    return {
        "milestone": each.title or "全部环节",
        "of": "合计" if each.is_whole else "县市",
        "percent_of_window": each.moment or None,
        "n": each.n,
        "seasons": each.seasons,
        "covered": each.covered,
        "naive_covered": each.naive_covered,
        "loss": round(each.loss, 2),
        "naive_loss": round(each.naive_loss, 2),
    }
