"""The picture of the way of an application: how many reached each step, who waits there and how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import figure_style as style
from dashboard.words import capital, say

STEP = 44


@dataclass(frozen=True)
class Stage:
    """A step of the way: how many have come so far, how many wait there for whom, and how long.

    `count` and `waiting_count` name both counts; `median` and `oldest` are working days waited.
    """

    title: str
    reached: int
    waiting: int
    waits_for: str
    count: str
    waiting_count: str
    median: int | None = None
    oldest: int | None = None


def stages(steps: Sequence[Stage], label_width: int = 104) -> go.Figure:
    """Draw how many reached each step; the waiting part of each is pale, its number in words."""
    figure = style.canvas(STEP * len(steps), left=label_width, right=152, bottom=0)
    rows = list(range(len(steps)))
    figure.add_bar(
        x=[step.reached for step in steps],
        y=rows,
        orientation="h",
        width=0.5,
        marker={"color": style.BLUE},
        cliponaxis=False,
        constraintext="none",
        text=[_told(step) for step in steps],
        selected=style.CLICKED,
        unselected=style.CLICKED,
        textposition="outside",
        textfont={"size": style.TEXT, "color": style.INK},
        hovertemplate=[f"{capital(step.title)} {step.reached}<extra></extra>" for step in steps],
    )
    figure.update_layout(annotations=_ages(steps))
    figure.update_xaxes(visible=False, range=[0, max([1, *(step.reached for step in steps)])])
    figure.update_yaxes(
        tickvals=rows,
        ticktext=[f"{capital(step.title)}  " for step in steps],
        tickfont={"size": style.TEXT, "color": style.INK},
        range=[len(steps) - 0.5, -0.5],
    )
    return figure


def _told(step: Stage) -> str:
    """How many came so far, and who waits there."""
    return f"{step.reached}" + (f"　{step.waits_for} {step.waiting}" if step.waiting else "")


def _ages(steps: Sequence[Stage]) -> list[dict[str, Any]]:
    """How long they have waited, below what the bar says."""
    return [
        style.note(age(step), x=step.reached, y=n, xanchor="left", yshift=-16, xshift=2)
        for n, step in enumerate(steps)
        if step.waiting and step.median is not None
    ]


def age(step: Stage) -> str:
    """The median and the longest wait at a step, in working days."""
    return say("等候中位 {median} 天，最久 {oldest} 天", median=step.median, oldest=step.oldest)


def clicked(event: Mapping[str, Any], steps: Sequence[Stage]) -> str:
    """What is waited for at the step that was clicked; nothing where nobody waits."""
    points = event["selection"]["points"]
    step = steps[round(points[0]["y"])] if points else None
    return step.waiting_count if step and step.waiting else ""
