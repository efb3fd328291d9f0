"""Charts of papers as SVG, and as PNG for programs that take nothing else; no browser takes part."""

from collections.abc import Iterator, Sequence

import typst

from dashboard import colours, formats, steps
from dashboard.reports.chart import Bullet, Bullets, Chain, Chart
from dashboard.reports.svg_shapes import SMALL, WIDTH, bar, picture, tick, width, words
from dashboard.reports.typefaces import Typefaces, typefaces
from dashboard.steps import Step

ROW, HEAD, GAP, EDGE = 21.0, 24.0, 8.0, 2.0
_HEAD, _KEY = 10.0, 12.0  # the middle of the key, and its square with the room behind it
_WHOLE, _REACHED, _DONE = 13.0, 12.0, 5.0
_STEP_ROW, _STEP, _PART = 15.0, 10.0, 5.5
_PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)
"""


def draw(chart: Chart, alt: str) -> str:
    """Draw as wide as a page's text; `alt` is what the picture says, for who cannot see it."""
    if isinstance(chart, Bullets):
        return picture(HEAD + ROW * len(chart.rows) + EDGE, _bullets(chart), alt)
    rows = steps.rows(chart.steps)
    gaps = sum(step is None for step in rows)
    return picture(_STEP_ROW * (len(rows) - gaps / 2) + EDGE, _chain(chart), alt)


def png(
    chart: Chart, alt: str, width_mm: float = 150, ppi: float = 300, fonts: Typefaces | None = None
) -> bytes:
    """The same picture in dots, for Word."""
    chosen = fonts or typefaces()
    made = typst.compile(
        _PAGE,
        format="png",
        ppi=ppi,
        font_paths=chosen.typst,
        ignore_system_fonts=True,
        sys_inputs={"svg": draw(chart, alt), "width": f"{width_mm}"},
    )
    if not isinstance(made, bytes):
        raise TypeError("a picture is one page")
    return made


_LOOKS = (
    (colours.BAND, colours.QUIET),
    (colours.PALE, colours.PALE),
    (colours.BLUE, colours.BLUE),
)


def _bullets(chart: Bullets) -> Iterator[str]:
    """Bars within bars, their numbers in columns at the right, whose heads are the key."""
    heads = (chart.whole, chart.reached, chart.done)
    asides = max((width(row.aside, SMALL) + GAP for row in chart.rows if row.aside), default=0)
    edges = [WIDTH - EDGE - asides]
    for head in reversed(heads):
        edges.insert(0, edges[0] - width(head, SMALL) - _KEY - GAP)
    for head, (fill, edge), end in zip(heads, _LOOKS, edges[1:], strict=True):
        yield words(head, end, _HEAD, anchor="end", size=SMALL, colour=colours.QUIET)
        yield bar(end - width(head, SMALL) - _KEY, _HEAD - 3.5, 7, 7, fill, edge)
    left = EDGE + max((width(row.name) for row in chart.rows), default=0) + GAP
    longest = max([1, *(max(row.whole, row.reached, row.before or 0) for row in chart.rows)])
    scale = (edges[0] - left) / longest
    if any(row.before is not None for row in chart.rows):
        yield tick(left + 1, _HEAD - 4, _HEAD + 4)
        yield words(f"去年同期{chart.reached}", left + 6, _HEAD, size=SMALL, colour=colours.QUIET)
    for n, row in enumerate(chart.rows):
        middle = HEAD + ROW * (n + 0.5)
        yield words(row.name, left - GAP, middle, anchor="end")
        yield from _bullet(row, left, middle, scale)
        over = colours.RED if row.reached > row.whole else colours.INK
        numbers = ((row.whole, colours.INK), (row.reached, over), (row.done, colours.INK))
        for end, (value, colour) in zip(edges[1:], numbers, strict=True):
            yield words(formats.number(value), end, middle, anchor="end", colour=colour)
        yield words(row.aside, WIDTH - EDGE, middle, anchor="end", size=SMALL, colour=colours.QUIET)


def _bullet(row: Bullet, left: float, middle: float, scale: float) -> Iterator[str]:
    """What goes beyond the whole is red, as on every page."""
    yield bar(left, middle - _WHOLE / 2, row.whole * scale, _WHOLE, colours.BAND, colours.QUIET)
    within = min(row.reached, row.whole)
    if within:
        yield bar(left, middle - _REACHED / 2, within * scale, _REACHED, colours.PALE)
    if row.reached > row.whole:
        beyond = (row.reached - row.whole) * scale
        yield bar(left + row.whole * scale, middle - _REACHED / 2, beyond, _REACHED, colours.RED)
    if row.done:
        yield bar(left, middle - _DONE / 2, row.done * scale, _DONE, colours.BLUE)
    if row.before is not None:
        yield tick(left + row.before * scale, middle - _WHOLE / 2 - 2, middle + _WHOLE / 2 + 2)


def _chain(chart: Chain) -> Iterator[str]:
    """Steps from top to bottom, each with its number at its end; no number leaves the picture."""
    left = EDGE + max(width(step.title) for step in chart.steps) + GAP
    scale = _scale(chart.steps, WIDTH - EDGE - left)
    top = 0.0
    for step in steps.rows(chart.steps):
        if step is None:
            top += _STEP_ROW / 2
            continue
        middle = top + _STEP_ROW / 2
        top += _STEP_ROW
        high = _PART if step.is_part else _STEP
        fill, edge = steps.FILLS[step.kind]
        end = left + (step.start + max(step.value, 0)) * scale
        quiet = colours.QUIET if step.is_part else colours.INK
        yield words(step.title, left - GAP, middle, anchor="end", colour=quiet)
        yield bar(
            left + step.start * scale, middle - high / 2, max(step.value, 0) * scale, high, fill, edge
        )  # fmt: skip
        yield words(steps.told(step), end + 4, middle)
        aside = end + 4 + width(steps.told(step)) + 6
        yield words(step.aside, aside, middle, size=SMALL, colour=colours.QUIET)


def _scale(shown: Sequence[Step], room: float) -> float:
    """The largest at which every bar has room for its own words behind it."""
    return min(
        (room - 4 - width(steps.told(step)) - (6 + width(step.aside, SMALL) if step.aside else 0))
        / max(1, step.start + step.value)
        for step in shown
    )
