"""One file → its description and its cells. Pure but for the cells, which go to `take` batch by batch."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from etl.contract.model import contract
from etl.plain_text import plain
from etl.reading import content, text_table
from etl.reading.extents import examine
from etl.reading.headers import HeaderBook, Row
from etl.reading.limits import RefusedError, within
from etl.reading.masking import masked
from etl.reading.names import names
from etl.reading.parsed import Note, Parsed, Refusal, Sheet
from etl.reading.secret import id_key
from etl.reading.sheets import Take, read_sheet
from etl.reading.table import Origin, Rules
from etl.reading.workbook import RawSheet, Workbook, open_again, open_workbook

_MOST_NAMED = 5


@dataclass
class _Reading:
    """One file while it is read; `blank`: no sheet had a filled cell so far."""

    file_name: str
    rules: Rules
    take: Take
    epoch_1904: bool = False
    reader: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, raw: RawSheet, rows: Iterator[Row]) -> None:
        shown = masked(plain(raw.name))
        if not raw.visible:
            self.sheets.append(Sheet(raw.sheet_no, shown, visible=False))
            self.notes.append(Note("hidden_sheet", raw.sheet_no, shown))
            return
        origin = Origin(raw.sheet_no, shown, self.file_name, self.epoch_1904)
        where = f"工作表“{shown}”" if shown else "文件"
        sheet, notes = read_sheet(within(rows, where), origin, self.rules, self.take)
        self.sheets.append(sheet)
        self.notes += notes

    @property
    def found_nothing(self) -> bool:
        """No visible sheet had a filled cell."""
        return not any(sheet.kind for sheet in self.sheets) and not any(
            note.rule == "no_known_sheet" for note in self.notes
        )


def read_file(path: Path, file_name: str, reference: Path, take: Take) -> Parsed:
    """Read a file under its sender's name; a refused one is described, never raised."""
    reading = _Reading(file_name, _rules(reference, id_key()), take)
    refusal = None
    try:
        kind = content.kind_of(path, file_name)
        if kind == "text":
            _read_text(path, reading)
        else:
            _read_workbook(path, kind, reading)
        refusal = _judge(reading)
    except RefusedError as refused:
        refusal = Refusal(refused.rule, refused.detail)
    return Parsed(refusal, reading.reader, reading.sheets, reading.notes)


@cache
def _rules(reference: Path, key: bytes) -> Rules:
    known = names(reference)
    return Rules(contract(), known, HeaderBook(contract(), known), key)


def _read_text(path: Path, reading: _Reading) -> None:
    text = text_table.decode(path.read_bytes())
    content.refuse_page(text)
    reading.reader = "csv"
    last: Row = (0, [])

    def watched() -> Iterator[Row]:
        nonlocal last
        for row in text_table.rows(text, reading.rules.book):
            last = row
            yield row

    reading.add(RawSheet(1, "", visible=True), watched())
    if reading.sheets[-1].kind and text_table.is_open_ended(text, last):
        reading.notes.append(Note("cut_off", 1, "", last[0]))


def _read_workbook(path: Path, kind: str, reading: _Reading) -> None:
    reading.epoch_1904 = examine(path, kind)
    book = open_workbook(path, kind)
    _read_sheets(book, reading)
    if reading.found_nothing and kind == "xlsx" and book.reader == "calamine":
        reading.sheets.clear()
        reading.notes.clear()
        _read_sheets(open_again(path, kind), reading)


def _read_sheets(book: Workbook, reading: _Reading) -> None:
    for raw in book.sheets:
        reading.reader = book.reader
        reading.add(raw, book.rows(raw))


def _judge(reading: _Reading) -> Refusal | None:
    """Refuse a file without a known sheet, or with known sheets that are all empty and must not be."""
    known = [sheet for sheet in reading.sheets if sheet.kind]
    kinds = reading.rules.contract.kinds
    if not known and reading.found_nothing and any(sheet.is_ours for sheet in reading.sheets):
        words = "文件里只有修改清单,没有要报送的表。请把改好的原文件报送过来。"
        return Refusal("no_known_sheet", words)
    if not known and reading.found_nothing:
        hidden = "可见的工作表" if any(not s.visible for s in reading.sheets) else "文件"
        return Refusal("no_rows", f"{hidden}里没有任何内容。请检查是否保存了正确的文件。")
    if not known:
        said = [note for note in reading.notes if note.rule == "no_known_sheet"][:_MOST_NAMED]
        words = ";".join(f"工作表“{n.sheet}”{n.expected}" if n.sheet else n.expected for n in said)
        return Refusal("no_known_sheet", f"没有一个工作表能按表头认出是哪一类表:{words}。")
    if all(not sheet.rows and not kinds[sheet.kind or ""].may_be_empty for sheet in known):
        titles = "、".join(kinds[sheet.kind or ""].title for sheet in known[:_MOST_NAMED])
        return Refusal("no_rows", f"{titles}只有表头,没有数据行。请填写后再报送。")
    return None
