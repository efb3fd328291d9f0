"""Tables of the page 周报: every count place by place, two shares a place, who came and who went."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard import digest_facts as facts
from dashboard import formats, lists
from dashboard.digest import Digest, Moved, Share
from dashboard.lists import Made
from dashboard.pieces import Cell, Column, Word
from dashboard.words import mark, say
from etl import catalog

GROUPS = {
    mark("名额"): "approved_posts allocated occupied remaining over_quota over_posts idle",
    mark("新增申报"): "applied applied_late out_of_scope double_applied blacklisted_applied",
    mark("推进"): (
        "unit_approved sent_by_w2 recommended accepted review_closed paper_received"
        " accepted_with_paper voted passed_by_vote passed appointed closed decided first_decided"
        " first_passed never_returned publicity_done"
    ),
    mark("退回"): (
        "returned_persons returned_once last_chance locked submitted_after_lock counted_returns"
        " escaped unit_escaped unexplained"
    ),
    mark("撤回与终止"): "withdrawn ineligible wasted dismissed",
    mark("期限与程序"): (
        "overdue_reviews late_files borderline_files paper_defective publicity_short"
        " publicity_borderline publicity_missing publicity_late unsigned"
    ),
    mark("在办"): (
        "in_process waiting_unit waiting_county waiting_prefecture waiting_applicant waiting_paper"
        " waiting_panel waiting_result waiting_unknown"
    ),
}
OTHER = mark("其他")


@dataclass(frozen=True)
class Compared:
    """A count of one place on both days; `restated` is what a newer version made of the earlier day."""

    count: str
    place: str
    then: int
    now: int
    restated: int
    link: str = ""

    @property
    def change(self) -> int:
        return self.now - self.then - self.restated

    @property
    def has_changed(self) -> bool:
        return bool(self.change or self.restated)


@dataclass(frozen=True)
class CountRow:
    """A count with its total and its places; `group` is the heading it stands under."""

    count: str
    title: str
    group: str
    whole: Compared
    places: tuple[Compared, ...]

    @property
    def has_changed(self) -> bool:
        return self.whole.has_changed or any(each.has_changed for each in self.places)


Address = Callable[[str, str], str]


def counted(seen: Digest, address: Address, listed: Sequence[str]) -> list[CountRow]:
    """Lay out every count; a cell that changed leads to its list where the count has one."""
    groups = {group: counts.split() for group, counts in GROUPS.items()}
    grouped = [count for counts in groups.values() for count in counts]
    groups[OTHER] = [count for count in seen.titles if count not in grouped]
    return [
        CountRow(
            count,
            say(seen.titles[count]),
            say(group),
            _compared(seen, count, None, ""),
            tuple(
                _compared(seen, count, code, address(code, count) if count in listed else "")
                for code in seen.places
            ),
        )
        for group, counts in groups.items()
        for count in counts
        if count in seen.titles
    ]


def _compared(seen: Digest, count: str, place: str | None, link: str) -> Compared:
    then, base, now = (side.count(count, place) for side in (seen.then, seen.base, seen.now))
    made = Compared(count, place or "", then, now, base - then, link)
    return made if made.has_changed or not link else Compared(count, place or "", then, now, 0)


@dataclass(frozen=True)
class TwoShares:
    """A place with its two shares of one milestone."""

    name: str
    place: str
    before: Share | None
    now: Share | None


def shares(seen: Digest, milestone: str) -> list[TwoShares]:
    """All places together first, then each in administrative order."""
    places: list[str | None] = [None, *seen.places] if len(seen.places) > 1 else list(seen.places)
    return [
        TwoShares(
            seen.names[code] if code else say("合计"),
            code or "",
            seen.base.shares.get((milestone, code)),
            seen.now.shares.get((milestone, code)),
        )
        for code in places
    ]


def listable(seen: Digest, units: Sequence[str]) -> list[str]:
    """The counts of cases that are no longer the same, in the order of metrics."""
    return [
        count
        for count in seen.titles
        if count in units and (facts.change(seen, count).parts or facts.restated(seen, count).parts)
    ]


def share_heads(seen: Digest) -> list[Column]:
    """A column for the dots, and one for each day's k/n."""
    days = (formats.day_short(side.day) for side in (seen.base, seen.now))
    where = say("系列") if seen.county else say("县市")
    return [Column(where), Column("0–100%"), *(Column(day, is_figure=True) for day in days)]


def share_counts(milestone: str) -> tuple[str, str]:
    """The two counts of a milestone."""
    [ratio] = [each for each in catalog.milestones() if each.id == milestone]
    return ratio.numerator, ratio.denominator


_WAYS = {
    (True, False): Word(mark("来")),
    (False, False): Word(mark("去"), "quiet"),
    (True, True): Word(mark("更正：来"), "amber"),
    (False, True): Word(mark("更正：去"), "amber"),
}


def cases(moved: Sequence[Moved], names: Mapping[str, str]) -> Made:
    """List the cases, each with the day it came or went."""
    ways = {id(each.row): each for each in moved}

    def way(row: lists.Row) -> Cell:
        each = ways[id(row)]
        word = _WAYS[each.has_come, each.is_restated]
        return Cell("", words=(Word(say(word.text), word.state),))

    def day(row: lists.Row) -> str:
        each = ways[id(row)]
        on = row["from_day"] if each.has_come else row["to_day"]
        return formats.day_short(on) if on else formats.NOTHING

    columns: list[lists.Ask] = [(mark("来去"), way), (mark("日期"), day)]
    if any(lists.detail(each.row) for each in moved):
        columns.insert(0, (mark("明细"), lists.detail))
    return lists.table([each.row for each in moved], names, columns, with_county=False)


def heads(seen: Digest) -> list[Column]:
    """The table's columns: the whole before, now and the difference, then every place."""
    corrected = [Column(say("更正"), is_figure=True)] if seen.is_restated else []
    return [
        Column(say("计数")),
        Column(formats.day_short(seen.base.day), is_figure=True),
        *corrected,
        Column(formats.day_short(seen.now.day), is_figure=True),
        Column(say("变化"), is_figure=True),
        *(Column(seen.names[code], is_figure=True) for code in seen.places),
    ]
