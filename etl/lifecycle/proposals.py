"""What a confirmed decision asks of next season's places: proposed, bounded, never taken as allocated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from etl.actor import Account
from etl.errors import UserError
from etl.lifecycle.acts import Deed, Desk, record
from etl.lifecycle.conditions import Said, clean, require_newest
from etl.lifecycle.frozen import Case
from etl.lifecycle.records import FlagAct, Life, lives, lives_in
from etl.lifecycle.states import State, Step, require_allowed
from etl.register import Register
from etl.seasons.season import FlagLife
from etl.told import Told, told

WHOLE = 100


@dataclass(frozen=True)
class Proposal:
    """拟提请核减: `places` fewer for a county and series in a season, measured by `allocated`."""

    for_season: int
    county_code: str
    series_code: str
    places: int
    allocated: int
    reason: str
    decided_by: str
    document_no: str
    life: Life
    act: FlagAct


@dataclass(frozen=True)
class Ask:
    """What the office enters; 0 places takes an earlier proposal back."""

    series_code: str
    places: int
    allocated: int
    reason: str


def most_places(allocated: int, limits: FlagLife, already: int = 0) -> int:
    """Bound a county and series: at most the cap (a part counts as one), and never below the floor."""
    cap = -(-limits.reduction_cap_percent * allocated // WHOLE)
    return max(0, min(cap, allocated - limits.reduction_floor) - already)


def propose(desk: Desk, case: Case, ask: Ask, actor: Account, now: datetime) -> Life:
    """Record a proposal under a confirmed decision. It replaces an earlier one of the same series."""
    with desk.register.writing() as writing:
        known = lives_in(writing.con, case.flag.season)
        life = known.get(case.id.key, Life(case.id))
        state = require_allowed(Step.PROPOSE, life.state, actor, case.flag.county_code)
        reason = clean(ask.reason)
        if not reason:
            raise UserError(told("没有填拟提请核减的理由。"), told("写明理由再提交。"))
        series = {row["series_code"] for row in case.rows}
        if ask.places and ask.series_code not in series:
            raise UserError(told("这个系列没有证据行。"), told("只能对有证据行的系列拟提请核减。"))
        require_newest(life, case)
        _require_confirmed_evidence(life, case)
        others = [p for p in active(known.values()) if p.life.id != case.id]
        _require_within(desk.limits(case.flag.season), case.id.county_code, ask, others)
        proposal = {
            "for_season": case.flag.season + 1,
            "county_code": case.id.county_code,
            "series_code": ask.series_code,
            "places": ask.places,
            "allocated": ask.allocated,
            "reason": reason,
        }
        said = Said(proposal=proposal)
        record(desk, writing, Deed(Step.PROPOSE, state, case, actor, now, said))
        return lives_in(writing.con, case.flag.season)[case.id.key]


def proposals_for(register: Register, season: int) -> list[Proposal]:
    """List what is proposed for a season's places, for its quota page to show as 拟提请. Changes no place."""
    known = lives(register, season - 1)
    return [proposal for proposal in active(known.values()) if proposal.places]


def active(known: Iterable[Life]) -> list[Proposal]:
    """List the newest proposal of each series under decisions that stand; a withdrawal ends them."""
    found = []
    for life in known:
        decision = life.last(Step.CONFIRM)
        if life.state is not State.CONFIRMED or decision is None:
            continue
        newest = {
            act.series_code: act
            for act in life.round
            if act.step is Step.PROPOSE and act.act_no > decision.act_no
        }
        found += [_proposal(life, decision, act) for act in newest.values()]
    return sorted(found, key=lambda p: (p.county_code, p.series_code, p.act.act_no))


def _proposal(life: Life, decision: FlagAct, act: FlagAct) -> Proposal:
    return Proposal(
        for_season=act.for_season or 0,
        county_code=life.id.county_code,
        series_code=act.series_code or "",
        places=act.places or 0,
        allocated=act.allocated or 0,
        reason=act.reason or "",
        decided_by=decision.decided_by or "",
        document_no=decision.document_no or "",
        life=life,
        act=act,
    )


def _require_confirmed_evidence(life: Life, case: Case) -> None:
    decision = life.last(Step.CONFIRM)
    if decision and decision.fingerprint != case.fingerprint:
        raise UserError(told("确认以来证据行有变化。"), told("先以新的文件撤销，再重新提示。"))


def _require_within(limits: FlagLife, county: str, ask: Ask, others: list[Proposal]) -> None:
    if ask.places < 0:
        raise UserError(told("拟提请核减的名额不能是负数。"), told("填 0 表示收回。"))
    already = sum(
        other.places
        for other in others
        if (other.county_code, other.series_code) == (county, ask.series_code)
    )
    most = most_places(ask.allocated, limits, already)
    if ask.places > most:
        raise UserError(
            _too_many(most, ask.places, already),
            told(
                "下达 {allocated} 个，核减不超过其 {percent}%（不足一个按一个计），"
                "并至少保留 {floor} 个（本地设定）。",
                allocated=ask.allocated,
                percent=limits.reduction_cap_percent,
                floor=limits.reduction_floor,
            ),
        )


def _too_many(most: int, asked: int, already: int) -> Told:
    if already:
        return told(
            "最多可拟提请核减 {most} 个，填的是 {asked} 个（其他决定已拟提请 {already} 个）。",
            most=most,
            asked=asked,
            already=already,
        )
    return told("最多可拟提请核减 {most} 个，填的是 {asked} 个。", most=most, asked=asked)
