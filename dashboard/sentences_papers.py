"""Sentences of the page 快照与报告."""

from collections.abc import Mapping

from dashboard import formats
from dashboard.shelved import Shelf, Shelved
from dashboard.tables_papers import KINDS
from dashboard.words import say


def headline(shelf: Shelf, season: int) -> str:
    """How many snapshots of the season there are, the last one's day, and whether all agree."""
    if shelf.faulty:
        return formats.sentence(say("{n} 处快照核对不符，先查明再用", n=len(shelf.faulty)))
    found = shelf.of(season)
    if not found:
        return formats.sentence(say("{season} 年度还没有快照", season=season))
    last = found[0].manifest.basis
    told = [
        say("{season} 年度有 {n} 份快照", season=season, n=len(found)),
        say("最近一份截至 {day}", day=formats.day(last.day)),
        say("全部核对相符"),
    ]
    return formats.sentence(formats.comma(told))


def label(each: Shelved) -> str:
    """A snapshot in a list to choose from."""
    basis = each.manifest.basis
    issue = each.id.partition(f"{basis.day}")[2]  # corrections of a day count on
    return f"{basis.season} {say(KINDS[basis.kind])} {formats.day_full(basis.day)}{issue}"


def notes(before: Shelved, after: Shelved, names: Mapping[str, str]) -> list[str]:
    """What to know before reading a difference: what is not loaded, what was judged otherwise."""
    told = []
    for each in (before, after):
        absent = each.manifest.basis.not_evaluated
        if absent:
            offices = dict.fromkeys(names.get(one.office) or say(one.name) for one in absent)
            told.append(
                say(
                    "{which}有 {n} 张表没有载入到当天，暂不评价：{offices}",
                    which=label(each),
                    n=len(absent),
                    offices=formats.listed(list(offices)),
                )
            )
    one, two = before.manifest.basis, after.manifest.basis
    for title, first, second in (
        (say("规则"), one.rules_version, two.rules_version),
        (say("日历"), one.calendar_version, two.calendar_version),
        (say("报送约定"), one.contract_version, two.contract_version),
    ):
        if first != second:
            told.append(
                say("两份所依据的{what}不同：{one}、{two}", what=title, one=first, two=second)
            )
    return [formats.sentence(each) for each in told]


def gone(each: Shelved) -> str:
    """What to do where the version a snapshot rests on is no longer there."""
    return say("这份快照所依据的版本已不在：python -m etl snapshot reopen {id}", id=each.id)
