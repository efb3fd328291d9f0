"""What is sent when: cumulative reports of the counties, the prefecture's ledgers, and some mishaps."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from etl.contract.model import contract
from etl.sample.books import csv_bytes, ods_bytes, xlsx_bytes
from etl.sample.faults import FOREIGN_COUNTY, Carelessness, Fault, spoil
from etl.sample.handwriting import Row
from etl.sample.layout import Report, Sheet, columns_of, lay_out
from etl.sample.model import SeasonStory
from etl.sample.offices import OFFICES, PREFECTURE, Office
from etl.sample.quota_sheets import long, wide
from etl.sample.rows import kind_of, known_rows
from etl.sample.timetable import Timetable

COUNTY_SHEETS = ("roster", "reviews", "publicity")
LEDGERS = ("paper", "panel", "results", "sanctions", "adjustments", "appointments")

# Mishaps: in the season under way one county is silent this week and one file is cut short;
# in seasons past a file comes twice, a corrected one on the same day, a row goes, a total is wrong.
SILENT, CUT_SHORT = "652825", ("652828", "reviews")
SENT_TWICE, CORRECTED = ("652823", "roster"), ("652824", "reviews")
ROW_GONE, MISCOUNTED = ("652829", "roster"), ("652826", "roster")


@dataclass(frozen=True)
class OutFile:
    """A file as it will be sent."""

    name: str
    content: bytes


class Post:
    """Makes the files of one season that have been sent by the as-of day."""

    def __init__(self, story: SeasonStory, table: Timetable, as_of: date, seed: int) -> None:
        self._story, self._table, self._as_of, self._seed = story, table, as_of, seed
        self.under_way = table.year_end > as_of
        self.faults: list[Fault] = []
        people = Counter(a.person.id_number for a in story.applications)
        names = Counter(a.person.name for a in story.applications)
        self._shared = frozenset(
            a.application_no
            for a in story.applications
            if people[a.person.id_number] > 1 or names[a.person.name] > 1
        )
        places = Counter((a.person.name, a.unit, a.series) for a in story.applications)
        self._namesakes = frozenset(
            a.application_no
            for a in story.applications
            if places[a.person.name, a.unit, a.series] > 1
        )

    def files(self) -> Iterator[OutFile]:
        """Yield the prefecture's documents, every county's reports, the prefecture's ledgers."""
        yield from self._documents()
        days = self._county_days()
        for office in OFFICES.values():
            if office.code == PREFECTURE:
                continue
            silent = self.under_way and office.code == SILENT
            for number, day in enumerate(days[:-1] if silent else days, 1):
                report = Report(self._story.season, day, number, draft=day != days[-1])
                yield from self._county_report(office, report)
        yield from self._ledgers()

    def _county_days(self) -> list[date]:
        table = self._table
        days = [
            table.applications_open + timedelta(days=3),
            table.applications_end + timedelta(days=1),
            table.reviews_end + timedelta(days=6),
            table.paper_ends + timedelta(days=3),
            table.year_end,
        ]
        return [day for day in days if day <= self._as_of] if self.under_way else days[1:]

    def _county_report(self, office: Office, report: Report) -> Iterator[OutFile]:
        """Yield the cumulative report of a county; a sheet without rows is left out."""
        sheets = {}
        for sheet in COUNTY_SHEETS:
            rows = known_rows(self._story, sheet, report.day, office.code)
            if (office.code, sheet) == ROW_GONE and report.number == 3 and report.draft:
                rows = rows[:-1]
            if rows:
                wrong = (office.code, sheet) == MISCOUNTED and report.number == 2 and report.draft
                sheets[sheet] = self._sheet(
                    office, replace(report, miscounts=int(wrong)), sheet, rows
                )
        if office.old_sheet and report.number > 1:
            earlier = replace(report, day=report.day - timedelta(days=7))
            rows = known_rows(self._story, "roster", earlier.day, office.code)
            old = lay_out(office, earlier, "roster", rows, self._rng(office, earlier, "old"))
            sheets["old"] = replace(old, name="上周底稿", hidden=True)
        for file in self._bound(office, report, sheets):
            yield from self._mishaps(office, report, file)

    def _mishaps(self, office: Office, report: Report, file: OutFile) -> Iterator[OutFile]:
        def concerns(what: tuple[str, str]) -> bool:
            return office.code == what[0] and file.name == self._name(office, report, what[1])

        if self.under_way and not report.draft and concerns(CUT_SHORT):
            file = replace(file, content=file.content[: len(file.content) * 3 // 5])
            self.faults = [fault for fault in self.faults if fault.file != file.name]
            self.faults.append(Fault(file.name, CUT_SHORT[1], "unreadable"))
        yield file
        stem, _, ending = file.name.rpartition(".")
        if concerns(SENT_TWICE) and report.number == 2:
            yield replace(file, name=f"{stem}_副本.{ending}")
        if concerns(CORRECTED) and report.number == 2 and report.draft:
            rows = known_rows(self._story, CORRECTED[1], report.day, office.code)
            rng = self._rng(office, report, "corrected")
            sheet = lay_out(office, report, CORRECTED[1], rows, rng)
            yield OutFile(f"{stem}.更正.{ending}", xlsx_bytes([sheet], report.day))

    def _sheet(
        self, office: Office, report: Report, sheet: str, rows: list[Row], file: str = ""
    ) -> Sheet:
        """Spoil the rows as clerks do, note what was spoilt in which file, lay them out."""
        how = Carelessness(
            f"{self._seed} {report.season} {sheet}",
            report.draft,
            office.typed_cells,
            columns_of(office, sheet),
            self._shared,
            self._namesakes,
        )
        spoilt, rules = spoil(kind_of(sheet), rows, how)
        name = file or self._name(office, report, sheet)
        self.faults += [Fault(name, kind_of(sheet), rule) for rule in rules]
        return lay_out(office, report, sheet, spoilt, self._rng(office, report, sheet))

    def _name(self, office: Office, report: Report, sheet: str) -> str:
        return office.named(sheet, report.season, report.day, report.number)

    def _bound(self, office: Office, report: Report, sheets: dict[str, Sheet]) -> Iterator[OutFile]:
        """Bind the sheets as the office does."""
        if office.form == "workbook" and sheets:
            yield OutFile(
                self._name(office, report, next(iter(sheets))),
                xlsx_bytes(list(sheets.values()), report.day),
            )
            return
        for sheet, laid in sheets.items():
            if office.form == "csv":
                yield OutFile(self._name(office, report, sheet), csv_bytes(laid, office.encoding))
            else:
                yield OutFile(self._name(office, report, sheet), xlsx_bytes([laid], report.day))

    def _documents(self) -> Iterator[OutFile]:
        season, office = self._story.season, OFFICES[PREFECTURE]
        quotas = [quota for quota in self._story.quotas if quota.issued_on <= self._as_of]
        for nature in ("下达", "追加", "调减"):
            these = [quota for quota in quotas if quota.nature == nature]
            if not these:
                continue
            issued = these[0].issued_on
            if nature == "下达":
                foreign = FOREIGN_COUNTY if season % 2 else None
                name, laid = (
                    f"巴州{season}年度定向评价名额分配表.xlsx",
                    wide(these, season, foreign),
                )
                if foreign:
                    self.faults.append(Fault(name, "quota", "unknown_county"))
            else:
                rng = Random(f"{self._seed} {season} {nature}")
                name = f"名额{nature}明细{issued:%Y%m%d}.xlsx"
                laid = long(these, season, office, rng)
            yield OutFile(name, xlsx_bytes([laid], issued))

    def _ledgers(self) -> Iterator[OutFile]:
        """Yield the ledgers through the season, then what came in the next year."""
        table, season = self._table, self._story.season
        office = OFFICES[PREFECTURE]
        if season % 2:
            office = replace(office, form="workbooks", file_name="州职改办-{word}-{day:%Y%m%d}")
        days = [
            table.paper_opens + timedelta(days=3),
            table.paper_ends + timedelta(days=3),
            table.year_end - timedelta(days=9),
            table.year_end,
        ]
        for number, day in enumerate(days, 1):
            if day <= self._as_of:
                report = Report(season, day, number)
                yield from self._bound(office, report, self._ledger_sheets(office, report, LEDGERS))
        yield from self._next_year(office)

    def _next_year(self, office: Office) -> Iterator[OutFile]:
        """Yield the appointments through March and the sanctions through June after the season."""
        season = self._story.season
        spring, summer = date(season + 1, 3, 31), date(season + 1, 6, 15)
        if spring <= self._as_of:
            name, report = f"{season}年度聘任情况汇总.ods", Report(season, spring, 5)
            sheets = self._ledger_sheets(office, report, ("appointments",), name)
            if sheets:
                yield OutFile(name, ods_bytes(list(sheets.values())))
        if summer <= self._as_of:
            name, report = f"{season}年度违规处理补充登记.xlsx", Report(season, summer, 6)
            sheets = self._ledger_sheets(office, report, ("sanctions",), name)
            yield OutFile(name, xlsx_bytes(list(sheets.values()), summer))

    def _ledger_sheets(
        self, office: Office, report: Report, wanted: tuple[str, ...], file: str = ""
    ) -> dict[str, Sheet]:
        sheets = {}
        for sheet in wanted:
            rows = known_rows(self._story, sheet, report.day)
            if rows or contract().kinds[kind_of(sheet)].may_be_empty:
                rows.sort(key=lambda row: str(row["county"]) if sheet == "adjustments" else "")
                sheets[sheet] = self._sheet(office, report, sheet, rows, file)
        return sheets

    def _rng(self, office: Office, report: Report, sheet: str) -> Random:
        return Random(f"{self._seed} {report.season} {office.code} {report.day} {sheet}")
