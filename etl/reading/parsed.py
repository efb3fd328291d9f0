"""What reading says about a file. Typed, so that a child's answer is checked."""

import msgspec


class Refusal(msgspec.Struct, frozen=True):
    """Why a file as a whole was not read: a rule of the contract, and words for the sender."""

    rule: str
    detail: str


class Note(msgspec.Struct, frozen=True):
    """A warning about a sheet; rows and columns count from 1."""

    rule: str
    sheet_no: int
    sheet: str
    row_no: int | None = None
    col_no: int | None = None
    value: str = ""
    expected: str = ""


class Sheet(msgspec.Struct, frozen=True):
    """One sheet of a file. `rows`: data rows read; `columns`: canonical ids that the sheet has.

    `is_ours`: a list of what is to be mended, sent to the office by us and back with its file.
    """

    sheet_no: int
    sheet: str
    visible: bool = True
    kind: str | None = None
    header_row: int | None = None
    rows: int = 0
    title: str = ""
    reporting_unit: str = ""
    report_date: str | None = None
    report_date_from: str | None = None
    office: str | None = None
    season: int | None = None
    columns: list[str] = []
    is_ours: bool = False


class Parsed(msgspec.Struct, frozen=True):
    """The description of one file. A refused file has no cells.

    `again`: what failed was the machine, not the file; the next load reads it once more.
    """

    refusal: Refusal | None = None
    reader: str = ""
    sheets: list[Sheet] = []
    notes: list[Note] = []
    again: bool = False
