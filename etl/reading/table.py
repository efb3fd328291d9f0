"""The rows below a header: records; totals checked, footers left out, county filled down."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from etl.contract.model import Contract, fold
from etl.reading.cells import BLANK, Typed, plain, readers
from etl.reading.headers import HeaderBook, Layout, Row
from etl.reading.masking import masked
from etl.reading.names import Names
from etl.reading.parsed import Note
from etl.reading.titles import Around, county_of
from etl.reading.totals import Totals, first_text, is_footer, is_total

Record = tuple[int, int, str, int | None, str | None, str, str | None]
"""row_no, fact_no, column_id, col_no, value, state, shown"""

_Found = tuple[str, int | None, Typed]
_MOST_NOTES = 200


@dataclass(frozen=True)
class Rules:
    """What every sheet is read by."""

    contract: Contract
    names: Names
    book: HeaderBook
    key: bytes


@dataclass(frozen=True)
class Origin:
    """Where rows come from. `sheet` is masked already; `file_name` is the sender's."""

    sheet_no: int
    sheet: str
    file_name: str
    epoch_1904: bool = False


class Table:
    """One table, read row by row; keeps what the sheet's description needs."""

    def __init__(self, layout: Layout, above: Around, origin: Origin, rules: Rules) -> None:
        self.layout, self.origin = layout, origin
        self.read_as = readers(
            rules.contract, layout.kind, rules.names, rules.key, epoch_1904=origin.epoch_1904
        )
        pairs = [(pair.approved_posts, pair.allocated) for pair in layout.series]
        self.known = sorted({*layout.columns.values(), *chain(*pairs)})
        self.own = [
            (name, at, self.read_as[name])
            for name, at in layout.columns.items()
            if name not in ("county", "season")
        ]
        self.headers = rules.book.known[layout.kind]
        places = (above.title, origin.sheet, origin.file_name, above.reporting_unit)
        county = county_of(*places, rules.names)
        self.outside: dict[str, Typed] = {"county": (county, "ok", None)} if county else {}
        if above.season and "season" in self.read_as:
            self.outside["season"] = (str(above.season), "ok", None)
        self.county_above: object = None
        posts = [layout.columns[c] for c in ("approved_posts", "allocated") if c in layout.columns]
        self.totals = Totals(frozenset(chain(posts, *pairs) if layout.kind == "quota" else ()))
        self.footers: list[Row] = []
        self.notes: list[Note] = []
        self.unheaded: set[int] = set()
        for at, text in layout.unknown.items():
            self.note("unknown_column", layout.last_header_row, at + 1, masked(text)[:100])

    def note(
        self, rule: str, row_no: int | None, col_no: int | None, value: str, expected: str = ""
    ) -> None:
        """Keep a warning about this sheet; past 200 they only repeat themselves."""
        if len(self.notes) < _MOST_NOTES:
            origin = self.origin
            self.notes.append(
                Note(rule, origin.sheet_no, origin.sheet, row_no, col_no, value, expected)
            )

    def read(self, row_no: int, cells: Sequence[object]) -> list[Record]:
        """Turn one row into records; totals, footers, repeated headers and bare numbering yield none."""
        first = first_text(cells)
        width = len(cells)
        if not first or self._is_no_data(row_no, cells, first):
            return []
        if not any(plain(cells[at]) for at in self.known if at < width):
            return []
        self._say_unheaded(row_no, cells)
        shared: list[_Found] = [
            (name, at + 1, read(cells[at]) if at < width else BLANK) for name, at, read in self.own
        ]
        facts = self._facts(cells)
        self.totals.add(
            self._numbers(chain(shared, *facts.values())) if self.totals.watched else ()
        )
        shared += self._season(cells)
        shared += self._county(cells)
        return [
            (row_no, fact_no, name, col_no, *typed)
            for fact_no, series in facts.items()
            for name, col_no, typed in chain(shared, series)
        ]

    def _is_no_data(self, row_no: int, cells: Sequence[object], first: str) -> bool:
        if is_total(first):
            for at, stated, counted in self.totals.check(cells):
                self.note("total_mismatch", row_no, at + 1, str(stated), str(counted))
            return True
        # a long note goes on in rows of one cell each
        if is_footer(first) or ((self.footers or first[0] == "注") and _is_lone(cells)):
            self.footers.append((row_no, cells))
            return True
        return self._repeats_header(cells)

    def _repeats_header(self, cells: Sequence[object]) -> bool:
        """Tell a header printed again further down by the first four columns."""
        filled = [
            (name, cells[at]) for name, at, _ in self.own[:4] if at < len(cells) and cells[at]
        ]
        repeated = (self.headers.get(fold(plain(cell))) == name for name, cell in filled)
        return bool(filled) and all(repeated)

    def _say_unheaded(self, row_no: int, cells: Sequence[object]) -> None:
        for at in range(len(cells)):
            if at not in self.layout.headed and at not in self.unheaded and plain(cells[at]):
                self.unheaded.add(at)
                self.note("unknown_column", row_no, at + 1, f"(第{at + 1}列,没有表头)")

    def _facts(self, cells: Sequence[object]) -> dict[int, list[_Found]]:
        """Return the columns that differ between the series of a wide row, by series with a value."""
        if not self.layout.series:
            return {0: []}
        facts: dict[int, list[_Found]] = {}
        for number, pair in enumerate(self.layout.series):
            values = [
                (name, at + 1, self.read_as[name](cells[at]) if at < len(cells) else BLANK)
                for name, at in (
                    ("approved_posts", pair.approved_posts),
                    ("allocated", pair.allocated),
                )
            ]
            if any(typed[1] != "blank" for _, _, typed in values):
                facts[number] = [
                    ("series", pair.approved_posts + 1, _series(pair.code, pair.text)),
                    *values,
                ]
        none: list[_Found] = [
            (name, None, BLANK) for name in ("series", "approved_posts", "allocated")
        ]
        return facts or {0: none}

    def _numbers(self, found: Iterable[_Found]) -> Iterator[tuple[int, int]]:
        for name, col_no, (value, state, _shown) in found:
            if name in ("approved_posts", "allocated") and state == "ok" and col_no and value:
                yield col_no - 1, int(value)

    def _county(self, cells: Sequence[object]) -> list[_Found]:
        at = self.layout.columns.get("county")
        if at is None:
            return [("county", None, self.outside["county"])] if "county" in self.outside else []
        if at < len(cells) and plain(cells[at]):
            self.county_above = cells[at]
        typed = self.read_as["county"](self.county_above)
        if typed[1] == "blank" and "county" in self.outside:
            return [("county", None, self.outside["county"])]
        return [("county", at + 1, typed)]

    def _season(self, cells: Sequence[object]) -> list[_Found]:
        at = self.layout.columns.get("season")
        typed = self.read_as["season"](cells[at]) if at is not None and at < len(cells) else BLANK
        if typed[1] == "blank" and "season" in self.outside:
            return [("season", None, self.outside["season"])]
        return [] if at is None else [("season", at + 1, typed)]


def _is_lone(cells: Sequence[object]) -> bool:
    return sum(bool(plain(cell)) for cell in cells) == 1


def _series(code: str | None, text: str) -> Typed:
    return (code, "ok", None) if code else (None, "unknown", masked(text))
