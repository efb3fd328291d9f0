"""What the page 进度 knows of the days ahead: forecasts, and their shares of the places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.figures_progress import Expected
from dashboard.words import mark, say
from etl.forecast.history import divided
from etl.forecast.predict import Forecast, forecasts_at
from etl.queries import Figures
from etl.scope import Scope

# Which milestones are drawn: those whose count is one of the curves.
DRAWN = {"applications": mark("申报"), "paper": mark("纸质到件")}


@dataclass(frozen=True)
class Ahead:
    """`lead` is the whole selection, milestone by milestone; `expected` is what the panels draw."""

    forecasts: tuple[Forecast, ...]
    expected: Mapping[str, tuple[Expected, ...]]

    @property
    def lead(self) -> list[Forecast]:
        first = self.forecasts[0].county_code if self.forecasts else None
        return [each for each in self.forecasts if each.county_code == first]

    def open(self) -> list[Forecast]:
        """The windows that the day falls into before their end, the nearest end first."""
        under_way = [each for each in self.lead if each.starts_on <= each.day < each.ends_on]
        return sorted(under_way, key=lambda each: each.ends_on)

    def of(self, milestone_id: str) -> list[Forecast]:
        """One milestone: the whole selection, then county by county."""
        return [each for each in self.forecasts if each.milestone_id == milestone_id]


def read(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    counties: tuple[Figures, ...],
) -> Ahead:
    """Forecast; shares are of the places that each county has on the day."""
    found = forecasts_at(con, scope, season, day)
    places = {each.county_code: each.counts["allocated"] or 0 for each in counties}
    return Ahead(tuple(found), _expected(con, found, places))


def _expected(
    con: duckdb.DuckDBPyConnection, found: list[Forecast], places: Mapping[str | None, int]
) -> dict[str, tuple[Expected, ...]]:
    told = [
        (each, each.band)
        for each in found
        if each.county_code and each.band and each.state == "open" and each.milestone_id in DRAWN
    ]
    pairs = [
        (count, places.get(each.county_code, 0)) for each, band in told for count in band.quantiles
    ]
    shares = iter(divided(con, pairs))
    made: dict[str, tuple[Expected, ...]] = {}
    for each, band in told:
        low, middle, high = next(shares), next(shares), next(shares)
        if low is None or middle is None or high is None:
            continue
        words = say(
            "{title}截止时推算 {low} 至 {high}",
            title=say(DRAWN[each.milestone_id]),
            low=band.low,
            high=band.high,
        )
        county = each.county_code or ""
        one = Expected(each.ends_on, words, low, middle, high)
        made[county] = (*made.get(county, ()), one)
    return made
