"""Pieces of a Word document that a template asks for whole: tables, and the turn to a wide page and back."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from dashboard.reports.cells import shown
from dashboard.reports.paper import Column, Row, Table
from etl import sheet_cells

TABLE_HEAD, UNIT, NOTE, CELL = "表题", "表单位", "表注", "表格文字"
BORDER = 4  # eighths of a point
SIDE, ABOVE = 60, 30  # of a cell, in twips
LAST_NARROW = 0x2E7F
MOST_TOGETHER = 16  # rows
GAP = '<w:p><w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
NEW_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


@dataclass(frozen=True)
class Styles:
    """The template's styles by name, and how wide half a character of its tables may be, in twips."""

    ids: Mapping[str, str]
    half_width: int

    def __getitem__(self, name: str) -> str:
        return self.ids[name]


@dataclass(frozen=True)
class Markup:
    """Finished WordprocessingML; the only thing that a template sets without escaping."""

    xml: str

    def __html__(self) -> str:
        return self.xml


def paragraph(text: str, style: str, *, align: str = "", keeps: bool = False) -> str:
    """One paragraph of a style of the template; `keeps` it with the next."""
    inside = (
        f'<w:pStyle w:val="{style}"/>'
        + ("<w:keepNext/>" if keeps else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
    )
    run = (
        f'<w:r><w:t xml:space="preserve">{escape(sheet_cells.plain(text))}</w:t></w:r>'
        if text
        else ""
    )
    return f"<w:p><w:pPr>{inside}</w:pPr>{run}</w:p>"


def table(made: Table, width: int, styles: Styles) -> str:
    """表号+表题, unit, table and notes; `width` in twips. The head repeats, rows stay whole."""
    widths = _widths(made, width)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    edge = f'w:val="single" w:sz="{BORDER}" w:space="0" w:color="000000"'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f"<w:{side} {edge}/>" for side in sides)
    rows = [*_heads(made.columns, widths, styles)]
    rows += [_row(row, made.columns, widths, styles) for row in made.rows]
    if len(made.rows) <= MOST_TOGETHER:
        rows = [*(_held(row) for row in rows[:-1]), rows[-1]]
    body = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{ABOVE}" w:type="dxa"/><w:left w:w="{SIDE}" w:type="dxa"/>'
        f'<w:bottom w:w="{ABOVE}" w:type="dxa"/><w:right w:w="{SIDE}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    title = paragraph(f"{made.number}　{made.title}", styles[TABLE_HEAD], keeps=True)
    unit = paragraph(f"单位：{made.unit.removeprefix('单位：')}", styles[UNIT], keeps=True)
    notes = "".join(paragraph(note, styles[NOTE]) for note in made.notes)
    return title + (unit if made.unit else "") + body + (notes or GAP)


def _held(row: str) -> str:
    """Keep a row on the page of the next one: a short table is never parted."""
    return row.replace("<w:snapToGrid", "<w:keepNext/><w:snapToGrid")


def _widths(made: Table, width: int) -> list[int]:
    whole = sum(column.width for column in made.columns)
    return [int(width * column.width / whole) for column in made.columns]


def _heads(columns: Sequence[Column], widths: Sequence[int], styles: Styles) -> list[str]:
    if not any(column.group for column in columns):
        cells = (
            _cell(c.title, w, styles, "center", bold=True)
            for c, w in zip(columns, widths, strict=True)
        )
        return [_line("".join(cells), is_head=True)]
    upper, lower, start = [], [], 0
    for place in range(1, len(columns) + 1):
        group = columns[start].group
        if place < len(columns) and group and columns[place].group == group:
            continue
        wide = sum(widths[start:place])
        if group:
            span = f'<w:gridSpan w:val="{place - start}"/>'
            upper.append(_cell(group, wide, styles, "center", more=span, bold=True))
            lower += [
                _cell(columns[n].title, widths[n], styles, "center", bold=True)
                for n in range(start, place)
            ]
        else:
            begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
            title = columns[start].title
            upper.append(_cell(title, wide, styles, "center", more=begins, bold=True))
            lower.append(_cell("", wide, styles, "center", more=goes_on))
        start = place
    return [_line("".join(upper), is_head=True), _line("".join(lower), is_head=True)]


def _row(row: Row, columns: Sequence[Column], widths: Sequence[int], styles: Styles) -> str:
    aligned = {"text": "left", "day": "center"}
    cells = (
        _cell(shown(cell), wide, styles, aligned.get(column.kind, "right"), bold=row.is_total)
        for cell, column, wide in zip(row.cells, columns, widths, strict=True)
    )
    return _line("".join(cells), is_head=False)


def _line(cells: str, *, is_head: bool) -> str:
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _cell(
    text: str, width: int, styles: Styles, align: str, *, more: str = "", bold: bool = False
) -> str:
    strong = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = (
        f'<w:t xml:space="preserve">{escape(sheet_cells.plain(line))}</w:t>'
        for line in _parted(text, width, styles.half_width)
    )
    run = f"<w:r>{strong}{'<w:br/>'.join(lines)}</w:r>"
    style = f'<w:pStyle w:val="{styles[CELL]}"/><w:snapToGrid w:val="0"/><w:jc w:val="{align}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}<w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p><w:pPr>{style}</w:pPr>{run}</w:p></w:tc>"
    )


def _parted(text: str, width: int, half_width: int) -> list[str]:
    """k/n（p%） on one line where there is room, else the share below the pair; never a number in two."""
    pair, bracket, share = text.partition("（")
    is_rate = bool(bracket) and share.endswith("%）") and "/" in pair
    half_widths = sum(2 if ord(sign) > LAST_NARROW else 1 for sign in text)
    if is_rate and half_widths * half_width + 2 * SIDE > width:
        return [pair, f"（{share}"]
    return [text]


def turned(section: BaseOxmlElement) -> BaseOxmlElement:
    """The same page on its side: sizes exchanged, margins carried round with it."""
    made = deepcopy(section)
    size, margins = made.find(qn("w:pgSz")), made.find(qn("w:pgMar"))
    high, wide = size.get(qn("w:h")), size.get(qn("w:w"))
    size.set(qn("w:w"), high)
    size.set(qn("w:h"), wide)
    size.set(qn("w:orient"), "landscape")
    sides = [margins.get(qn(f"w:{side}")) for side in ("top", "right", "bottom", "left")]
    for side, value in zip(("right", "bottom", "left", "top"), sides, strict=True):
        margins.set(qn(f"w:{side}"), value)
    return made


def section_end(section: BaseOxmlElement) -> str:
    """A paragraph that ends a section with this page set-up."""
    written = etree.tostring(section, encoding="unicode")
    return f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>{written}</w:pPr></w:p>'


def room(section: BaseOxmlElement) -> int:
    """The width between the margins, in twips."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    sides = sum(int(margins.get(qn(f"w:{side}"))) for side in ("left", "right"))
    return int(size.get(qn("w:w"))) - sides
