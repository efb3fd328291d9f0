"""The panels of the page 进度, one a county: curves of the places, windows, extensions, what is expected."""

from typing import Any

from dashboard import formats
from dashboard.figures_progress import Calendar, Curve, Deadline, Panel, Window, burn_up
from dashboard.progress import CURVES, WINDOWS, Progress, Row
from dashboard.words import say
from etl.calendar_days import ONE_DAY
from etl.queries import Figures

WIDEST = 1.4


def calendar(seen: Progress) -> Calendar:
    """What the pictures of all counties share."""
    season = seen.season
    return Calendar(
        first=seen.first,
        last=season["year_end"],
        day=seen.day,
        windows=windows(seen),
        deadlines=tuple(
            Deadline(row["ends_on"], row["last_workday"] < row["ends_on"])
            for row in seen.deadlines
            if row["milestone_id"] != "panel"
        ),
    )


def windows(seen: Progress) -> tuple[Window, ...]:
    """The three windows of the notice, and the time after them until everything must be closed."""
    made = [
        Window(row["title"], row["starts_on"], row["ends_on"])
        for row in seen.deadlines
        if row["milestone_id"] in WINDOWS
    ]
    return (*made, Window("", made[-1].ends + ONE_DAY, seen.season["year_end"]))


def panels(seen: Progress) -> list[Panel]:
    """One panel a county; curves of one that sent nothing stay away, and it says so."""
    return [_panel(seen, each) for each in seen.counties]


def _panel(seen: Progress, each: Figures) -> Panel:
    county, counts = each.county_code or "", each.counts
    return Panel(
        county=county,
        title=seen.names[county],
        told=_figures(each, is_silent=county in seen.unreported),
        places=counts["allocated"] or 0,
        curves=()
        if county in seen.unreported
        else tuple(
            _curve(say(title), seen.curves.get((county, count), ()))
            for count, title in CURVES.items()
        ),
        extended=tuple(
            Deadline(row["extended_to"], words=_extended(row), milestone=row["milestone"])
            for row in seen.extensions
            if row["county_code"] == county and row["application_no"] is None
        ),
        expected=seen.ahead.expected.get(county, ()),
    )


def _figures(each: Figures, *, is_silent: bool) -> str:
    """What is printed over a county's curves."""
    counts = each.counts
    places = say("名额 {n}", n=counts["allocated"])
    if is_silent:
        return formats.semicolon([say("未报送"), places])
    if not counts["allocated"]:
        applied = say("申报 {n}", n=counts["applied"])
        return formats.semicolon([say("名额未下达"), applied])
    told = formats.comma(f"{say(title)} {counts[count]}" for count, title in CURVES.items())
    return formats.semicolon([told, places])


def _extended(row: Row) -> str:
    day = formats.day_short(row["extended_to"])
    return say("{milestone}延至 {day}", milestone=say(row["milestone"]), day=day)


def _curve(title: str, rows: tuple[Row, ...]) -> Curve:
    return Curve(
        title,
        tuple(row["day"] for row in rows),
        tuple(row["value"] for row in rows),
        tuple(row["rate"] for row in rows),
    )


def pictures(seen: Progress) -> tuple[Any, ...]:
    """Draw every county on one scale; one alone is drawn larger."""
    shown = panels(seen)
    height = 336 if len(shown) == 1 else 200
    return tuple(burn_up(panel, calendar(seen), top(seen), height) for panel in shown)


def top(seen: Progress) -> float:
    """End the common scale a little over the highest share; an early band may reach beyond it."""
    rates = [row["rate"] or 0 for rows in seen.curves.values() for row in rows]
    bands = [each.high for all_ in seen.ahead.expected.values() for each in all_]
    return float(max([1.0, *rates, *(min(high, WIDEST) for high in bands)])) + 0.08
