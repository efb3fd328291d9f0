"""Pictures of the page 名额: what became of the places, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard import figure_style as style
from dashboard import formats

PLACES, PERSONS, UNUSED, WASTED = "places", "persons", "unused", "wasted"
_FILL = {
    PLACES: (style.BAND, style.QUIET),
    PERSONS: (style.BLUE, style.BLUE),
    UNUSED: (style.PAPER, style.QUIET),
    WASTED: (style.AMBER, style.AMBER),
}


@dataclass(frozen=True)
class Step:
    """One bar: a count of places or of persons, on the same scale as all others."""

    title: str
    count: str
    value: int
    kind: str
    aside: str = ""


def chain(steps: Sequence[Step], label_width: int = 104) -> go.Figure:
    """Draw the steps from top to bottom, each with its number; what was lost stands apart below."""
    shown: list[Step | None] = []
    for n, step in enumerate(steps):
        shown += [None, step] if _is_gap(steps, n) else [step]
    figure = style.canvas(style.rows_of(len(shown)), left=label_width, right=104, bottom=0)
    for kind, (fill, edge) in _FILL.items():
        bars = [(n, step) for n, step in enumerate(shown) if step and step.kind == kind]
        figure.add_bar(
            x=[max(step.value, 0) for _, step in bars],
            y=[n for n, _ in bars],
            orientation="h",
            width=0.62,
            marker={"color": fill, "line": {"color": edge, "width": 1}},
            text=[_told(step) for _, step in bars],
            textposition="outside",
            textfont={"size": style.TEXT, "color": style.INK},
            cliponaxis=False,
            hovertemplate=[f"{step.title} {step.value}<extra></extra>" for _, step in bars],
        )
    figure.update_xaxes(visible=False, range=[0, max([1, *(step.value for step in steps)])])
    figure.update_yaxes(
        tickvals=[n for n, step in enumerate(shown) if step],
        ticktext=[f"{step.title}  " for step in shown if step],
        tickfont={"size": style.TEXT, "color": style.INK},
        range=[len(shown) - 0.5, -0.5],
    )
    return figure


def _told(step: Step) -> str:
    aside = f"<span style='color:{style.QUIET}'>　{step.aside}</span>" if step.aside else ""
    return f"{formats.number(step.value)}{aside}"


def _is_gap(steps: Sequence[Step], n: int) -> bool:
    return n > 0 and steps[n].kind in (UNUSED, WASTED) and steps[n - 1].kind == PERSONS
