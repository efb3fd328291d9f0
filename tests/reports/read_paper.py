"""A paper read back as words, and what stands in its tables by place and column."""

from dashboard.reports.cells import shown
from dashboard.reports.paper import Heading, Paragraph, Picture, Table


def text(paper):
    """Everything that a reader reads, thin spaces taken out."""
    return "\n".join(_words(paper)).replace("\u2009", "")


def _words(paper):
    yield from (paper.title, paper.subtitle, paper.addressee, paper.opening)
    for section in paper.sections:
        yield section.title
        for block in section.blocks:
            yield from _block(block)
    for table in paper.annexes:
        yield from _block(table)
    yield from (paper.closing, paper.issuer)


def _block(block):
    if isinstance(block, Paragraph):
        yield block.lead + block.text
    elif isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Picture):
        yield from (block.title, block.alt, block.note)
    elif isinstance(block, Table):
        yield block.title
        yield from (column.title for column in block.columns)
        yield from (shown(cell) for row in block.rows for cell in row.cells)
        yield from block.notes


def section(paper, title):
    return next(each for each in paper.sections if each.title == title)


def table(paper, title):
    return next(each for each in paper.tables() if each.title == title)


def column(found, key):
    """Map the county (None for the total) to the cell of a column."""
    at = [each.key for each in found.columns].index(key)
    return {
        None if row.is_total else row.county or row.cells[0]: row.cells[at] for row in found.rows
    }


def paragraphs(paper, title):
    return [block for block in section(paper, title).blocks if isinstance(block, Paragraph)]
