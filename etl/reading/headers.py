"""A sheet is recognised by its headers, never by its name: its kind, and where its columns stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from etl.contract.model import Contract, fold
from etl.reading.cells import plain
from etl.reading.names import Names

SEARCHED_ROWS = 10
_PAIR = ("approved_posts", "allocated")

Row = tuple[int, Sequence[object]]
"""A row number as the sheet shows it, and the cells from column A on."""


class HeaderBook:
    """Every header that the contract knows, folded once."""

    def __init__(self, contract: Contract, names: Names) -> None:
        self.known = {kind: contract.headers(kind) for kind in contract.kinds}
        self.any_kind = frozenset().union(*self.known.values())
        self.canonical = {
            kind: {fold(column.header) for column in spec.columns.values()}
            for kind, spec in contract.kinds.items()
        }
        self.identifying = {kind: spec.identifying for kind, spec in contract.kinds.items()}
        self.written = {
            kind: {name: column.header for name, column in spec.columns.items()}
            for kind, spec in contract.kinds.items()
        }
        self.ignored = frozenset(map(fold, contract.ignored_headers))
        self.series = names.series


@dataclass(frozen=True)
class SeriesPair:
    """One series of a wide quota sheet: two columns under its name. `code` is None for an unknown series."""

    code: str | None
    text: str
    approved_posts: int
    allocated: int


@dataclass(frozen=True)
class Layout:
    """Where a kind's columns stand, from 0; rows count from 1. `headed`: columns with any header."""

    kind: str
    header_row: int
    last_header_row: int
    columns: dict[str, int]
    unknown: dict[int, str] = field(default_factory=dict)
    series: tuple[SeriesPair, ...] = ()
    headed: frozenset[int] = frozenset()

    @property
    def present(self) -> list[str]:
        """The canonical ids that the sheet has."""
        wide = ["series", *_PAIR] if self.series else []
        return [*self.columns, *wide]


@dataclass(frozen=True)
class NearMiss:
    """The kind that came nearest in a sheet that is none, and the identifying headers that it lacks."""

    kind: str
    row_no: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Heading:
    """A column's header texts, folded, the most telling first.

    Where two rows are filled, `above` is the upper cell and `group` the merged one that it belongs to.
    """

    texts: tuple[str, ...]
    group: str
    above: str
    own: str
    found: str


def find_layout(rows: Sequence[Row], book: HeaderBook) -> Layout | None:
    """Choose the kind with the most identifying, then the most known columns; one header row before two."""
    best: tuple[tuple[int, int, int, int], Layout] | None = None
    for top, bottom, headings in _candidates(rows, book):
        for kind in book.known:
            layout = _match(kind, top, bottom, headings, book)
            if layout is None:
                continue
            identifying = len(book.identifying[kind])
            rank = (identifying, len(layout.columns) + 2 * len(layout.series), top - bottom, -top)
            if best is None or rank > best[0]:
                best = rank, layout
    return best[1] if best else None


def nearest(rows: Sequence[Row], book: HeaderBook) -> NearMiss | None:
    """Say which kind came nearest; None where no identifying header was found at all."""
    best: tuple[tuple[int, int], NearMiss] | None = None
    for _, bottom, headings in _candidates(rows, book):
        for kind, written in book.written.items():
            columns, _unknown = _columns(headings, book, kind)
            found = book.identifying[kind] & columns.keys()
            lacking = book.identifying[kind] - found
            missing = tuple(header for name, header in written.items() if name in lacking)
            rank = (len(found) - len(missing), len(columns))
            if found and missing and (best is None or rank > best[0]):
                best = rank, NearMiss(kind, bottom, missing)
    return best[1] if best else None


def _candidates(rows: Sequence[Row], book: HeaderBook) -> Iterator[tuple[int, int, list[_Heading]]]:
    """Yield single rows and pairs of rows with at least one known header, as (top, bottom, headings)."""
    for top, bottom, headings in _headings(rows):
        if any(text in book.any_kind for heading in headings for text in heading.texts):
            yield top, bottom, headings


def _headings(rows: Sequence[Row]) -> Iterator[tuple[int, int, list[_Heading]]]:
    searched = [row for row in rows if row[0] <= SEARCHED_ROWS]
    for at, (top, cells) in enumerate(searched):
        texts = [_header_text(cell) for cell in cells]
        if not any(texts):
            continue
        yield top, top, [_Heading((fold(t),), "", "", fold(t), t) for t in texts]
        if at + 1 < len(searched) and searched[at + 1][0] == top + 1:
            yield (
                top,
                top + 1,
                _two_rows(texts, [_header_text(cell) for cell in searched[at + 1][1]]),
            )


def _header_text(cell: object) -> str:
    return plain(cell).strip("*＊ ")  # the mark of a column that must be filled


def _two_rows(top: list[str], bottom: list[str]) -> list[_Heading]:
    """Join a header of two rows; a merged group name holds for the columns under it."""
    width = max(len(top), len(bottom))
    top, bottom = (texts + [""] * (width - len(texts)) for texts in (top, bottom))
    headings, group = [], ""
    for above, below in zip(top, bottom, strict=True):
        group = above if above or not below else group
        own, over = fold(below), fold(group)
        texts = (own, over + own, over) if own else (fold(above),)
        split = (over, fold(above)) if own else ("", "")
        headings.append(_Heading(texts, *split, own or fold(above), below or above))
    return headings


def _match(
    kind: str, top: int, bottom: int, headings: list[_Heading], book: HeaderBook
) -> Layout | None:
    headed = frozenset(at for at, heading in enumerate(headings) if heading.found)
    columns, unknown = _columns(headings, book, kind)
    # Cells filled below headers that are whole by themselves are the first row of data.
    if sum(heading.above in book.known[kind] for heading in headings) * 2 > len(columns):
        return None
    if book.identifying[kind] <= columns.keys():
        return Layout(kind, top, bottom, columns, unknown, headed=headed)
    if kind != "quota" or "county" not in columns:
        return None
    pairs, used = _series_pairs(headings, book)
    if not any(pair.code for pair in pairs):
        return None
    narrow = {c: at for c, at in columns.items() if c not in ("series", *_PAIR)}
    left = {at: text for at, text in unknown.items() if at not in used}
    return Layout(kind, top, bottom, narrow, left, tuple(pairs), headed)


def _columns(
    headings: list[_Heading], book: HeaderBook, kind: str
) -> tuple[dict[str, int], dict[int, str]]:
    """Place a kind's columns; a canonical header is preferred to a variant, else the first stands."""
    known, canonical = book.known[kind], book.canonical[kind]
    columns: dict[str, int] = {}
    by_variant: set[str] = set()
    unknown: dict[int, str] = {}
    for at, heading in enumerate(headings):
        text = next((t for t in heading.texts if t in known), None)
        if text is None:
            if heading.found and not book.ignored & {heading.own, heading.group}:
                unknown[at] = heading.found
            continue
        name = known[text]
        if name in columns and not (name in by_variant and text in canonical):
            unknown[at] = heading.found
            continue
        if name in columns:
            unknown[columns[name]] = headings[columns[name]].found
        columns[name] = at
        by_variant.discard(name)
        if text not in canonical:
            by_variant.add(name)
    return columns, unknown


def _series_pairs(headings: list[_Heading], book: HeaderBook) -> tuple[list[SeriesPair], set[int]]:
    """Find series over 核定职数 and 下达名额, in two rows or run together in one; totals are left out."""
    known = book.known["quota"]
    found: dict[str, dict[str, int]] = {}
    used: set[int] = set()
    for at, heading in enumerate(headings):
        group, name = heading.group, known.get(heading.own)
        if not group:
            group, name = _run_together(heading.own, book)
        if name not in _PAIR or not group:
            continue
        used.add(at)
        if not group.startswith(("合计", "小计", "总计")):
            found.setdefault(group, {}).setdefault(name, at)
    pairs = [
        SeriesPair(book.series.get(group), group, at["approved_posts"], at["allocated"])
        for group, at in found.items()
        if len(at) == len(_PAIR)
    ]
    return pairs, used


def _run_together(text: str, book: HeaderBook) -> tuple[str, str | None]:
    for header, name in book.known["quota"].items():
        if text.endswith(header) and text.removesuffix(header) in book.series:
            return text.removesuffix(header), name
    return "", None
