"""How often the band held in the past: one season left out at a time, judged by what was known then."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from etl.forecast import history
from etl.forecast.band import Band, at_average_rate, pinball_loss
from etl.forecast.history import History, Milestone
from etl.forecast.pool import Pool, pools
from etl.forecast.predict import forecast
from etl.forecast.window import Window
from etl.scope import leader

MOMENTS = (25, 50, 75, 90)  # percent of the working days of a window


@dataclass(frozen=True)
class Trial:
    """One county (None: all together) of one past season, forecast at one moment of its window."""

    season: int
    milestone_id: str
    title: str
    county_code: str | None
    moment: int
    pooled_seasons: int
    band: Band
    naive: Band
    final: int

    @property
    def is_covered(self) -> bool:
        return self.band.low <= self.final <= self.band.high


@dataclass(frozen=True)
class Coverage:
    """How many of n finals lay in the band, over how many seasons, and the mean loss in cases.

    `n` counts counties, or seasons where all counties are taken together; the band promises eight in ten.
    """

    milestone_id: str
    title: str
    is_whole: bool
    moment: int
    n: int
    seasons: int
    covered: int
    naive_covered: int
    loss: float
    naive_loss: float


def backtest(con: duckdb.DuckDBPyConnection, before: int) -> list[Coverage]:
    """Test on the seasons before one; empty with fewer than two of them. Counts alone, no places named."""
    return coverage(list(trials(history.read(con, leader(), before), before)))


def trials(everywhere: History, before: int) -> Iterator[Trial]:
    """Forecast each county of each past season at four moments, its own season not in the pool."""
    yardsticks = pools(everywhere, before)
    for (season, milestone_id), milestone in everywhere.milestones.items():
        yardstick = yardsticks[milestone_id]
        if season not in yardstick.seasons:
            continue
        others = yardstick.without(season)
        for county in (None, *everywhere.counties):
            yield from _of_one(everywhere, milestone, county, others)


def _of_one(
    everywhere: History, milestone: Milestone, county: str | None, others: Pool
) -> Iterator[Trial]:
    """One season fewer than a forecast has must do here; a forecast of nothing come so far is not made."""
    counties = everywhere.counties if county is None else [county]
    if not others.suffices or not all(everywhere.past_path(milestone, c) for c in counties):
        return
    final_window = everywhere.window(milestone, county, milestone.ends_on.replace(month=12, day=31))
    steps = everywhere.count(milestone.season, counties, milestone.numerator_id)
    for moment in MOMENTS:
        day = final_window.workdays[_elapsed(final_window, moment) - 1]
        told = forecast(everywhere, milestone, county, day, others)
        if told.band and told.elapsed:
            yield Trial(
                season=milestone.season,
                milestone_id=milestone.milestone_id,
                title=milestone.title,
                county_code=county,
                moment=moment,
                pooled_seasons=told.pooled_seasons,
                band=told.band,
                naive=at_average_rate(told.done, told.elapsed, told.left),
                final=steps.at(final_window.ends_on),
            )


def _elapsed(window: Window, moment: int) -> int:
    """Round to whole working days, at least one and never the whole window."""
    return max(1, min(round(window.total * moment / 100), window.total - 1))


def coverage(found: Sequence[Trial]) -> list[Coverage]:
    """Sum up by milestone and moment, then over all; counties apart from all counties together."""
    groups: dict[tuple[Any, ...], list[Trial]] = {}
    for trial in found:
        whole = trial.county_code is None
        for key in (
            (whole, trial.milestone_id, trial.title, trial.moment),
            (whole, trial.milestone_id, trial.title, 0),
            (whole, "", "", trial.moment),
            (whole, "", "", 0),
        ):
            groups.setdefault(key, []).append(trial)
    return [_summed(key, group) for key, group in sorted(groups.items(), key=_order)]


def _order(item: tuple[tuple[Any, ...], list[Trial]]) -> tuple[Any, ...]:
    whole, milestone_id, _, moment = item[0]
    known = tuple(history.TOLD_BY)
    place = known.index(milestone_id) if milestone_id else len(known)
    return whole, place, moment or max(MOMENTS) + 1


def _summed(key: tuple[Any, ...], group: list[Trial]) -> Coverage:
    whole, milestone_id, title, moment = key
    return Coverage(
        milestone_id=milestone_id,
        title=title,
        is_whole=whole,
        moment=moment,
        n=len(group),
        seasons=len({trial.season for trial in group}),
        covered=sum(trial.is_covered for trial in group),
        naive_covered=sum(t.naive.low <= t.final <= t.naive.high for t in group),
        loss=_mean(pinball_loss(trial.band, trial.final) for trial in group),
        naive_loss=_mean(pinball_loss(trial.naive, trial.final) for trial in group),
    )


def _mean(losses: Iterable[float]) -> float:
    listed = list(losses)
    return sum(listed) / len(listed)
