"""Characters that the fonts do not have: set as 〓 and named in a footnote, never lost and never a guess.

What the program itself says has to be in the fonts; a character missing there stops the build.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dashboard.reports.chart import Bullets, Chart
from dashboard.reports.paper import (
    Block,
    Cell,
    Column,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
)
from dashboard.reports.typefaces import Typefaces
from etl.errors import UserError

GETA = "〓"
# Selectors of variants; a font shows the character as it has it.
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x180B, 0x180F))


@dataclass(frozen=True)
class Gap:
    """One character that no font has: where it stands in the paper, and its code."""

    where: str
    character: str
    is_told: bool = False  # in a note below its table

    @property
    def code(self) -> str:
        return f"U+{ord(self.character):04X}"


@dataclass
class _Setting:
    fonts: Typefaces
    gaps: list[Gap] = field(default_factory=list)

    def data(self, text: str, where: str) -> str:
        """What came with the data: a character without a glyph becomes 〓."""
        made = plain(text)
        missing = [sign for sign in made if ord(sign) not in self.fonts.covered]
        self.gaps += [Gap(where, sign) for sign in dict.fromkeys(missing)]
        return "".join(GETA if sign in missing else sign for sign in made)

    def own(self, text: str, where: str) -> str:
        """What the program or the office's settings say."""
        made = plain(text)
        for sign in made:
            if ord(sign) not in self.fonts.covered:
                raise UserError(
                    f"{where}“{made.replace(sign, GETA)}”里有字库没有的字：{Gap(where, sign).code}。",
                    "改用常用字，或把有这个字的字体放进数据文件夹的 fonts 里。",
                )
        return made


def plain(text: str) -> str:
    """As fonts know it: composed, without selectors of variants, line breaks and invisible signs."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_visible(sign) for sign in composed)


def _visible(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cf" or any(ord(sign) in block for block in _SELECTORS):
        return ""
    return " " if kind in ("Cc", "Zl", "Zp") else sign


def settled(paper: Paper, fonts: Typefaces) -> tuple[Paper, tuple[Gap, ...]]:
    """The paper as it can be set, and what is missing in it; tables tell of theirs in a note."""
    setting = _Setting(fonts)
    made = replace(
        paper,
        title=setting.data(paper.title, "标题"),
        subtitle=setting.data(paper.subtitle, "副标题"),
        addressee=setting.data(paper.addressee, "主送"),
        opening=setting.data(paper.opening, "导语"),
        sections=tuple(_section(setting, each) for each in paper.sections),
        closing=setting.data(paper.closing, "结尾"),
        issuer=setting.own(paper.issuer, "署名"),
        annexes=tuple(_table(setting, each) for each in paper.annexes),
        definitions=tuple(
            (setting.own(a, "口径"), setting.own(b, "口径"), setting.own(c, "口径"))
            for a, b, c in paper.definitions
        ),
    )
    return made, tuple(setting.gaps)


def footnote(missing: Sequence[Gap]) -> str:
    """Every place with the codes of what cannot be shown there; nothing where nothing is missing."""
    if not missing:
        return ""
    places: dict[str, list[str]] = {}
    for gap in missing:
        places.setdefault(gap.where, []).append(gap.code)
    told = "；".join(f"{where}，{'、'.join(codes)}" for where, codes in places.items())
    return f"{GETA}为字库没有的字：{told}。"


def gaps(paper: Paper, fonts: Typefaces) -> tuple[Gap, ...]:
    """What of the data cannot be shown, for a check before papers are made."""
    return settled(paper, fonts)[1]


def _section(setting: _Setting, section: Section) -> Section:
    title = setting.own(section.title, "节标题")
    return Section(
        title,
        tuple(_block(setting, block, f"“{title}”第{n}段") for n, block in _counted(section.blocks)),
    )


def _counted(blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """Paragraphs are counted as a reader counts them: headings, tables and pictures are none."""
    n = 0
    for block in blocks:
        n += isinstance(block, Paragraph)
        yield n, block


def _block(setting: _Setting, block: Block, where: str) -> Block:
    if isinstance(block, Heading):
        return Heading(setting.data(block.text, "小标题"))
    if isinstance(block, Paragraph):
        return Paragraph(setting.data(block.text, where), setting.data(block.lead, where))
    if isinstance(block, Table):
        return _table(setting, block)
    return _picture(setting, block)


def _picture(setting: _Setting, picture: Picture) -> Picture:
    where = picture.number
    return Picture(
        setting.own(picture.number, "图号"),
        setting.data(picture.title, where),
        setting.data(picture.alt, where),
        _chart(setting, picture.chart, where),
        setting.data(picture.note, where),
    )


def _chart(setting: _Setting, chart: Chart, where: str) -> Chart:
    if isinstance(chart, Bullets):
        rows = tuple(
            replace(row, name=setting.data(row.name, where), aside=setting.data(row.aside, where))
            for row in chart.rows
        )
        words = (setting.own(each, where) for each in (chart.whole, chart.reached, chart.done))
        return Bullets(rows, *words)
    steps = [
        replace(step, title=setting.own(step.title, where), aside=setting.own(step.aside, where))
        for step in chart.steps
    ]
    return replace(chart, steps=steps)


def _table(setting: _Setting, table: Table) -> Table:
    number = setting.own(table.number, "表号")
    columns = tuple(
        replace(
            column,
            title=setting.own(column.title, f"{number}表头"),
            group=setting.own(column.group, f"{number}表头"),
        )
        for column in table.columns
    )
    before = len(setting.gaps)
    made = replace(
        table,
        number=number,
        title=setting.data(table.title, "表题"),
        unit=setting.own(table.unit, f"{number}单位"),
        columns=columns,
        rows=tuple(_row(setting, row, columns, f"第{n}行") for n, row in enumerate(table.rows, 1)),
        notes=tuple(setting.data(note, "注") for note in table.notes),
    )
    here = setting.gaps[before:]
    setting.gaps[before:] = [
        replace(gap, where=f"{number}{gap.where}", is_told=True) for gap in here
    ]
    return replace(made, notes=(*made.notes, footnote(here))) if here else made


def _row(setting: _Setting, row: Row, columns: tuple[Column, ...], where: str) -> Row:
    """A row is named by its place and by its first words: the county or the unit."""
    texts = (plain(cell) for cell in row.cells if isinstance(cell, str))
    covered = setting.fonts.covered
    named = "".join(c if ord(c) in covered else GETA for c in next(texts, ""))
    place = f"{where}（{named}）" if named else where

    def cell(value: Cell, column: Column) -> Cell:
        if not isinstance(value, str):
            return value
        return setting.data(value, f"{place}“{column.title}”")

    return replace(row, cells=tuple(cell(*pair) for pair in zip(row.cells, columns, strict=True)))
