"""One file → its description and its cells. Pure but for the cells, which go to `take` batch by batch."""

from pathlib import Path

from etl.contract.model import contract
from etl.reading import text_table
from etl.reading.limits import Refused
from etl.reading.masking import masked
from etl.reading.names import names
from etl.reading.parsed import Note, Parsed, Refusal, Sheet
from etl.reading.secret import id_key
from etl.reading.sheets import Take, read_sheet
from etl.reading.table import Origin, Rules
from etl.reading.workbook import Workbook


def read_file(path: Path, file_name: str, reference: Path, take: Take) -> Parsed:
    """Read a file under its sender's name; a refused one is described, never raised."""
    rules = Rules(contract(), names(reference), id_key())
    try:
        if path.suffix.lower() == ".csv":
            return _text_file(path, file_name, rules, take)
        return _workbook(path, file_name, rules, take)
    except Refused as refused:
        return Parsed(Refusal(refused.rule, refused.detail))


def _text_file(path: Path, file_name: str, rules: Rules, take: Take) -> Parsed:
    text = text_table.decode(path.read_bytes())
    origin = Origin(1, "", file_name)
    sheet, notes = read_sheet(text_table.rows(text, rules.contract), origin, rules, take)
    return Parsed(None, "csv", [sheet], notes)


def _workbook(path: Path, file_name: str, rules: Rules, take: Take) -> Parsed:
    book = Workbook(path)
    sheets: list[Sheet] = []
    notes: list[Note] = []
    for raw in book.sheets:
        shown = masked(raw.name)
        if not raw.visible:
            sheets.append(Sheet(raw.sheet_no, shown, visible=False))
            notes.append(Note("hidden_sheet", raw.sheet_no, shown))
            continue
        origin = Origin(raw.sheet_no, shown, file_name)
        sheet, found = read_sheet(book.rows(raw), origin, rules, take)
        sheets.append(sheet)
        notes += found
    return Parsed(None, book.reader, sheets, notes)
