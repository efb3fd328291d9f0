"""What changed, as facts that anyone can count again: what, where, before, now. No words here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.digest import Digest, Ended, Row, Share, Side
from etl.flags.judge import Flag

Kind = Literal[
    "count", "restated", "milestone", "flag", "extension", "annulment", "silent", "rules"
]
LEVELS = {"not_evaluated": 0, "none": 1, "grey": 1, "amber": 2, "red": 3}
UNJUDGED, CLEAR, AMBER, RED = 0, 1, 2, 3
# Counted from the prefecture's register of received paper, whatever the counties have sent.
ON_PAPER = frozenset(
    "paper_received paper_defective accepted_with_paper late_files borderline_files"
    " waiting_paper waiting_panel waiting_result waiting_unknown".split()
)


@dataclass(frozen=True)
class Fact:
    """One thing before and now. `what` is a count, a milestone or a ground; no place is all places.

    Of a milestone `before` is k and `now` is n on the day `on`; of a flag both are levels, of `unit` if
    one is named; of an extension `now` is the new day, of a report the last day loaded.
    """

    kind: Kind
    what: str
    place: str | None
    before: int | str | date | None
    now: int | str | date | None
    on: date | None = None
    unit: str | None = None

    @property
    def change(self) -> int:
        """The difference, where both are numbers."""
        if isinstance(self.before, int) and isinstance(self.now, int):
            return self.now - self.before
        return 0


@dataclass(frozen=True)
class Change:
    """One count over the whole scope, and in every place where it is not the same."""

    whole: Fact
    parts: tuple[Fact, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (self.whole, *self.parts)

    @property
    def is_growth(self) -> bool:
        """Tell whether it grew in every place where it moved."""
        return bool(self.parts) and all(part.change > 0 for part in self.parts)

    @property
    def is_decline(self) -> bool:
        return bool(self.parts) and all(part.change < 0 for part in self.parts)


def change(seen: Digest, count: str) -> Change:
    """Compare the earlier day as it is known today with the later one."""
    return _change(seen, "count", count, seen.base, seen.now)


def restated(seen: Digest, count: str) -> Change:
    """Compare the same earlier day as the older version counted it and as it is counted today."""
    return _change(seen, "restated", count, seen.then, seen.base)


def _change(seen: Digest, kind: Kind, count: str, first: Side, last: Side) -> Change:
    whole = Fact(kind, count, None, first.count(count), last.count(count))
    each = (
        Fact(kind, count, code, first.count(count, code), last.count(count, code))
        for code in seen.places
    )
    return Change(whole, tuple(part for part in each if part.change))


def restatements(seen: Digest) -> list[Change]:
    """Every count whose past is no longer the same anywhere, in the order of metrics."""
    found = (restated(seen, count) for count in seen.titles)
    return [each for each in found if each.parts or each.whole.change]


def is_late(seen: Digest, fact: Fact) -> bool:
    """Tell whether the older version had no report through the earlier day that the count rests on."""
    if fact.what in ON_PAPER:
        return (seen.then.papers_reach or date.min) < seen.base.day
    county = seen.county or fact.place
    return county is not None and seen.then.reached.get(county, date.min) < seen.base.day


def is_all_late(seen: Digest, each: Change) -> bool:
    """Tell whether a count differs only because reports came later, not because any was corrected."""
    return all(is_late(seen, part) for part in each.parts or (each.whole,))


@dataclass(frozen=True)
class Missed:
    """A window that ended with something undone: the whole, and each place with its k of n."""

    milestone_id: str
    title: str
    ends_on: date
    whole: Fact
    parts: tuple[Fact, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (self.whole, *self.parts)


def missed(seen: Digest) -> list[Missed]:
    """The windows that ended in between and were not done, as of their last day."""
    made = []
    for window in seen.ended:
        parts = tuple(
            _undone(window, code, share)
            for code in seen.places
            if (share := window.places.get(code)) and share.numerator < share.denominator
        )
        if parts:
            whole = _undone(window, None, window.total)
            made.append(Missed(window.milestone_id, window.title, window.ends_on, whole, parts))
    return made


def is_extended(seen: Digest, window: Missed, place: str | None) -> bool:
    """Tell whether a county, or the one chosen, has a later end of that window on record."""
    return any(
        row["is_extension"]
        and row["application_no"] is None
        and row["county_code"] == (seen.county or place)
        and row["milestone"] == window.title
        and row["extended_to"] > window.ends_on
        for row in seen.now.recorded
    )


def _undone(window: Ended, place: str | None, share: Share) -> Fact:
    done = (share.numerator, share.denominator)
    return Fact("milestone", window.milestone_id, place, *done, on=window.ends_on)


def flag_changes(seen: Digest) -> list[Fact]:
    """Every county and unit whose level under a ground is another than before."""
    before, now = highest(seen.then.flags), highest(seen.now.flags)
    order = list(seen.names)
    keys = sorted({*before, *now}, key=lambda key: (order.index(key[0]), key[1] or "", key[2]))
    return [
        Fact("flag", ground, county, was, level, unit=unit)
        for county, unit, ground in keys
        if LEVELS[was := before.get((county, unit, ground), "not_evaluated")]
        != LEVELS[level := now.get((county, unit, ground), "not_evaluated")]
        and max(LEVELS[was], LEVELS[level]) >= AMBER
    ]


def highest(flags: Sequence[Flag]) -> dict[tuple[str, str | None, str], str]:
    """The highest level of each county and unit under each ground."""
    found: dict[tuple[str, str | None, str], str] = {}
    for flag in flags:
        key = flag.county_code, flag.unit, flag.ground
        if LEVELS[flag.level] >= LEVELS[found.get(key, "not_evaluated")]:
            found[key] = flag.level
    return found


def is_hint(seen: Digest, facts: Sequence[Fact]) -> bool:
    """Tell whether none of the flags behind was judged on its own day of decision."""
    places = {(fact.place, fact.unit, fact.what) for fact in facts}
    return not any(
        flag.is_decision_day
        for flag in seen.now.flags
        if (flag.county_code, flag.unit, flag.ground) in places
    )


def newly_recorded(seen: Digest) -> list[Row]:
    """Extensions and annulled returns on record now and not before."""
    known = [_identity(row) for row in seen.then.recorded]
    return [row for row in seen.now.recorded if _identity(row) not in known]


def _identity(row: Mapping[str, object]) -> tuple[object, ...]:
    names = (
        "is_extension",
        "county_code",
        "application_no",
        "milestone",
        "submission_no",
        "extended_to",
    )
    return tuple(row[name] for name in (*names, "recorded_on"))


def silent(seen: Digest) -> list[Fact]:
    """The counties whose roster of this week is missing, with the day they are loaded through."""
    return [
        Fact("silent", "roster", code, None, seen.now.reports[code]["through"])
        for code in seen.names
        if code in seen.now.reports and not seen.now.reports[code]["is_this_week"]
    ]
