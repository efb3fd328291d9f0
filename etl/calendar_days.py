"""Working days: the office's overrides, else the national arrangement, else plain weekends."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from chinese_calendar import holidays, workdays

from etl.errors import UserError
from etl.paths import REFERENCE
from etl.told import mark

NATIONAL = mark("国务院办公厅放假安排")
PROVISIONAL = mark("暂按周末推算")
OVERRIDES = "calendar_overrides.csv"
COLUMNS = ["date", "is_workday", "name", "source"]

FIRST_YEAR, LAST_YEAR = min(holidays).year, max(holidays).year
SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Override:
    """One line of the overrides file; it wins over the national arrangement."""

    is_workday: bool
    name: str
    source: str


@dataclass(frozen=True)
class WorkingDays:
    """Answers for any day: where no arrangement is known, weekends rest and the source says so."""

    overrides: dict[date, Override] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Look the day up; make-up workdays on a weekend count, regional festivals do not."""
        if day in self.overrides:
            return self.overrides[day].is_workday
        return day in workdays or (day.weekday() < SATURDAY and day not in holidays)

    def source(self, day: date) -> str:
        """Name what the answer for the day rests on."""
        if day in self.overrides:
            return self.overrides[day].source
        return NATIONAL if FIRST_YEAR <= day.year <= LAST_YEAR else PROVISIONAL

    def rows(self, first: date, last: date) -> list[tuple[date, bool, int, str]]:
        """List (day, is_workday, workday_no, source); the running count starts anew at `first`."""
        listed, count = [], 0
        for day in days(first, last):
            works = self.is_workday(day)
            count += works
            listed.append((day, works, count, self.source(day)))
        return listed

    def working_days(self, first: date, last: date) -> list[date]:
        """List them from `first` to `last`, both included; none when `last` is earlier."""
        return [day for day in days(first, last) if self.is_workday(day)]

    def working_days_between(self, first: date, last: date) -> int:
        """Count them, both ends included."""
        return len(self.working_days(first, last))

    def first_workday_after(self, day: date) -> date:
        """Never the day itself."""
        return self.first_workday_on_or_after(day + ONE_DAY)

    def first_workday_on_or_after(self, day: date) -> date:
        """The day itself if it is one; so the borderline day of a window's end."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def last_workday_before(self, day: date) -> date:
        """Never the day itself."""
        return self.last_workday_on_or_before(day - ONE_DAY)

    def last_workday_on_or_before(self, day: date) -> date:
        """The day itself if it is one."""
        while not self.is_workday(day):
            day -= ONE_DAY
        return day

    def completed_on(self, start: date, number: int, *, start_counts: bool = True) -> date:
        """Find the day on which `number` working days are full, the start day counted or not."""
        day = (
            self.first_workday_on_or_after(start)
            if start_counts
            else self.first_workday_after(start)
        )
        for _ in range(number - 1):
            day = self.first_workday_after(day)
        return day

    def latest_start(self, end: date, number: int, *, start_counts: bool = True) -> date:
        """Find the last working day to start on so that `number` working days are full by `end`."""
        day = self.last_workday_on_or_before(end)
        for _ in range(number - 1 if start_counts else number):
            day = self.last_workday_before(day)
        return day


def days(first: date, last: date) -> Iterator[date]:
    """Count up from `first` to `last`, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def working_days(reference: Path = REFERENCE) -> WorkingDays:
    """Build the calendar with the overrides of a reference folder."""
    return WorkingDays(read_overrides(reference / OVERRIDES))


def read_overrides(path: Path) -> dict[date, Override]:
    """Read the overrides; a wrong line or a day listed twice is refused with its line number."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        cure = f"从项目的 data/reference/ 复制一份；可以只留表头：{','.join(COLUMNS)}。"
        raise UserError(f"缺少工作日历文件 {path.name}。", cure) from error
    table = csv.reader(io.StringIO(_text(raw, path)))
    if next(table, []) != COLUMNS:
        raise UserError(f"{path.name}：第 1 行应为表头。", f"表头写作 {','.join(COLUMNS)}。")
    overrides: dict[date, Override] = {}
    for line in table:
        if not any(line):
            continue
        where = f"{path.name}：第 {table.line_num} 行"
        day, override = _override(line, where)
        if day in overrides:
            raise UserError(f"{where}：{day} 重复。", "同一天只留一行。")
        overrides[day] = override
    return overrides


def _text(raw: bytes, path: Path) -> str:
    """Decode UTF-8 with or without a mark, else GB18030, as Excel saves it in Chinese Windows."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"{path.name}：不是 UTF-8 或 GB18030 文本。", "请用 Excel 另存为 CSV UTF-8。")


def _override(line: list[str], where: str) -> tuple[date, Override]:
    if len(line) != len(COLUMNS):
        raise UserError(
            f"{where}：有 {len(line)} 格，应为 {len(COLUMNS)} 格。", "文字中的逗号请用全角。"
        )
    shown, works, name, source = (cell.strip() for cell in line)
    try:
        year, month, number = shown.replace("/", "-").split("-")
        day = date(int(year), int(month), int(number))
    except ValueError as error:
        raise UserError(f"{where}：日期“{shown}”读不懂。", "写作 2022-05-05。") from error
    if works not in ("0", "1"):
        raise UserError(f"{where}：is_workday 是“{works}”。", "休息写 0，上班写 1。")
    if not name or not source:
        raise UserError(f"{where}：名称或依据没有填。", "name 写节日或事由，source 写依据的文件。")
    return day, Override(works == "1", name, source)
