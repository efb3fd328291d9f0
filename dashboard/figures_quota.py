"""Pictures of the page 名额: what became of the places, step by step."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard import figure_style as style
from dashboard import formats
from dashboard.steps import FILLS, Step, longest, rows, told
from dashboard.words import capital

_FULL, _PART, _ROW = 0.62, 0.38, 27


def chain(steps: Sequence[Step], label_width: int = 104) -> go.Figure:
    """Draw the steps from top to bottom, each with its number; what was lost stands apart below."""
    shown = rows(steps)
    figure = style.canvas(_ROW * len(shown), left=label_width, right=104, bottom=0)
    for kind, (fill, edge) in FILLS.items():
        bars = [(n, step) for n, step in enumerate(shown) if step and step.kind == kind]
        if not bars:
            continue
        figure.add_bar(
            x=[max(step.value, 0) for _, step in bars],
            y=[n for n, _ in bars],
            base=[step.start for _, step in bars],
            orientation="h",
            width=[_PART if step.is_part else _FULL for _, step in bars],
            marker={"color": fill, "line": {"color": edge, "width": 1}},
            selected=style.CLICKED,
            unselected=style.CLICKED,
            text=[_told(step) for _, step in bars],
            textposition="outside",
            textfont={"size": style.TEXT, "color": style.INK},
            constraintext="none",
            cliponaxis=False,
            hovertemplate=[
                f"{capital(step.title)} {formats.number(step.value)}<extra></extra>"
                for _, step in bars
            ],
        )
    figure.update_xaxes(visible=False, range=[0, longest(steps)])
    figure.update_yaxes(
        tickvals=[n for n, step in enumerate(shown) if step],
        ticktext=[_named(step) for step in shown if step],
        tickfont={"size": style.TEXT, "color": style.INK},
        range=[len(shown) - 0.5, -0.5],
    )
    return figure


def clicked(event: Mapping[str, Any], steps: Sequence[Step]) -> str:
    """The count of the bar that was clicked; nothing where a click let go of it."""
    points = event["selection"]["points"]
    step = rows(steps)[points[0]["y"]] if points else None
    return step.count if step else ""


def _named(step: Step) -> str:
    title = capital(step.title)
    return f"<span style='color:{style.QUIET}'>{title}</span>  " if step.is_part else f"{title}  "


def _told(step: Step) -> str:
    aside = f"<span style='color:{style.QUIET}'>　{step.aside}</span>" if step.aside else ""
    return f"{told(step)}{aside}"
