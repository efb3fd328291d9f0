"""Pictures of the page 进度: how far each county has come, on one scale, with all windows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from dashboard import figure_style as style
from dashboard import formats
from dashboard.words import capital

ONE_DAY = timedelta(days=1)
TICKS_APART = timedelta(days=6)
HEAD = 40
STRIPS = 0.13  # the share of the height that the lines of the windows take


@dataclass(frozen=True)
class Deadline:
    """The end of a window: a rest day is drawn dashed; an extension names itself."""

    day: date
    is_rest_day: bool = False
    words: str = ""
    milestone: str = ""


@dataclass(frozen=True)
class Window:
    """The days of a step, both ends included; drawn as one line under the curves."""

    title: str
    starts: date
    ends: date


@dataclass(frozen=True)
class Calendar:
    """What all panels share: the span of days, the windows, their ends and the day shown."""

    first: date
    last: date
    day: date
    windows: tuple[Window, ...]
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True)
class Curve:
    """One count day by day, as share of the county's own places."""

    title: str
    days: tuple[date, ...]
    values: tuple[int, ...]
    rates: tuple[float | None, ...]


@dataclass(frozen=True)
class Expected:
    """Where a curve may be at the end of its window, as shares of the places: low, middle, high."""

    day: date
    words: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Panel:
    """A county: its name, what to print over the curves, its extended deadlines and what is expected."""

    county: str
    title: str
    told: str
    curves: tuple[Curve, ...]
    places: int
    extended: tuple[Deadline, ...] = ()
    expected: tuple[Expected, ...] = ()


_LINES: tuple[dict[str, Any], ...] = (
    {"line": {"color": style.MIDDLE, "width": 2}},
    {"line": {"color": style.BLUE, "width": 2}, "fill": "tozeroy", "fillcolor": style.VEIL},
    {"line": {"color": style.INK, "width": 1.5, "dash": "2px,2px"}},
)


def burn_up(panel: Panel, calendar: Calendar, top: float, height: int = 184) -> go.Figure:
    """Draw one county: curves as steps, places as the line at 100 %, windows shaded. `top` ends the scale."""
    figure = style.canvas(height, left=36, right=16, top=HEAD)
    for curve, look in zip(panel.curves, _LINES, strict=False):
        figure.add_scatter(
            x=curve.days,
            y=curve.rates,
            mode="lines",
            line_shape="hv",
            name=curve.title,
            customdata=[
                f"{formats.day(day)}　{capital(curve.title)} {formats.fraction(value, panel.places)}"
                for day, value in zip(curve.days, curve.values, strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
            **look,
        )
    for each in panel.expected:
        _expect(figure, each)
    figure.update_layout(
        shapes=_shapes(panel, calendar),
        annotations=_words(panel),
        hovermode="x",
    )
    figure.update_yaxes(
        range=[0, top],
        tickvals=[0, 0.5, 1],
        ticktext=["0", "50%", "100%"],
        ticklabelstandoff=4,
        domain=[STRIPS + 0.03, 1],
    )
    figure.update_xaxes(
        type="date",
        anchor="free",
        position=0,
        range=[calendar.first, calendar.last + ONE_DAY],
        tickvals=_ticks(calendar),
        ticktext=[formats.day_short(day) for day in _ticks(calendar)],
        tickangle=0,
    )
    return figure


def _expect(figure: go.Figure, each: Expected) -> None:
    """Draw a band as a thick bar on its deadline; nothing leads there from today."""
    figure.add_scatter(
        x=[each.day, each.day, each.day],
        y=[each.low, each.middle, each.high],
        mode="lines+markers",
        line={"color": style.GREY_VEIL, "width": 8},
        marker={"color": style.PAPER, "size": [0, 5, 0], "opacity": 1, "line": {"width": 0}},
        customdata=[each.words] * 3,
        hovertemplate="%{customdata}<extra></extra>",
    )


def _ticks(calendar: Calendar) -> list[date]:
    """The ends of the windows, without those that would print over the one before."""
    kept: list[date] = []
    for day in sorted({calendar.first, *(end.day for end in calendar.deadlines)}):
        if not kept or day - kept[-1] >= TICKS_APART:
            kept.append(day)
    return kept


def _shapes(panel: Panel, calendar: Calendar) -> list[dict[str, Any]]:
    made = [style.band(each.starts, each.ends) for each in calendar.windows[:-1]]
    made += [each for n in range(len(calendar.windows)) for each in _strip(panel, calendar, n)]
    made += [
        style.mark(end.day, style.QUIET, "dot" if end.is_rest_day else "solid")
        for end in calendar.deadlines
    ]
    made += [style.mark(end.day, style.BLUE, "dash", 1.5) for end in panel.extended]
    if calendar.first <= calendar.day <= calendar.last:
        made.append(style.mark(calendar.day, style.INK, width=2))
    full = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": 1, "y1": 1}
    return [*made, full | {"line": {"color": style.QUIET, "width": 1}}]


def _strip(panel: Panel, calendar: Calendar, n: int) -> list[dict[str, Any]]:
    """A window as a thin line in its own row under the curves; what was extended goes on in blue."""
    window, number = calendar.windows[n], len(calendar.windows)
    y = STRIPS * (number - n - 0.5) / number
    flat = {"type": "line", "xref": "x", "yref": "paper", "y0": y, "y1": y}
    made = [
        flat
        | {"x0": window.starts, "x1": window.ends + ONE_DAY}
        | {"line": {"color": style.QUIET, "width": 2.5}}
    ]
    return made + [
        flat
        | {"x0": window.ends + ONE_DAY, "x1": end.day + ONE_DAY}
        | {"line": {"color": style.BLUE, "width": 2.5}}
        for end in panel.extended
        if end.milestone == window.title
    ]


def _words(panel: Panel) -> list[dict[str, Any]]:
    """The county, its figures, and to the right what was extended."""
    head = {"xref": "paper", "yref": "paper", "y": 1, "yanchor": "bottom"}
    left, right = (
        head | {"x": 0, "xanchor": "left", "xshift": -36},
        head | {"x": 1, "xanchor": "right"},
    )
    name = {"size": style.NAME, "color": style.INK}
    blue = {"size": style.SMALL, "color": style.BLUE}
    extended = formats.comma(end.words for end in panel.extended)
    return [
        style.note(f"<b>{panel.title}</b>", **left, yshift=18, font=name),
        style.note(capital(panel.told), **left),
        *([style.note(capital(extended), **right, yshift=18, font=blue)] if extended else []),
    ]
