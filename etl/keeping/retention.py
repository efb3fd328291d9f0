"""How long an original is kept, and which ones nobody needs any more: their rows are whole without them.

What has been read from a file stays; only the file itself, with full ID numbers and telephone numbers, goes.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from etl import evidence, warehouse
from etl.paths import DataFolder
from etl.reading import known_key
from etl.reading.landing import Receipt, receipts
from etl.reading.parsed import Parsed
from etl.reading.parsing import parsed_folder
from etl.reading.store import is_parsed, read_parsed
from etl.register import BEIJING
from etl.scope import office
from etl.seasons import Season, seasons

NOT_PARSED = "没有按现行报送约定和现在的密钥解析"
CUT_SHORT = "解析结果不全"
NOT_PUBLISHED = "现行版本里没有它的行，先载入一次"
REFUSED = "整份没有读入，原件是唯一的一份；要一并清除，加 --with-refused"


@dataclass(frozen=True)
class Original:
    """A file in the landing store: of which season, kept through which day.

    `obstacle` says why it is not to go although its time is over; empty where nothing stands in the way.
    """

    receipt: Receipt
    path: Path
    season: int
    through: date
    obstacle: str = ""

    @property
    def received(self) -> date:
        return _day(self.receipt)

    def is_over(self, today: date) -> bool:
        return today > self.through


def through(season: Season) -> date:
    """The last day on which originals of a season are kept: so many months after the end of its year."""
    end, months = season.year_end.on, season.originals_kept_months.value
    years, month = divmod(end.month - 1 + months, 12)
    year, month = end.year + years, month + 1
    return date(year, month, min(end.day, calendar.monthrange(year, month)[1]))


def originals(data: DataFolder, *, with_refused: bool = False) -> list[Original]:
    """List the originals that are still there, in the order of their arrival."""
    known = {season.year: season for season in seasons()}
    published = _published(data)
    folder = parsed_folder(data, data.reference)
    mark = folder / "key"
    has_key = mark.exists() and mark.read_text("ascii") == known_key.key_at_hand()
    found = []
    for receipt in receipts(data):
        path = data.landing / receipt.stored_as
        if not path.exists():
            continue
        rows, years = published.get(receipt.receipt_no, (None, set()))
        season = known[max(years & known.keys(), default=_season_of(_day(receipt), known))]
        obstacle = NOT_PARSED
        if has_key and is_parsed(folder, receipt.sha256):
            obstacle = _obstacle(folder, receipt.sha256, rows, with_refused=with_refused)
        found.append(Original(receipt, path, season.year, through(season), obstacle))
    return found


def _published(data: DataFolder) -> dict[int, tuple[int, set[int]]]:
    """Rows and seasons of every file in the current version."""
    found: dict[int, tuple[int, set[int]]] = {}
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        for sheet in evidence.balances(con, office()):
            rows, years = found.get(sheet["receipt_no"], (0, set()))
            found[sheet["receipt_no"]] = (rows + sheet["rows_read"], years | set(sheet["seasons"]))
    return found


def _season_of(day: date, known: dict[int, Season]) -> int:
    """A file that names no season belongs to the year in which it came; before all, to the first."""
    return max((year for year in known if year <= day.year), default=min(known))


def _obstacle(folder: Path, sha256: str, published: int | None, *, with_refused: bool) -> str:
    try:
        parsed = read_parsed(folder, sha256)
        there = dict(_rows_in(folder / f"{sha256}.parquet"))
    except (OSError, msgspec.DecodeError, pa.ArrowException):
        return CUT_SHORT
    if parsed.refusal:
        return "" if with_refused and not parsed.again else REFUSED
    expected = _rows_of(parsed)
    if there != expected:
        return CUT_SHORT
    return "" if published == sum(expected.values()) else NOT_PUBLISHED


def _rows_of(parsed: Parsed) -> dict[int, int]:
    return {sheet.sheet_no: sheet.rows for sheet in parsed.sheets if sheet.kind and sheet.rows}


def _rows_in(cells: Path) -> Iterator[tuple[int, int]]:
    counted = (
        pq.read_table(cells, columns=["sheet_no", "row_no"])
        .group_by("sheet_no")
        .aggregate([("row_no", "count_distinct")])
    )
    for row in counted.to_pylist():
        yield row["sheet_no"], row["row_no_count_distinct"]


def _day(receipt: Receipt) -> date:
    return datetime.fromisoformat(receipt.received_at).astimezone(BEIJING).date()
