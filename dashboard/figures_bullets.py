"""Bars within bars, one row a place: the chart of papers, drawn by plotly for a page."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard import colours, formats
from dashboard import figure_style as style
from dashboard.reports.chart import Bullets

_WHOLE, _REACHED, _DONE, _NUMBERS = 0.6, 0.56, 0.24, 150


def bullets(chart: Bullets, label_width: int = 112) -> go.Figure:
    """Draw what papers draw as SVG; at the right whole / reached / done, what goes beyond is red."""
    rows = chart.rows
    figure = style.canvas(style.rows_of(len(rows)), left=label_width, right=_NUMBERS)
    whole = [row.whole for row in rows]
    within = [min(row.reached, row.whole) for row in rows]
    beyond = [row.reached - inside for row, inside in zip(rows, within, strict=True)]
    done = [row.done for row in rows]
    _bars(figure, chart.whole, whole, _WHOLE, style.BAND, edge=style.QUIET)
    _bars(figure, chart.reached, within, _REACHED, style.PALE)
    if any(beyond):
        _bars(figure, chart.reached, beyond, _REACHED, colours.RED, base=whole)
    _bars(figure, chart.done, done, _DONE, style.BLUE)
    if any(row.before is not None for row in rows):
        figure.add_scatter(
            x=[row.before for row in rows],
            y=list(range(len(rows))),
            mode="markers",
            marker={"symbol": "line-ns", "size": 22, "line": {"color": style.INK, "width": 2}},
            hovertemplate="%{x}<extra></extra>",
        )
    for n, row in enumerate(rows):
        told = " / ".join(map(formats.number, (row.whole, row.reached, row.done)))
        words = style.note(f"{told}　{row.aside}".rstrip("　"), x=1, y=n, xanchor="left", xshift=8)
        figure.add_annotation(**words, xref="paper")
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(visible=False, range=[0, _longest(chart)])
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[f"{row.name}  " for row in rows],
        tickfont={"size": style.TEXT, "color": style.INK},
        range=[len(rows) - 0.5, -0.5],
    )
    return figure


def _bars(
    figure: go.Figure,
    name: str,
    values: Sequence[int],
    width: float,
    fill: str,
    *,
    edge: str = "",
    base: Sequence[int] | None = None,
) -> None:
    figure.add_bar(
        x=list(values),
        y=list(range(len(values))),
        base=list(base) if base else None,
        orientation="h",
        width=width,
        name=name,
        marker={"color": fill, "line": {"color": edge or fill, "width": 1 if edge else 0}},
        hovertemplate=f"{name} %{{x}}<extra></extra>",
    )


def _longest(chart: Bullets) -> int:
    return max([1, *(max(row.whole, row.reached, row.before or 0) for row in chart.rows)])
