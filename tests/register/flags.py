"""Invented flags, rows and versions for tests of the register; figures mean nothing here."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from etl.actor import demo_accounts
from etl.calendar_days import working_days
from etl.lifecycle.acts import Desk, take
from etl.lifecycle.conditions import Said
from etl.lifecycle.frozen import Case
from etl.lifecycle.states import State, Step
from etl.register import FILE, Register
from etl.warehouse import Version

CALENDAR = working_days()
BEIJING = ZoneInfo("Asia/Shanghai")
OFFICE, LEADER, *_COUNTIES = demo_accounts()
OFFICERS = {account.id.removeprefix("demo-"): account for account in _COUNTIES}
HEJING, RUOQIANG = "652827", "652824"
MONDAY = datetime(2022, 12, 12, 10, tzinfo=BEIJING)
SAID = Said(note="逐件核对", reply="已补齐", decided_by="王主任", document_no="巴职改〔2022〕9号")


@dataclass(frozen=True)
class Flag:
    season: int = 2022
    day: date = date(2022, 12, 12)
    rule_id: str = "escape"
    rule_version: int = 1
    ground: str = "材料缺漏"
    title: str = "县级漏审"
    grain: str = "county"
    county_code: str = HEJING
    unit: str | None = None
    pooled: int = 1
    level: str = "red"
    is_decision_day: bool = True
    decision_day: date = date(2022, 12, 12)
    observed: int = 12
    n: int = 30
    p: float = 0.0001234567890123456
    upper: float = float("inf")
    evidence: tuple[str, ...] = ("escaped",)


def row(number, **changed):
    return {
        "season": 2022, "count_id": "escaped", "case_id": f"A{number}", "application_no": f"A{number}",
        "county_code": HEJING, "series_code": "SCH" if number % 2 else "MED", "unit": "一中", "weight": 1,
        "from_day": date(2022, 12, 1), "file": "和静.xlsx", "sheet": "审核", "row_no": number + 2, **changed,
    }  # fmt: skip


ROWS = tuple(row(number) for number in range(4))


@dataclass(frozen=True)
class Office:
    """A desk on an empty folder, with versions that exist as empty files."""

    desk: Desk

    def case(self, flag=None, rows=ROWS, version="20221212T080000-aaaaaaaa"):
        path = self.desk.versions / f"{version}.duckdb"
        path.touch()
        return Case(flag or Flag(), rows, Version(version, path))

    def step(self, step, case=None, actor=None, now=MONDAY, said=SAID):
        case = case or self.case()
        own = OFFICERS[case.flag.county_code] if step is Step.EXPLAIN else OFFICE
        return take(self.desk, step, case, actor or own, now, said)

    def until(self, state, case=None, now=MONDAY):
        """Take the usual way to a state, all on one day."""
        way = [Step.HINT, Step.CHECK, Step.NOTIFY, Step.EXPLAIN, Step.REVIEW, Step.CONFIRM]
        life = None
        for step in [*way] if state is not State.WITHDRAWN else [Step.HINT, Step.WITHDRAW]:
            if life is None or life.state is not state:
                life = self.step(step, case, now=now)
        return life


def office_in(folder):
    (folder / "warehouse").mkdir()
    return Office(Desk(Register(folder / FILE), folder / "warehouse", CALENDAR))
