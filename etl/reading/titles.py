"""What stands around a table: title, 填报单位, 填报日期; and what a file's name says."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from etl.reading import dates
from etl.reading.cells import plain
from etl.reading.headers import Row
from etl.reading.masking import masked
from etl.reading.names import Names

_UNIT = re.compile(r"填报(?:单位|部门)\s*(?:\([^)]*\))?\s*:?\s*(.*)")
_DAY = re.compile(r"(?:填报|填表|制表|报送|上报)(?:日期|时间)\s*:?\s*(.*)")
_NEXT_LABEL = re.compile(r"\s*(?:填报|填表|制表|报送|上报|联系人|审核人|负责人|单位:).*|\s{3,}.*")
_SEASON = re.compile(r"(?<!\d)(20\d\d)\s*年")
_NO_TITLE = ("附件", "附表", "说明", "填表", "注", "备注", "单位:", "联系")
_LONGEST = 200


@dataclass(frozen=True)
class Around:
    """What the rows outside a table say."""

    title: str = ""
    reporting_unit: str = ""
    report_date: date | None = None

    @property
    def season(self) -> int | None:
        """The year that the title names first."""
        found = _SEASON.search(self.title)
        return int(found[1]) if found else None


def around(rows: Iterable[Row], *, epoch_1904: bool = False) -> Around:
    """Read the rows above a header or below the data; texts before any label make the title."""
    titles: list[str] = []
    unit = ""
    day: date | None = None
    for _, cells in rows:
        before_labels = True
        for at, cell in enumerate(cells):
            text = unicodedata.normalize("NFKC", plain(cell)) if isinstance(cell, str) else ""
            if not text:
                continue
            if found := _UNIT.search(text):
                unit = unit or _NEXT_LABEL.sub("", found[1]).strip() or _beside(cells, at)
            if found := _DAY.search(text):
                day = day or _day_in(found[1]) or _day_beside(cells, at, epoch_1904=epoch_1904)
            before_labels = before_labels and not _is_label(text)
            if before_labels and not text.startswith(_NO_TITLE):
                titles.append(text)
    return Around(masked(" ".join(titles))[:_LONGEST], masked(unit)[:_LONGEST], day)


def _is_label(text: str) -> bool:
    return _UNIT.match(text) is not None or _DAY.match(text) is not None


def _filled_beside(cells: Sequence[object], at: int) -> object:
    return next((cell for cell in cells[at + 1 :] if plain(cell)), None)


def _beside(cells: Sequence[object], at: int) -> str:
    text = plain(_filled_beside(cells, at))
    return "" if _is_label(text) else text


def _day_beside(cells: Sequence[object], at: int, *, epoch_1904: bool) -> date | None:
    cell = _filled_beside(cells, at)
    if isinstance(cell, datetime | date | float | int):
        moment = dates.read_moment(cell, epoch_1904=epoch_1904)
        return moment[0] if moment else None
    return _day_in(plain(cell))


def _day_in(text: str) -> date | None:
    return next(iter(dates.days_in(text)), None)


def office_of(unit: str, title: str, sheet: str, file_name: str, names: Names) -> str | None:
    """Name the office that sent a sheet: the first of the four texts that speaks of one."""
    texts = (unit, title, sheet, file_name)
    return next((office for text in texts if (office := names.office_in(text))), None)


def county_of(title: str, sheet: str, file_name: str, unit: str, names: Names) -> str | None:
    """Name the county of a sheet that has no county column; 填报单位 is asked last."""
    texts = (title, sheet, file_name, unit)
    return next((county for text in texts if (county := names.county_in(text))), None)


def day_of_name(file_name: str) -> date | None:
    """Take the first plausible day in a file's name."""
    return _day_in(file_name.rsplit(".", 1)[0])
