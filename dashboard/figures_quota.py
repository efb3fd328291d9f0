"""Pictures of the page 名额: what became of the places, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import figure_style as style
from dashboard import formats
from dashboard.words import capital

PLACES, PERSONS, LOST, WAITING = "places", "persons", "lost", "waiting"
UNUSED, WASTED = "unused", "wasted"
_FILL = {
    PLACES: (style.BAND, style.QUIET),
    PERSONS: (style.BLUE, style.BLUE),
    LOST: (style.QUIET, style.QUIET),
    WAITING: (style.PALE, style.PALE),
    UNUSED: (style.PAPER, style.QUIET),
    WASTED: (style.AMBER, style.AMBER),
}
_APART = (UNUSED, WASTED)
_FULL, _PART, _ROW = 0.62, 0.38, 27


@dataclass(frozen=True)
class Step:
    """One bar: a count of places or of persons, on the same scale as all others.

    `start` is where a loss begins to be taken off; `is_part` stands below the whole that it is of.
    """

    title: str
    count: str
    value: int
    kind: str
    aside: str = ""
    start: int = 0
    is_part: bool = False


def chain(steps: Sequence[Step], label_width: int = 104) -> go.Figure:
    """Draw the steps from top to bottom, each with its number; what was lost stands apart below."""
    shown = _rows(steps)
    figure = style.canvas(_ROW * len(shown), left=label_width, right=104, bottom=0)
    for kind, (fill, edge) in _FILL.items():
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
    longest = max([1, *(step.start + step.value for step in steps)])
    figure.update_xaxes(visible=False, range=[0, longest])
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
    step = _rows(steps)[points[0]["y"]] if points else None
    return step.count if step else ""


def _rows(steps: Sequence[Step]) -> list[Step | None]:
    """What stands in each row from the top; nothing in a gap."""
    shown: list[Step | None] = []
    for n, step in enumerate(steps):
        shown += [None, step] if _is_gap(steps, n) else [step]
    return shown


def _named(step: Step) -> str:
    title = capital(step.title)
    return f"<span style='color:{style.QUIET}'>{title}</span>  " if step.is_part else f"{title}  "


def _told(step: Step) -> str:
    aside = f"<span style='color:{style.QUIET}'>　{step.aside}</span>" if step.aside else ""
    sign = "−" if step.kind == LOST else ""
    return f"{sign}{formats.number(step.value)}{aside}"


def _is_gap(steps: Sequence[Step], n: int) -> bool:
    return n > 0 and steps[n].kind in _APART and steps[n - 1].kind != steps[n].kind
