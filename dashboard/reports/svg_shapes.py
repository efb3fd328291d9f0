"""The few shapes of a paper's charts as SVG, and how wide words are; lengths in points."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from fontTools.ttLib import TTFont

from dashboard import colours
from dashboard.reports.glyphs import plain
from dashboard.reports.typefaces import BUNDLED

WIDTH = 442.0  # the 156 mm of a page's text
SIZE, SMALL = 9.5, 8.5
FONTS = (
    "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',"
    "sans-serif"
)
_HALO = 2.4
_MIDDLE = 0.36  # from the middle of a line of words down to what they stand on, of their size
_MEASURED = BUNDLED / "NotoSansSC-Medium.ttf"


@lru_cache(maxsize=1)
def _advances() -> tuple[dict[int, int], int]:
    font = TTFont(_MEASURED)
    widths = font["hmtx"]
    return {code: widths[name][0] for code, name in font.getBestCmap().items()}, font[
        "head"
    ].unitsPerEm


def width(text: str, size: float = SIZE) -> float:
    """How wide words are in the bundled font; an unknown character as wide as a Chinese one."""
    advances, em = _advances()
    return sum(advances.get(ord(sign), em) for sign in plain(text)) * size / em


def number(value: float) -> str:
    """A length as SVG writes it, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def bar(x: float, y: float, wide: float, high: float, fill: str, edge: str = "") -> str:
    """A bar; with an edge, the edge stays inside it."""
    inset = 0.25 if edge else 0
    line = f' stroke="{edge}" stroke-width="0.5"' if edge else ""
    return (
        f'<rect x="{number(x + inset)}" y="{number(y + inset)}" width="{number(max(wide - 2 * inset, 0.2))}"'
        f' height="{number(high - 2 * inset)}" fill="{fill}"{line}/>'
    )


def words(
    text: str, x: float, middle: float, *, anchor: str = "start", colour: str = colours.INK,
    size: float = SIZE,
) -> str:  # fmt: skip
    """Words on one line around a middle, with a white halo, so that a line behind them cuts nothing."""
    if not text:
        return ""
    return (
        f'<text x="{number(x)}" y="{number(middle + _MIDDLE * size)}" text-anchor="{anchor}"'
        f' font-size="{number(size)}" fill="{colour}" stroke="{colours.PAPER}"'
        f' stroke-width="{number(_HALO)}" stroke-linejoin="round" paint-order="stroke">'
        f"{escape(plain(text))}</text>"
    )


def tick(x: float, top: float, bottom: float, colour: str = colours.INK) -> str:
    return (
        f'<path d="M{number(x)} {number(top)}V{number(bottom)}" stroke="{colour}"'
        ' stroke-width="1.2" fill="none"/>'
    )


def picture(height: float, shapes: Iterable[str], alt: str) -> str:
    """A whole picture on white ground: one without ground turns black in some programs."""
    if not alt.strip():
        raise ValueError("a picture has to be told in words, too")
    size = f"{number(WIDTH)} {number(height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{number(WIDTH)}"'
        f' height="{number(height)}" role="img" aria-label="{escape(plain(alt))}"'
        f' font-family="{FONTS}" font-weight="500">'
        f'<rect width="100%" height="100%" fill="{colours.PAPER}"/>{"".join(shapes)}</svg>'
    )
