"""Histories made of lists: what each county had after each working day of an eight-day window."""

from datetime import date, timedelta

import numpy as np

from etl.calendar_days import WorkingDays
from etl.forecast.history import History, Milestone
from etl.forecast.window import Steps

COUNTIES = tuple(f"65280{number}" for number in range(1, 10))
START = {year: date(year, 12, 1) for year in (2021, 2022, 2023, 2024)}
END = {year: date(year, 12, 10) for year in START}


def paper(year):
    """The window of the paper files, 1 to 10 December."""
    return Milestone(
        year, "paper", "纸质材料受理", "accepted_with_paper", "accepted", "三",
        START[year], END[year], date(year, 11, 25),
    )  # fmt: skip


def steps(rises):
    """`{day: how many came}` as a running sum."""
    days = sorted(rises)
    return Steps(
        np.array([day.toordinal() for day in days], dtype=np.int64),
        np.cumsum([rises[day] for day in days]),
    )


def history(seasons, *, due=100, through=None, extensions=()):
    """`seasons`: year → county → list of what each of the ten days brought."""
    counted = {}
    for year, counties in seasons.items():
        for county, brought in counties.items():
            days = {START[year] + timedelta(days=n): rise for n, rise in enumerate(brought)}
            counted[year, county, "accepted_with_paper"] = steps(days)
            before = START[year] - timedelta(days=9)
            counted[year, county, "accepted"] = counted[year, county, "applied"] = steps(
                {before: due}
            )
    known = {(year, "paper", "652800"): date(year, 12, 31) for year in seasons}
    calendar = WorkingDays()
    return History(
        counties=COUNTIES,
        milestones={(year, "paper"): paper(year) for year in seasons},
        steps=counted,
        extensions=tuple(extensions),
        through=known | (through or {}),
        workdays=tuple(
            day
            for year in seasons
            for day in calendar.working_days(date(year, 11, 1), date(year, 12, 31))
        ),
    )


def alike(brought, number=9):
    """Every county with the same days."""
    return dict.fromkeys(COUNTIES[:number], brought)
