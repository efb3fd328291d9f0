"""What a season's dates allow: every check of it, its windows and the latest safe starts, as facts."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.calendar_days import WorkingDays, working_days
from etl.paths import REFERENCE, SEASONS
from etl.seasons.checks import CHECKS
from etl.seasons.plan import Finding, LatestStart, Plan, Step
from etl.seasons.season import Season, load_season


@dataclass(frozen=True)
class Feasibility:
    """Everything that `season Y` prints, as facts."""

    season: Season
    steps: tuple[Step, ...]
    borderline_day: date
    findings: tuple[Finding, ...]
    latest_starts: tuple[LatestStart, ...]
    sources: tuple[str, ...]


def season_facts(year: int, reference: Path = REFERENCE, folder: Path = SEASONS) -> Feasibility:
    """Check one year's dates against the calendar of a reference folder."""
    return feasibility(load_season(year, folder), working_days(reference))


def feasibility(season: Season, calendar: WorkingDays) -> Feasibility:
    """Run every check. Awkward dates are told, never refused: the notice itself has them."""
    plan = Plan(season, calendar)
    return Feasibility(
        season=season,
        steps=tuple(plan.steps()),
        borderline_day=plan.borderline_day,
        findings=tuple(told for check in CHECKS for told in check(plan)),
        latest_starts=tuple(plan.latest_starts()),
        sources=plan.sources(),
    )
