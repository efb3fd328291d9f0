"""Pictures of the page 质量: why files came back, and how often whose."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard import figure_style as style
from dashboard import formats
from dashboard.words import CHINESE, ENGLISH, capital, language, mark, say

TURNS = (mark("未退回"), mark("退回一次"), mark("仅剩一次机会"), mark("已锁定"))
_FILLS = (style.LINE, style.PALE, style.MIDDLE, style.INK)
_STARTS = {CHINESE: (0, 64, 140, 240), ENGLISH: (0, 93, 196, 284)}
LABEL_SIGNS = 20
EDGE = 4  # a title in two lines is taller than its row
_INKS = (style.INK, style.INK, style.INK, style.PAPER)


@dataclass(frozen=True)
class Reason:
    """A reason in the notice's words, how often, and how much of all returns are told so far."""

    title: str
    number: int
    so_far: int
    total: int
    share_so_far: float | None


def pareto(reasons: Sequence[Reason], label_width: int = 128) -> go.Figure:
    """Draw the reasons, most frequent first; beside each its number and the running share."""
    height = style.rows_of(len(reasons)) + 2 * EDGE
    figure = style.canvas(height, left=label_width, right=132, top=EDGE, bottom=EDGE)
    rows = list(range(len(reasons)))
    figure.add_bar(
        x=[reason.number for reason in reasons],
        y=rows,
        orientation="h",
        width=0.62,
        marker={"color": style.BLUE},
        selected=style.CLICKED,
        unselected=style.CLICKED,
        text=[
            f"{reason.number}<span style='color:{style.QUIET}'>　{_so_far(reason)}</span>"
            for reason in reasons
        ],
        textposition="outside",
        textfont={"size": style.TEXT, "color": style.INK},
        cliponaxis=False,
        hovertemplate=[
            say(
                "{reason} {n} 次，累计 {share}",
                reason=capital(reason.title),
                n=reason.number,
                share=formats.percent_of(reason.share_so_far, reason.total),
            )
            + "<extra></extra>"
            for reason in reasons
        ],
    )
    figure.update_xaxes(visible=False, range=[0, max([1, *(r.number for r in reasons)])])
    _rows(figure, [_wrapped(reason.title) for reason in reasons])
    return figure


def _wrapped(title: str) -> str:
    """A long title in two lines; Chinese ones are short and have no blanks."""
    return "  <br>".join(textwrap.wrap(title, LABEL_SIGNS, break_long_words=False))


def _so_far(reason: Reason) -> str:
    return say("累计 {k}/{n}", k=reason.so_far, n=reason.total)


@dataclass(frozen=True)
class Turns:
    """Everyone decided on in one county, in four groups by returned submissions."""

    title: str
    groups: tuple[int, int, int, int]


def turns(counties: Sequence[Turns], label_width: int = 112) -> go.Figure:
    """Stack the four groups of each county on one scale; every group prints its number."""
    height = style.rows_of(len(counties)) + style.FOOT
    figure = style.canvas(height, left=label_width, right=8, top=style.FOOT, bottom=0)
    figure.update_layout(barmode="stack", annotations=_key(label_width))
    for n, (title, fill, ink) in enumerate(zip(TURNS, _FILLS, _INKS, strict=True)):
        values = [county.groups[n] for county in counties]
        figure.add_bar(
            x=values,
            y=list(range(len(counties))),
            name=say(title),
            orientation="h",
            width=0.62,
            marker={"color": fill, "line": {"color": style.PAPER, "width": 1}},
            text=[f"{value}" if value else "" for value in values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            constraintext="none",
            textfont={"size": style.SMALL, "color": ink},
            hovertemplate=[
                f"{county.title} {say(title)} {county.groups[n]}<extra></extra>"
                for county in counties
            ],
        )
    figure.update_xaxes(visible=False)
    _rows(figure, [county.title for county in counties])
    return figure


def _key(label_width: int) -> list[dict[str, Any]]:
    """The four groups in words over the bars; a legend of plotly's own would stand on them."""
    return [
        style.note(
            f"<span style='color:{fill}'>■</span> {capital(say(title))}",
            xref="paper",
            yref="paper",
            x=0,
            y=1,
            xanchor="left",
            yanchor="bottom",
            xshift=start - label_width,
        )
        for title, fill, start in zip(TURNS, _FILLS, _STARTS[language()], strict=True)
    ]


def _rows(figure: go.Figure, titles: Sequence[str]) -> None:
    figure.update_yaxes(
        tickvals=list(range(len(titles))),
        ticktext=[f"{capital(title)}  " for title in titles],
        tickfont={"size": style.TEXT, "color": style.INK},
        ticklabeloverflow="allow",
        range=[len(titles) - 0.5, -0.5],
    )
