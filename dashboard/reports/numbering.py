"""The numbers of headings: 一、 for sections, （一） inside them; told in every form alike."""

from collections.abc import Iterator
from dataclasses import replace

from dashboard.reports.paper import Block, Heading, Paper

_ONES = "零一二三四五六七八九"
_TEN = 10


def numeral(n: int) -> str:
    """1…99 as 一…九十九."""
    tens, ones = divmod(n, _TEN)
    if not tens:
        return _ONES[ones]
    return f"{_ONES[tens] if tens > 1 else ''}十{_ONES[ones] if ones else ''}"


def numbered(paper: Paper) -> Paper:
    """Give every section 一、 and every heading in it （一）; titles come without numbers."""
    sections = tuple(
        replace(
            section,
            title=f"{numeral(n)}、{section.title}",
            blocks=tuple(_headings(section.blocks)),
        )
        for n, section in enumerate(paper.sections, start=1)
    )
    return replace(paper, sections=sections)


def _headings(blocks: tuple[Block, ...]) -> Iterator[Block]:
    n = 0
    for block in blocks:
        if isinstance(block, Heading):
            n += 1
            yield Heading(f"（{numeral(n)}）{block.text}")
        else:
            yield block
