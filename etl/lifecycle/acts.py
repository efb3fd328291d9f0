"""Taking a step: checked against role, state, clock and evidence, and recorded, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from etl import warehouse
from etl.actor import Account
from etl.calendar_days import WorkingDays, working_days
from etl.errors import UserError
from etl.lifecycle.conditions import (
    Moment,
    Said,
    cleaned,
    require,
    require_newest,
    require_raisable,
    require_words,
)
from etl.lifecycle.frozen import Case
from etl.lifecycle.records import Life, lives_in
from etl.lifecycle.states import RULES, State, Step, require_allowed, steps_open
from etl.paths import SEASONS, DataFolder
from etl.register import BEIJING, Act, Register, Writing, register_of
from etl.seasons import load_season
from etl.seasons.season import FlagLife
from etl.told import told


@dataclass(frozen=True)
class Desk:
    """Where acts are recorded, and what they are judged by. `seasons` holds the limits."""

    register: Register
    versions: Path
    calendar: WorkingDays
    seasons: Path = SEASONS

    def limits(self, season: int) -> FlagLife:
        return load_season(season, self.seasons).flag_life


@dataclass(frozen=True)
class Deed:
    """A step about to be recorded, with the state that it leads to."""

    step: Step
    state: State
    case: Case
    actor: Account
    at: datetime
    said: Said


def desk_of(data: DataFolder) -> Desk:
    return Desk(register_of(data), data.warehouse, working_days(data.reference))


def take(desk: Desk, step: Step, case: Case, actor: Account, now: datetime, said: Said) -> Life:
    """Take one step and return the life after it. Pins the version that the act names."""
    if step is Step.PROPOSE:
        raise ValueError("a proposal goes through etl.lifecycle.proposals")
    with desk.register.writing() as writing:
        known = lives_in(writing.con, case.flag.season)
        life = known.get(case.id.key, Life(case.id))
        state = require_allowed(step, life.state, actor, case.flag.county_code)
        said = cleaned(step, said)
        _require(desk, step, known, case, now.astimezone(BEIJING).date())
        require_words(step, life, said)
        record(desk, writing, Deed(step, state, case, actor, now, said))
        return lives_in(writing.con, case.flag.season)[case.id.key]


def steps_now(
    desk: Desk, known: Mapping[str, Life], case: Case, actor: Account, day: date
) -> dict[Step, str]:
    """List the steps that are this account's next, each with why it has to wait ("" when it need not)."""
    state = known[case.id.key].state if case.id.key in known else None
    found: dict[Step, str] = {}
    for step in steps_open(state, actor, case.flag.county_code):
        found[step] = ""
        try:
            _require(desk, step, known, case, day)
        except UserError as error:
            found[step] = str(error)
    return found


def _require(desk: Desk, step: Step, known: Mapping[str, Life], case: Case, day: date) -> None:
    life = known.get(case.id.key, Life(case.id))
    require_newest(life, case)
    if step is Step.HINT:
        require_raisable(case, list(known.values()))
    else:
        require(Moment(desk.limits(case.flag.season), desk.calendar, day), step, life, case)


def record(desk: Desk, writing: Writing, deed: Deed) -> None:
    """Write an act whose conditions have been checked, and pin the version that it names."""
    case, said = deed.case, deed.said
    flag, of = case.flag, case.id
    reason = f"预警：{of.rule_id} {of.county_code} {RULES[deed.step].title}"
    contents: dict[str, dict[str, Any]] = {
        "flag_acts": {
            "flag": of.key,
            "season": of.season,
            "rule_id": of.rule_id,
            "grain": of.grain,
            "county_code": of.county_code,
            "unit": of.unit,
            "pooled": of.pooled,
            "decision_day": of.decision_day.isoformat(),
            "rule_version": str(flag.rule_version),
            "step": deed.step.value,
            "state": deed.state.value,
            "fingerprint": case.fingerprint,
            "frozen_sha256": writing.freeze(case.body),
            "note": said.note,
        },
        "pins": {"version": case.version.name, "reason": reason},
    }
    if said.reply:
        contents["replies"] = {"text": said.reply}
    if said.decided_by or said.document_no:
        contents["decisions"] = {
            "decision": deed.state.value,
            "decided_by": said.decided_by,
            "document_no": said.document_no,
        }
    if said.proposal:
        contents["proposals"] = said.proposal
    detail = {
        "state": deed.state.value,
        "rule_version": str(flag.rule_version),
        "level": flag.level,
    }
    act = Act(deed.step.value, of.key, detail, case.version.name, contents)
    writing.append(deed.actor, deed.at, act)
    _pin(desk.versions, case.version, reason)


def _pin(folder: Path, version: warehouse.Version, reason: str) -> None:
    if version.name not in warehouse.pins(folder):
        warehouse.pin(folder, version, reason)
    if not version.path.exists():  # thinned between being shown and being pinned
        warehouse.unpin(folder, version)
        raise UserError(
            told("版本 {version} 已按保留规则清理，不能再据以办理。", version=version.short),
            told("换到当前版本再办。"),
        )
