"""The one look of every picture: colours, type, a bare canvas."""

from typing import Any

import plotly.graph_objects as go

from dashboard import colours

INK, QUIET, LINE = colours.INK, colours.QUIET, colours.LINE
BLUE, MIDDLE, PALE, BAND = colours.BLUE, colours.MIDDLE, colours.PALE, colours.BAND
AMBER, PAPER = colours.AMBER, colours.PAPER
VEIL, CLEAR = "rgba(37, 99, 168, 0.12)", "rgba(0, 0, 0, 0)"
GREY_VEIL = "rgba(91, 107, 122, 0.6)"
FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
SMALL, TEXT, NAME = 12, 13, 14
ROW = 32
# A click chooses a list below; the marks stay as they are.
CLICKED = {"marker": {"opacity": 1}, "textfont": {"color": INK}}
FOOT = 24


def canvas(
    height: int, left: int = 0, right: int = 0, top: int = 0, bottom: int = FOOT
) -> go.Figure:
    """Make an empty picture without ground, grid or dragging; margins in px."""
    return go.Figure(
        layout={
            "template": None,
            "height": height,
            "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "font": {"family": FONT, "size": TEXT, "color": INK},
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": PAPER,
                "bordercolor": LINE,
                "font": {"family": FONT, "size": TEXT, "color": INK},
            },
            "xaxis": _axis(),
            "yaxis": _axis(),
        }
    )


def _axis() -> dict[str, Any]:
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "ticks": "",
        "title": None,
        "automargin": False,
        "tickfont": {"size": SMALL, "color": QUIET},
    }


def rows_of(number: int) -> int:
    """Height of a picture with one bar a row; one without bars keeps a row's height."""
    return max(number, 1) * ROW


def note(text: str, **more: Any) -> dict[str, Any]:
    """Words on a picture, without an arrow."""
    return {
        "text": text,
        "showarrow": False,
        "font": {"size": SMALL, "color": QUIET},
        **more,
    }


def band(x0: Any, x1: Any) -> dict[str, Any]:
    """A shaded span of the horizontal axis behind everything."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": x0,
        "x1": x1,
        "y0": 0,
        "y1": 1,
        "fillcolor": BAND,
        "line": {"width": 0},
        "layer": "below",
    }


def mark(x: Any, colour: str = QUIET, dash: str = "solid", width: float = 1) -> dict[str, Any]:
    """A vertical line over the whole height."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "line": {"color": colour, "width": width, "dash": dash},
        "layer": "above",
    }
