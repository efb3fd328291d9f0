"""The calendar of a county: what is still to come, with its extensions and the last safe starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.words import mark
from etl.calendar_days import ONE_DAY, WorkingDays
from etl.seasons.plan import Plan
from etl.seasons.season import Season

Row = dict[str, Any]
APPLYING, REVIEW, PAPER = mark("个人申报"), mark("网上形式审核"), mark("纸质材料受理")
MILESTONES = {
    "applications": APPLYING,
    "online_review": REVIEW,
    "paper": PAPER,
    "borderline": PAPER,
}


@dataclass(frozen=True)
class Start:
    """The last days to begin a publicity of one level: the start day counted, and the safe one."""

    counted: date
    safe: date
    by: date


@dataclass(frozen=True)
class Event:
    """A day of the county's calendar: what it is, with the row that tells it."""

    day: date
    kind: str
    row: Mapping[str, Any] = field(default_factory=dict)
    days_left: int = 0
    workdays_left: int = 0


def starts_of(
    season: Season, calendar: WorkingDays, extensions: Sequence[Row], ends: set[date]
) -> dict[date, Start]:
    """Find the last starts for each end of the paper window that holds in the county."""
    own = [
        row["extended_to"]
        for row in extensions
        if row["milestone"] == PAPER and row["application_no"] is None
    ]
    plan = Plan(season, calendar)
    end = max([season.windows.paper.ends_on, *own])
    return {by: _start(plan, by) for by in sorted({end} | ends)}


def _start(plan: Plan, by: date) -> Start:
    counted, safe = (plan.latest_start(by, start_counts=counts) for counts in (True, False))
    return Start(counted, safe, by)


def events(
    stops: Sequence[Row],
    extensions: Sequence[Row],
    starts: Mapping[date, Start],
    paper_opens: date,
    today: tuple[date, WorkingDays],
) -> tuple[Event, ...]:
    """Lay out what is still to come, in order of days; an extension stands beside the end it moves."""
    own = {row["milestone"]: row for row in extensions if row["application_no"] is None}
    day, calendar = today
    coming = [
        Event(row["day"], "stop", row | {"extended": own.get(MILESTONES.get(row["stop"], ""))})
        for row in stops
    ]
    coming += [Event(row["extended_to"], "extension", row) for row in extensions]
    coming.append(Event(paper_opens, "paper_opens"))
    for start in starts.values():
        coming.append(Event(start.safe, "safe_start", {"by": start.by}))
        if start.counted != start.safe:
            coming.append(Event(start.counted, "last_start", {"by": start.by}))
    return tuple(
        Event(
            each.day,
            each.kind,
            each.row,
            (each.day - day).days,
            calendar.working_days_between(day + ONE_DAY, each.day),
        )
        for each in sorted(coming, key=lambda each: each.day)
        if each.day >= day
    )
