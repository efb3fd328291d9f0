"""What a paper holds, before it is set in any form: sentences, tables and pictures, numbers as numbers.

Every form (PDF, Word, workbook, offline page) is made from one `Paper` and adds no figure of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from dashboard.reports.chart import Chart
from etl.queries import Rate

Cell = str | int | date | Rate | None
Kind = Literal["year-end", "week", "county", "notice", "milestone"]


@dataclass(frozen=True)
class Column:
    """`key` is the id of a count or rate of the catalogue where the column shows one, else a word.

    Neighbours with the same `group` share a head above their own. `width` in full-width characters.
    """

    key: str
    title: str
    kind: Literal["text", "count", "rate", "day"] = "count"
    group: str = ""
    width: float = 4


@dataclass(frozen=True)
class Row:
    """One line of a table; `county` and `series` are codes, empty for a total over all."""

    cells: tuple[Cell, ...]
    county: str = ""
    series: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A numbered table: 表号 and 表题 above, unit at the right, notes below."""

    number: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    is_wide: bool = False  # set on a landscape page


@dataclass(frozen=True)
class Picture:
    """A chart with its number and finding; `alt` says in words what it shows."""

    number: str
    title: str
    alt: str
    chart: Chart
    note: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of finished sentences; `lead` is set stronger and runs on into the text."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Heading:
    """A （一） heading inside a section; the section's own title is 一、 and is numbered when set."""

    text: str


Block = Paragraph | Heading | Table | Picture


@dataclass(frozen=True)
class Section:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Origin:
    """Where every number of a paper comes from; printed on it."""

    season: int
    day: date
    version: str
    built_at: datetime
    rules_version: str
    calendar_version: str
    code_version: str
    is_sample: bool
    seal: str = ""  # of a snapshot: the first signs of its manifest's hash


@dataclass(frozen=True)
class Paper:
    """A whole paper; `issuer` and `issued_on` are set where an office stamps."""

    kind: Kind
    title: str
    subtitle: str
    addressee: str
    opening: str
    sections: tuple[Section, ...]
    closing: str
    issuer: str
    issued_on: date
    origin: Origin
    annexes: tuple[Table, ...] = ()
    definitions: tuple[tuple[str, str, str], ...] = field(
        default=()
    )  # term, what it counts, clause

    def blocks(self) -> Iterator[Block]:
        """Every block in the order of reading, annexes last."""
        for section in self.sections:
            yield from section.blocks
        yield from self.annexes

    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks() if isinstance(block, Table))

    def pictures(self) -> tuple[Picture, ...]:
        return tuple(block for block in self.blocks() if isinstance(block, Picture))
