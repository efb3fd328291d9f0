"""Where each county will stand at the end of each window, as far as past seasons can tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import duckdb

from etl.forecast import history
from etl.forecast.band import Band, predicted
from etl.forecast.history import History, Milestone
from etl.forecast.pace import Recent, recent
from etl.forecast.pool import Pool, pools
from etl.forecast.window import Window
from etl.scope import Scope, leader

State = Literal["before", "open", "closed"]
Reason = Literal["", "before", "not_reported", "too_few_seasons", "nothing_yet", "no_workday_yet"]


@dataclass(frozen=True)
class Forecast:
    """One county and milestone on one day; `county_code` None is the whole scope.

    `done` and `due` are the milestone's counts of the day; what came after the end is in `done` and not
    in the band. `elapsed` counts the window's working days through the last day that the sheets tell of,
    `left` those after the day asked about. Without a band `why` says what it lacks.
    """

    season: int
    day: date
    milestone_id: str
    title: str
    clause: str
    county_code: str | None
    state: State
    done: int
    due: int
    starts_on: date
    ends_on: date
    known_through: date | None
    elapsed: int
    total: int
    left: int
    band: Band | None
    why: Reason
    pooled_counties: int
    pooled_seasons: int
    recent: Recent | None
    needed_per_day: float | None = None

    @property
    def remaining(self) -> int:
        return max(0, self.due - self.done)


def forecasts_at(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date
) -> list[Forecast]:
    """Judge every milestone of the whole scope, then of each county. Past shares are of all counties."""
    seen = history.read(con, scope, season)
    yardsticks = pools(history.read(con, leader(), season), season)
    made = [
        forecast(seen, milestone, county, day, yardsticks[milestone.milestone_id])
        for milestone in seen.milestones.values()
        if milestone.season == season
        for county in ([None] if len(seen.counties) > 1 else []) + list(seen.counties)
    ]
    per_day = history.divided(con, [(each.remaining, each.left) for each in made])
    return [
        replace(each, needed_per_day=rate) if each.recent else each
        for each, rate in zip(made, per_day, strict=True)
    ]


def forecast(
    seen: History, milestone: Milestone, county: str | None, day: date, yardstick: Pool
) -> Forecast:
    """Judge one milestone of one county, or of the whole scope, from what is known of a day."""
    reporting = _reporting(seen, milestone, county)
    through = min((known for _, known in reporting), default=None)
    places = [code for code, _ in reporting]
    window = seen.window(milestone, county, day)
    as_of = min(day, through) if through else day
    steps = seen.count(milestone.season, places, milestone.numerator_id)
    state = _state(window, as_of)
    band, why = _band(seen, milestone, places, window, as_of, yardstick)
    if band and state != "closed":
        band = band.within(steps.at(day), None)
    return Forecast(
        season=milestone.season,
        day=day,
        milestone_id=milestone.milestone_id,
        title=milestone.title,
        clause=milestone.clause,
        county_code=county,
        state=state,
        done=steps.at(day),
        due=seen.count(milestone.season, places, milestone.denominator_id).at(day),
        starts_on=window.starts_on,
        ends_on=window.ends_on,
        known_through=through,
        elapsed=window.elapsed(as_of),
        total=window.total,
        left=window.left(day),
        band=band,
        why=why,
        pooled_counties=yardstick.size,
        pooled_seasons=len(yardstick.seasons),
        recent=recent(steps, window, as_of) if state == "open" and places else None,
    )


def _reporting(seen: History, milestone: Milestone, county: str | None) -> list[tuple[str, date]]:
    """List who has sent what the milestone is told by, with the last day it tells of."""
    asked = seen.counties if county is None else [county]
    found = [(code, seen.known_through(milestone, code)) for code in asked]
    return [(code, known) for code, known in found if known]


def _state(window: Window, as_of: date) -> State:
    if as_of >= window.ends_on:
        return "closed"
    return "before" if as_of < window.starts_on else "open"


def _band(
    seen: History,
    milestone: Milestone,
    places: Sequence[str],
    window: Window,
    as_of: date,
    yardstick: Pool,
) -> tuple[Band | None, Reason]:
    """Predict the count at the window's end; the count itself once that day is known."""
    state, elapsed = _state(window, as_of), window.elapsed(as_of)
    steps = seen.count(milestone.season, places, milestone.numerator_id)
    come = steps.at(min(as_of, window.ends_on))
    reasons: list[tuple[bool, Reason]] = [
        (state == "before", "before"),
        (not places, "not_reported"),
        (state == "open" and not yardstick.suffices, "too_few_seasons"),
        (state == "open" and not elapsed, "no_workday_yet"),
        (state == "open" and come < 1, "nothing_yet"),
    ]
    why: Reason = next((reason for holds, reason in reasons if holds), "")
    if why:
        return None, why
    if state == "closed":
        return Band(come, come, come), ""
    band = predicted(come, yardstick.shares_at(elapsed, window.total))
    return band.within(come, _most(seen, milestone, places, as_of)), ""


def _most(seen: History, milestone: Milestone, places: Sequence[str], as_of: date) -> int | None:
    """Cap what is counted among the applied, once the window of applications is over."""
    if milestone.denominator_id == "allocated" or as_of < milestone.w1_ends:
        return None
    return seen.count(milestone.season, places, "applied").at(as_of)
