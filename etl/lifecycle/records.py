"""What the register knows of flags: their acts, read back as lives."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from etl.calendar_days import WorkingDays
from etl.lifecycle.clocks import Clock, clock
from etl.lifecycle.frozen import FlagId, Thawed, thaw
from etl.lifecycle.states import State, Step
from etl.register import Register
from etl.seasons.season import FlagLife

_ACTS = """
    select act.*, log.at, log.account_id, log.name, log.role, log.warehouse_version,
        reply.text as reply, decision.decided_by, decision.document_no,
        proposal.for_season, proposal.series_code, proposal.places, proposal.allocated, proposal.reason
    from flag_acts as act
    inner join log on log.act_no = act.act_no
    left join replies as reply on reply.act_no = act.act_no
    left join decisions as decision on decision.act_no = act.act_no
    left join proposals as proposal on proposal.act_no = act.act_no
    where (:season is null or act.season = :season)
    order by act.act_no
"""


@dataclass(frozen=True)
class FlagAct:
    """One act as recorded. What the step does not have is None; `note` is the office's remark or reason."""

    act_no: int
    at: datetime
    account_id: str
    name: str
    role: str
    step: Step
    state: State
    rule_version: str
    warehouse_version: str
    fingerprint: str
    frozen_sha256: str
    note: str
    reply: str | None
    decided_by: str | None
    document_no: str | None
    for_season: int | None
    series_code: str | None
    places: int | None
    allocated: int | None
    reason: str | None


@dataclass(frozen=True)
class Life:
    """A flag's acts in order. A round begins with each hint."""

    id: FlagId
    acts: tuple[FlagAct, ...] = ()

    @property
    def state(self) -> State | None:
        return self.acts[-1].state if self.acts else None

    @property
    def round(self) -> tuple[FlagAct, ...]:
        """The acts since the last hint."""
        begun = [n for n, act in enumerate(self.acts) if act.step is Step.HINT]
        return self.acts[begun[-1] :] if begun else ()

    def last(self, *steps: Step) -> FlagAct | None:
        """The newest act of this round among the steps."""
        return next((act for act in reversed(self.round) if act.step in steps), None)

    def clock(self, day: date, limits: FlagLife, calendar: WorkingDays) -> Clock | None:
        """Tell whose turn it is on a day and until when."""
        entered = next((act for act in self.round if act.act_no >= self._entered), None)
        return clock(self.state, entered.at.date(), day, limits, calendar) if entered else None

    @property
    def _entered(self) -> int:
        """The act since which the state is what it is; an added explanation starts no new clock."""
        number = 0
        for before, act in zip((None, *self.round), self.round, strict=False):
            if before is None or before.state is not act.state or act.step is Step.NOTIFY:
                number = act.act_no
        return number


def lives(register: Register, season: int | None = None) -> dict[str, Life]:
    """Read every flag ever hinted, by key; of one season or of all."""
    with register.reading() as con:
        return lives_in(con, season)


def lives_in(con: sqlite3.Connection, season: int | None = None) -> dict[str, Life]:
    """Read within a transaction that is already open."""
    acts: dict[FlagId, list[FlagAct]] = {}
    for row in con.execute(_ACTS, {"season": season}):
        found = FlagId(
            row["season"],
            row["rule_id"],
            row["grain"],
            row["county_code"],
            row["unit"],
            row["pooled"],
            date.fromisoformat(row["decision_day"]),
        )
        acts.setdefault(found, []).append(_act(row))
    return {found.key: Life(found, tuple(each)) for found, each in acts.items()}


def as_it_was(register: Register, act: FlagAct) -> Thawed:
    """Show a flag with its rows exactly as they were when the act was recorded."""
    with register.reading() as con:
        body = con.execute(
            "select body from frozen where sha256 = ?", [act.frozen_sha256]
        ).fetchone()
    return thaw(body["body"])


def named_versions(register: Register) -> dict[str, str]:
    """Map every version that an act names to the reason for which it is kept."""
    with register.reading() as con:
        return dict(con.execute("select version, reason from pins order by act_no desc").fetchall())


def withdrawn_on(known: Sequence[Life], flag: FlagId, fingerprint: str) -> FlagAct | None:
    """Find a withdrawal of the same ground, on whatever decision day, that rests on the same rows."""
    return next(
        (
            act
            for life in known
            if life.id.ground_key == flag.ground_key
            for act in life.acts
            if act.state is State.WITHDRAWN and act.fingerprint == fingerprint
        ),
        None,
    )


def _act(row: sqlite3.Row) -> FlagAct:
    own: dict[str, Any] = {name: row[name] for name in FlagAct.__dataclass_fields__}
    own["at"] = datetime.fromisoformat(own["at"])
    own["step"], own["state"] = Step(own["step"]), State(own["state"])
    return FlagAct(**own)
