"""The cases that a season's story holds, by name: what a screen must be able to show."""

from collections import Counter
from collections.abc import Callable

from etl.sample.model import (
    APPLICANT,
    COUNTY,
    COUNTY_NOTICE,
    PREFECTURE,
    REFUSED,
    RETURNED,
    UNIT,
    UNIT_NOTICE,
    WITHDRAWN,
    Application,
    SeasonStory,
)
from etl.sample.timetable import Timetable, timetable

Test = Callable[[Application, Timetable], bool]


def truth(story: SeasonStory) -> dict[str, frozenset[str]]:
    """Map each case to the numbers of the applications it befell by the end of the whole story."""
    table = timetable(story.season)
    cases = {
        name: frozenset(a.application_no for a in story.applications if test(a, table))
        for name, test in _CASES.items()
    }
    people = Counter(a.person.id_number for a in story.applications)
    entries = [entry for entry in story.adjustments if entry.application_no]
    return cases | {
        "double_applied": frozenset(
            a.application_no for a in story.applications if people[a.person.id_number] > 1
        ),
        "mistaken_return": frozenset(
            str(entry.application_no) for entry in entries if entry.kind == "误退更正"
        ),
        "extended": frozenset(
            str(entry.application_no) for entry in entries if entry.kind == "延期"
        ),
    }


def places(story: SeasonStory) -> int:
    """Add the documents up."""
    signs = {"下达": 1, "追加": 1, "调减": -1}
    return sum(signs[quota.nature] * quota.allocated for quota in story.quotas)


def _levels(a: Application) -> set[str]:
    return {notice.level for notice in a.publicity}


def _notice_days(a: Application, table: Timetable, *, start_counts: bool) -> list[int]:
    return [
        len(table.working_days(notice.starts_on, notice.ends_on)) - (not start_counts)
        for notice in a.publicity
    ]


def _received_late(a: Application, table: Timetable) -> bool:
    return a.paper is not None and a.paper.received_on > table.paper_closes


def _measure(name: str) -> Test:
    return lambda a, _: any(sanction.measure == name for sanction in a.sanctions)


_CASES: dict[str, Test] = {
    "applied": lambda _a, _: True,
    "applied_late": lambda a, table: a.first_submitted_at.date() > table.applications_end,
    "out_of_scope": lambda a, _: a.unit.township == "县直",
    "unit_approved": lambda a, _: a.first(UNIT) is not None,
    "recommended": lambda a, _: a.recommended_at is not None,
    "accepted": lambda a, _: a.accepted_at is not None,
    "refused": lambda a, _: any(r.outcome == REFUSED for r in a.reviews),
    "withdrawn": lambda a, _: a.first(APPLICANT, WITHDRAWN) is not None,
    "locked": lambda a, _: a.is_locked,
    "submitted_after_lock": lambda a, _: sum(r.is_counted_return for r in a.reviews[:-1]) >= 3,
    "returned_for_other_reasons": lambda a, _: any(
        r.outcome == RETURNED and not r.is_counted_return for r in a.reviews
    ),
    "returned_above": lambda a, _: any(
        r.level == PREFECTURE and r.is_counted_return for r in a.reviews
    ),
    "unsigned": lambda a, _: any(r.signer in (None, "无") for r in a.reviews),
    "unexplained": lambda a, _: any(
        r.outcome == RETURNED and r.problem in (None, "无") for r in a.reviews
    ),
    "publicity_short": lambda a, table: (
        min(_notice_days(a, table, start_counts=True), default=5) < 5
    ),
    "publicity_borderline": lambda a, table: 4 in _notice_days(a, table, start_counts=False),
    "publicity_missing": lambda a, _: bool(
        a.first(COUNTY) and {UNIT_NOTICE, COUNTY_NOTICE} - _levels(a)
    ),
    "publicity_late": lambda a, _: any(
        a.paper
        and notice.level in (UNIT_NOTICE, COUNTY_NOTICE)
        and notice.ends_on > a.paper.received_on
        for notice in a.publicity
    ),
    "objection_true": lambda a, _: any(notice.finding == "属实" for notice in a.publicity),
    "objection_false": lambda a, _: any(notice.finding == "不属实" for notice in a.publicity),
    "paper_received": lambda a, _: a.paper is not None,
    "paper_defective": lambda a, _: bool(a.paper and a.paper.missing != "无"),
    "paper_cured": lambda a, _: bool(a.paper and a.paper.completed_on),
    "paper_late": _received_late,
    "voted": lambda a, _: a.panel is not None,
    "passed_by_vote": lambda a, _: a.has_passed,
    "appointed": lambda a, _: a.appointment is not None,
    "replacement": lambda a, _: a.replacement_for is not None,
    "cancelled": _measure("取消申报资格"),
    "vetoed": _measure("一票否决"),
    "revoked": _measure("撤销资格"),
    "dismissed": _measure("解聘"),
    "blacklisted": _measure("列入黑名单"),
}
