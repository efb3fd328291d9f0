"""A paper as the data that the typst template sets: texts, sizes and widths, no markup."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dashboard import formats
from dashboard.reports import svg, title_lines
from dashboard.reports.cells import shown
from dashboard.reports.glyphs import footnote, plain, settled
from dashboard.reports.numbering import numbered
from dashboard.reports.origin_lines import origin_lines
from dashboard.reports.paper import Block, Cell, Column, Heading, Paper, Paragraph, Picture, Table
from dashboard.reports.table_fit import BRIEF, OFFICIAL, SHEET, size_and_widths
from dashboard.reports.typefaces import Typefaces
from etl.queries import Rate

SAMPLE = "示例数据"
LOOKS = {"week": BRIEF, "county": SHEET}  # every other kind of paper is filed
NUMBERED_LETTERS = ("year-end", "notice", "milestone")  # the office writes a 文号 on them
TITLE_LINE = 20  # characters of 二号 that stand on a line
WHOLE = 14  # rows that a table may have to stay on one page
Data = dict[str, Any]


def content(paper: Paper, fonts: Typefaces) -> Data:
    """Everything the template sets; characters without a glyph are 〓 and told of at the end."""
    made, gaps = settled(paper, fonts)
    made = numbered(made)
    look = LOOKS.get(made.kind, OFFICIAL)
    maker = _Maker(look)
    said: Data = {
        "fonts": {role: list(chain) for role, chain in fonts.chains.items()},
        "look": look,
        "is_sample": made.origin.is_sample,
        "sample": SAMPLE,
        "document_no": _document_no(made),
        "title": made.title,
        "title_lines": title_lines.lines(made.title, TITLE_LINE),
        "subtitle": made.subtitle,
        "addressee": made.addressee,
        "flow": list(_flow(made, maker)),
        "closing": made.closing,
        "issuer": made.issuer,
        "issued_on": _day(made.issued_on),
        "annexes": [maker.table(each) for each in made.annexes],
        "definitions": [list(each) for each in made.definitions],
        "back_title": "数据来源和口径说明",
        "definitions_title": "口径说明",
        "definition_heads": ["名称", "口径", "条款"],
        "origin": [plain(line) for line in origin_lines(made.origin)],
        "gaps": footnote([gap for gap in gaps if not gap.is_told]),
        "keywords": [
            f"{made.origin.season}",
            made.origin.version,
            *([SAMPLE] * made.origin.is_sample),
        ],
    }
    return {key: _closed(each) for key, each in said.items()}


def _flow(paper: Paper, maker: "_Maker") -> Iterator[Data]:
    """Everything between the title and the signature, in the order of reading."""
    if paper.opening:
        yield maker.block(Paragraph(paper.opening))
    for section in paper.sections:
        yield {"kind": "heading", "level": 1, "text": section.title}
        yield from (maker.block(block) for block in section.blocks)


class _Maker:
    """Blocks one after the other; every table is known by its place."""

    def __init__(self, look: str) -> None:
        self._look = look
        self._tables = 0

    def block(self, block: Block) -> Data:
        if isinstance(block, Heading):
            return {"kind": "heading", "level": 2, "text": block.text}
        if isinstance(block, Paragraph):
            return {
                "kind": "paragraph",
                "lead": block.lead,
                "text": block.text,
            }
        if isinstance(block, Picture):
            return _picture(block)
        return self.table(block)

    def table(self, table: Table) -> Data:
        self._tables += 1
        size, widths = size_and_widths(table, self._look)
        return {
            "kind": "table",
            "id": f"table {self._tables}",
            "number": table.number,
            "title": table.title,
            "unit": table.unit and f"单位：{table.unit.removeprefix('单位：')}",
            "size": size,
            "breakable": len(table.rows) > WHOLE,
            "is_wide": table.is_wide,
            "columns": [
                {"title": c.title, "group": c.group, "width": width, "align": _side(c)}
                for c, width in zip(table.columns, widths, strict=True)
            ],
            "rows": [
                {"cells": [_cell(cell) for cell in row.cells], "is_total": row.is_total}
                for row in table.rows
            ],
            "notes": [note.removeprefix("注：") for note in table.notes],
        }


def _picture(picture: Picture) -> Data:
    return {
        "kind": "picture",
        "number": picture.number,
        "title": picture.title,
        "alt": picture.alt,
        "svg": svg.draw(picture.chart, picture.alt),
        "note": picture.note.removeprefix("注："),
    }


def _side(column: Column) -> str:
    return {"text": "left", "day": "center"}.get(column.kind, "right")


def _cell(cell: Cell) -> str | list[str]:
    """A rate may break before its bracket and nowhere else."""
    text = plain(shown(cell))
    if isinstance(cell, Rate) and "（" in text:
        pair, share = text.split("（", 1)
        return [pair, f"（{share}"]
    return text


def _document_no(paper: Paper) -> str:
    """The line for the office's own number, its year already there."""
    return f"＿＿＿＿〔{paper.issued_on.year}〕＿＿号" if paper.kind in NUMBERED_LETTERS else ""


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _closed(value: Any) -> Any:
    """Without thin spaces: typst keeps its own distance between Chinese and figures; pictures do not."""
    if isinstance(value, str):
        return value.replace(formats.THIN, "")
    if isinstance(value, list):
        return [_closed(each) for each in value]
    if isinstance(value, dict):
        return {key: each if key == "svg" else _closed(each) for key, each in value.items()}
    return value
