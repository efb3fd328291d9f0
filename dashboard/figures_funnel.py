"""The funnel of a rate: counties by size, and how far chance alone may carry each from the whole."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard import figure_style as style
from dashboard import formats
from dashboard.label_places import Dot, placed
from dashboard.words import say
from etl.flags.funnel import TAILS, Funnel, Point, limits

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 408, 48, 84, 16, 40
# The picture is drawn from 600 px upwards to the full width of a large screen.
WIDTHS = tuple(width - LEFT - RIGHT for width in (560, 760, 1000, 1320))
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25)
MOST_TICKS = 6
FAINT = "#f6f8fb"


@dataclass(frozen=True)
class Area:
    """What the picture spans: sizes and shares, with a little room below nothing."""

    size: int
    top: float
    bottom: float

    def x(self, size: float) -> float:
        return size / self.size

    def y(self, rate: float) -> float:
        """The share of the height from the top."""
        return (self.top - rate) / (self.top - self.bottom)


def funnel(found: Funnel, names: Sequence[str], measure: str, chosen: str | None) -> go.Figure:
    """Draw limits, whole and counties; `names` are those of the points, `measure` what sizes count."""
    known = [
        (point, name)
        for point, name in zip(found.points, names, strict=True)
        if point.rate is not None
    ]
    figure = style.canvas(HEIGHT, LEFT, RIGHT, TOP, BOTTOM)
    if not known or found.whole is None:
        return figure
    area = _area(found, [point for point, _ in known])
    is_drawn = any(point.is_compared for point, _ in known)
    if is_drawn:
        for name, fill in (("99.8%", FAINT), ("95%", style.BAND)):
            _limit(figure, found, area, name, fill)
    figure.add_scatter(
        x=[0, area.size],
        y=[found.whole] * 2,
        mode="lines",
        line={"color": style.QUIET, "width": 1},
        hoverinfo="skip",
    )
    _dots(figure, known, chosen)
    _axes(figure, area)
    notes = [*_line_names(found.whole, area, with_limits=is_drawn), _measure(measure)]
    figure.update_layout(annotations=[*_names(known, found.whole, area), *notes])
    return figure


def _area(found: Funnel, points: Sequence[Point]) -> Area:
    compared = [point.size for point in points if point.is_compared] or [found.minimum_n]
    least = np.array([min(compared)])
    highest = max(
        *(point.rate or 0.0 for point in points), limits(found.whole or 0.0, least, 0.001)[1][0]
    )
    top = min(1.06, max(0.05, highest * 1.12))
    return Area(math.ceil(max(point.size for point in points) * 1.06) + 1, top, -0.05 * top)


def _limit(figure: go.Figure, found: Funnel, area: Area, name: str, fill: str) -> None:
    """Begin at the minimum: what is smaller is not compared."""
    sizes = np.arange(found.minimum_n, area.size + 1)
    low, high = limits(found.whole or 0.0, sizes, TAILS[name])
    line = {"color": style.MIDDLE, "width": 1, "dash": "dot" if name == "95%" else "solid"}
    plain: dict[str, Any] = {"mode": "lines", "line": line, "hoverinfo": "skip"}
    figure.add_scatter(x=sizes, y=np.maximum(low, 0.0), **plain)
    figure.add_scatter(x=sizes, y=np.minimum(high, 1.0), fill="tonexty", fillcolor=fill, **plain)


def _dots(figure: go.Figure, known: Sequence[tuple[Point, str]], chosen: str | None) -> None:
    fills = [_fill(point) for point, _ in known]
    edges = [
        style.QUIET if not point.is_compared else style.INK if point.county_code == chosen else fill
        for (point, _), fill in zip(known, fills, strict=True)
    ]
    figure.add_scatter(
        x=[point.size for point, _ in known],
        y=[point.rate for point, _ in known],
        mode="markers",
        marker={
            "size": [11 if point.beyond else 9 for point, _ in known],
            "color": fills,
            "line": {"color": edges, "width": 1.5},
            "opacity": 1,
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        customdata=[point.county_code for point, _ in known],
        cliponaxis=False,
        hovertemplate=[f"{told(point, name)}<extra></extra>" for point, name in known],
    )


def _fill(point: Point) -> str:
    if not point.is_compared:
        return style.PAPER
    return {None: style.MIDDLE, "95%": style.BLUE, "99.8%": style.INK}[point.beyond]


def told(point: Point, name: str) -> str:
    """One county in words."""
    return say(
        "{name} {pair}，应有 {due}，{share}（{low} 至 {high}）",
        name=name,
        pair=formats.fraction(point.observed, point.size),
        due=f"{point.due:.1f}",
        share=formats.percent_of(point.rate, point.size),
        low=formats.percent(point.lower),
        high=formats.percent(point.upper),
    )


def _names(known: Sequence[tuple[Point, str]], whole: float, area: Area) -> list[dict[str, Any]]:
    """Names beside their dots; a far one with a thin line to it."""
    dots = [
        Dot(area.x(point.size), area.y(point.rate or 0.0), _label(point, name))
        for point, name in known
    ]
    spots = placed(dots, WIDTHS, HEIGHT - TOP - BOTTOM, [area.y(whole), area.y(0)])
    return [
        {
            "x": point.size,
            "y": point.rate,
            "text": f"<b>{dot.name}</b>" if point.beyond else dot.name,
            "font": {"size": style.SMALL, "color": style.INK if point.is_compared else style.QUIET},
            "ax": spot.right,
            "ay": spot.down,
            "xanchor": spot.anchor,
            "yanchor": "middle",
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 0.8,
            "arrowcolor": style.QUIET if spot.is_far else style.CLEAR,
            "standoff": 6,
            "borderpad": 0,
        }
        for (point, _), dot, spot in zip(known, dots, spots, strict=True)
    ]


def _label(point: Point, name: str) -> str:
    """Outside the limits a name carries its figures."""
    return f"{name} {formats.fraction(point.observed, point.size)}" if point.beyond else name


def _line_names(whole: float, area: Area, *, with_limits: bool) -> list[dict[str, Any]]:
    """What each line is, at its right end, kept apart."""
    end = np.array([area.size])
    drawn = TAILS if with_limits else {}
    ends = [
        (limits(whole, end, tail)[1][0], say("{limit} 界限", limit=name))
        for name, tail in drawn.items()
    ]
    ends = sorted([*ends, (whole, say("全州 {share}", share=formats.percent(whole)))])
    apart, made, before = (area.top - area.bottom) * 16 / (HEIGHT - TOP - BOTTOM), [], None
    for at, text in ends:
        y = at if before is None else max(at, before + apart)
        before = y
        made.append(style.note(text, xref="paper", x=1, y=y, xanchor="left", xshift=6))
    return made


def _measure(measure: str) -> dict[str, Any]:
    return style.note(
        measure, xref="paper", yref="paper", x=1, y=0, xanchor="right", yanchor="top", yshift=-20
    )


def _axes(figure: go.Figure, area: Area) -> None:
    sizes = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if area.size <= step * 10)
    shares = next((step for step in STEPS if area.top <= step * MOST_TICKS), STEPS[-1])
    ticks = [round(n * shares, 4) for n in range(int(area.top / shares) + 1)]
    figure.update_xaxes(range=[0, area.size], dtick=sizes, tick0=0)
    figure.update_yaxes(
        range=[area.bottom, area.top],
        tickvals=ticks,
        ticktext=[f"{formats.percent(tick) if tick else 0}  " for tick in ticks],
        showgrid=False,
    )
