"""Sentences of the page 周报: what changed, gravest first, each with the facts it tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import digest_facts as facts
from dashboard import formats
from dashboard.digest import Digest
from dashboard.digest_facts import Change, Fact, Missed
from dashboard.digest_line import BETTER, COUNTED, MISSED, MOVED, RECORDED, RESTATED, SILENT, Line
from dashboard.sentences_digest_counts import FALLS, GRAVE, MOVES, RISES
from dashboard.sentences_digest_flags import flags
from dashboard.sentences_digest_records import records
from dashboard.words import say

MOST, SEATS_OF_MOVES, NAMED, RESTATED_NAMED = 12, 2, 3, 1
# Which corrected counts are told by name, first those that decide something.
TOLD_FIRST = (
    *("over_quota", "over_posts", "locked", "late_files", "wasted", "allocated", "applied"),
    *("recommended", "accepted", "paper_received", "passed", "voted", "ineligible", "withdrawn"),
)


@dataclass(frozen=True)
class Told:
    """The sentences, at most twelve, and how many lighter ones found no room."""

    lines: tuple[Line, ...]
    left_out: int


def tell(seen: Digest) -> Told:
    """Put what changed in order of consequence.

    A correction of the past is always told, and two places stay for what moved most.
    """
    found = sorted(
        [*flags(seen), *_missed(seen), *_counted(seen), *_restated(seen), *_others(seen)],
        key=lambda line: line.rank,
    )
    moves = [line for line in found if line.rank[0] == MOVED]
    restated = [line for line in found if line.rank[0] == RESTATED]
    others = [line for line in found if line.rank[0] not in (MOVED, RESTATED)]
    room = MOST - min(len(moves), SEATS_OF_MOVES) - len(restated)
    kept = sorted([*others[:room], *restated], key=lambda line: line.rank)
    kept += moves[: MOST - len(kept)]
    return Told(tuple(kept), len(found) - len(kept))


def _missed(seen: Digest) -> list[Line]:
    return [
        Line((MISSED, n), _unfinished(seen, window), window.facts)
        for n, window in enumerate(facts.missed(seen))
    ]


def _unfinished(seen: Digest, window: Missed) -> str:
    parts = []
    for part in window.parts:
        done = formats.fraction(_number(part.before), _number(part.now))
        late = say("已延期") if facts.is_extended(seen, window, part.place) else ""
        parts.append(f"{seen.names[part.place or '']} {done}{formats.brackets(late)}")
    where = "" if len(seen.places) == 1 else formats.brackets(_several(seen, parts))
    return say(
        "{milestone} {day}截止，到期完成 {done}{where}",
        milestone=say(window.title),
        day=formats.day(window.ends_on),
        done=formats.fraction(_number(window.whole.before), _number(window.whole.now)),
        where=where,
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _several(seen: Digest, parts: Sequence[str]) -> str:
    """Name up to three places in administrative order and say how many there are."""
    if len(parts) <= NAMED:
        return formats.listed(list(parts))
    shown, n = formats.listed(list(parts[:NAMED])), len(parts)
    if seen.county:
        return say("{shown} 等 {n} 个系列", shown=shown, n=n)
    return say("{shown} 等 {n} 个县市", shown=shown, n=n)


def where(seen: Digest, moved: Change) -> str:
    """In which places, each with its part; one place alone only by its name."""
    if len(seen.places) == 1 or not moved.parts:
        return ""
    names = seen.names
    if len(moved.parts) == 1 and moved.parts[0].change == moved.whole.change:
        return formats.brackets(names[moved.parts[0].place or ""])
    is_plain = moved.is_growth
    parts = [
        f"{names[part.place or '']} {part.change if is_plain else formats.change(part.change)}"
        for part in moved.parts
    ]
    return formats.brackets(_several(seen, parts))


def _counted(seen: Digest) -> list[Line]:
    """Limits and deadlines broken anew; whatever of them got better stands further down."""
    made = []
    for n, count in enumerate(GRAVE):
        moved = facts.change(seen, count)
        if moved.parts:
            rank = BETTER if moved.is_decline else COUNTED
            made.append(Line((rank, n), _told(seen, moved), moved.facts))
    return made


def _told(seen: Digest, moved: Change) -> str:
    """The count's own sentence where it only grew or only fell; else from what to what."""
    count, number = moved.whole.what, abs(moved.whole.change)
    form = RISES.get(count) if moved.is_growth else FALLS if moved.is_decline else None
    if form:
        return say(
            form,
            title=say(seen.titles[count]),
            more=number,
            now=moved.whole.now,
            where=where(seen, moved),
        )
    same = say("{title}合计仍为 {now}", title=say(seen.titles[count]), now=moved.whole.now)
    other = say(
        "{title}由 {before} 变为 {now}",
        title=say(seen.titles[count]),
        before=moved.whole.before,
        now=moved.whole.now,
    )
    return (other if moved.whole.change else same) + where(seen, moved)


def _restated(seen: Digest) -> list[Line]:
    """Name the corrections of the past as such: the weightiest count by itself, the others together."""
    found = facts.restatements(seen)
    order = [*TOLD_FIRST, *(each.whole.what for each in found)]
    found.sort(key=lambda each: (facts.is_all_late(seen, each), order.index(each.whole.what)))
    named, others = found[:RESTATED_NAMED], found[RESTATED_NAMED:]
    made = [Line((RESTATED, n), correction(seen, each), each.facts) for n, each in enumerate(named)]
    if others:
        values: dict[str, Any] = {
            "day": formats.day(seen.base.day),
            "n": len(others),
            "counts": formats.listed([say(seen.titles[each.whole.what]) for each in others], NAMED),
        }
        text = say("更正：{day}还有 {n} 项计数与原来不同（{counts}）", **values)
        if all(facts.is_all_late(seen, each) for each in others):
            text = say("补报：{day}还有 {n} 项计数补上（{counts}）", **values)
        every = tuple(fact for each in others for fact in each.facts)
        made.append(Line((RESTATED, len(named)), text, every))
    if seen.then.rules_version != seen.now.rules_version:
        text = say(
            "两个版本的规则不同（{before}、{now}），差别也可能由此而来",
            before=seen.then.rules_version,
            now=seen.now.rules_version,
        )
        both = (seen.then.rules_version, seen.now.rules_version)
        made.append(Line((RESTATED, len(made)), text, (Fact("rules", "rules", None, *both),)))
    return made


def correction(seen: Digest, each: Change) -> str:
    """Say 更正 where reports were there and are corrected, 补报 where they came only later."""
    values: dict[str, Any] = {
        "day": formats.day(seen.base.day),
        "title": say(seen.titles[each.whole.what]),
        "before": each.whole.before,
        "now": each.whole.now,
        "where": where(seen, each),
    }
    if facts.is_all_late(seen, each):
        return say("补报：{day}的{title}由 {before} 补为 {now}{where}", **values)
    return say("更正：{day}的{title}由 {before} 改为 {now}{where}", **values)


def _others(seen: Digest) -> list[Line]:
    """Extensions and annulled returns, silent counties, then what moved most."""
    made = [Line((RECORDED, n), *told) for n, told in enumerate(records(seen))]
    if late := facts.silent(seen):
        made.append(Line((SILENT, 0), _silence(seen, late), tuple(late)))
    moves = [each for count in MOVES if (each := facts.change(seen, count)).parts]
    return made + [
        Line((MOVED, -abs(moved.whole.change)), _told(seen, moved), moved.facts) for moved in moves
    ]


def _silence(seen: Digest, late: Sequence[Fact]) -> str:
    never = [seen.names[fact.place or ""] for fact in late if fact.now is None]
    behind = [
        say(
            "{county}（报至 {day}）",
            county=seen.names[fact.place or ""],
            day=formats.day_short(fact.now),
        )
        for fact in late
        if not isinstance(fact.now, (int, str)) and fact.now is not None
    ]
    told = [say("花名册未报送：{counties}", counties=formats.listed(never))] if never else []
    if behind:
        told.append(say("花名册本周未报：{counties}", counties=formats.listed(behind)))
    return formats.semicolon(told)
