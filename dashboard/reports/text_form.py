"""A paper as plain text, to be pasted into a message or read where nothing else opens."""

import unicodedata
from collections.abc import Iterator, Sequence

from dashboard.reports.cells import shown
from dashboard.reports.numbering import numbered
from dashboard.reports.origin_lines import origin_lines
from dashboard.reports.paper import Block, Column, Heading, Paper, Paragraph, Picture, Table

WIDE = "WFA"  # signs that take two places where text is set in one width
INDENT = "　　"
GAP = "  "


def text_form(paper: Paper) -> bytes:
    """Write it in UTF-8; the same paper gives the same bytes."""
    return ("\n".join(_lines(numbered(paper))).rstrip() + "\n").encode()


def _lines(paper: Paper) -> Iterator[str]:
    on = paper.issued_on
    yield from ("【示例数据】",) if paper.origin.is_sample else ()
    yield from (paper.title, paper.subtitle, "")
    yield from (paper.addressee,) if paper.addressee else ()
    yield from (INDENT + paper.opening,) if paper.opening else ()
    for section in paper.sections:
        yield from ("", section.title)
        for block in section.blocks:
            yield from _block(block)
    yield from ("", INDENT + paper.closing) if paper.closing else ("",)
    yield from (paper.issuer, f"{on.year}年{on.month}月{on.day}日")
    for table in paper.annexes:
        yield from _table(table)
    yield from ("", "口径说明") if paper.definitions else ()
    yield from (f"{term}（{clause}）：{meaning}" for term, meaning, clause in paper.definitions)
    yield from ("", *origin_lines(paper.origin))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph):
        yield INDENT + block.lead + block.text
    elif isinstance(block, Picture):
        yield from ("", f"{block.number}　{block.title}", block.alt)
        yield from (block.note, "") if block.note else ("",)
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield ""
    unit = f"（单位：{table.unit}）" if table.unit else ""
    yield f"{table.number}　{table.title}{unit}"
    heads = [column.title for column in table.columns]
    lines = [heads, *([shown(cell) for cell in row.cells] for row in table.rows)]
    widths = [max(_width(line[n]) for line in lines) for n in range(len(heads))]
    sides = [column.kind == "text" for column in table.columns]
    if any(column.group for column in table.columns):
        yield _groups(table.columns, widths)
    for line in lines:
        yield _aligned(line, widths, sides)
    for n, note in enumerate(table.notes, start=1):
        yield f"注{n}：{note}" if len(table.notes) > 1 else f"注：{note}"
    yield ""


def _groups(columns: Sequence[Column], widths: list[int]) -> str:
    """The heads above heads, each in brackets from its first column on; widths grow where they must."""
    made, start = "", 0
    for end in range(1, len(columns) + 1):
        group = columns[start].group
        if end < len(columns) and group and columns[end].group == group:
            continue
        named = f"［{group}］" if group else ""
        room = sum(widths[start:end]) + len(GAP) * (end - start - 1)
        widths[end - 1] += max(0, _width(named) - room)
        made += named + " " * (max(room, _width(named)) - _width(named)) + GAP
        start = end
    return made.rstrip()


def _aligned(cells: Sequence[str], widths: Sequence[int], left: Sequence[bool]) -> str:
    made = []
    for cell, width, is_left in zip(cells, widths, left, strict=True):
        room = " " * (width - _width(cell))
        made.append(cell + room if is_left else room + cell)
    return GAP.join(made).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in WIDE else 1 for sign in text)
