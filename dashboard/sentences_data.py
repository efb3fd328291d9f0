"""The sentences of the page 数据质量: whether the rows add up, who has to mend what, who is behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import formats, timeliness, weekly
from dashboard.selection import Selection
from dashboard.timeliness import Through
from dashboard.weekly import Week
from dashboard.words import mark, say
from etl.contract.judging import rules
from etl.scope import PREFECTURE

PREFECTURE_OFFICE, UNKNOWN_OFFICE = mark("州职改办"), mark("看不出报送单位")
ALL_OFFICES, ALL_PROBLEMS, ALL_FILES = mark("全部单位"), mark("全部问题"), mark("全部文件")
MOST_NAMED = 3
HOW_TO_READ_TIMELINESS = mark(
    "日期是最近一份的填报日期；本周从周一算到截至日。没有载入至判定日的，不评价。"
)
HOW_TO_READ_WEEKS = mark(
    "每周按填报日期看，一格三个依次是花名册、审核记录、公示情况表。迟报：这一周没有，后来的一份补上了。"
    "没有内容的表不必报送，所以审核记录和公示第一次报送以前不算迟报。"
)
HOW_TO_READ_TALLY = mark(
    "数字是处数，点开看是哪些格。未计入的行改好重报后自动计入；提醒的核对即可。"
)
CHOOSE_FIRST = mark(
    "点表中的数字，或选县市、文件、问题，这里就列出每一处：哪份文件、哪一格、查到什么、怎么改。"
)
WHAT_IS_SENT_BACK = mark("每个报送单位一份工作簿：哪一格、查到什么、怎么改，以及行数核对。")
HOW_TO_READ_WAITING = mark(
    "每次载入都会再试：花名册到了、编号补上了就自动计入。推定的请补上编号，免得同名时对不上。"
)

Row = Mapping[str, Any]


def office(code: str | None, names: Mapping[str, str]) -> str:
    """Name who sent something, in the reader's language."""
    return say(sender(code or "", names))


def sender(code: str | None, names: Mapping[str, str]) -> str:
    """The same in the language of the names, Chinese where none of them is meant; None is all."""
    if code is None:
        return ALL_OFFICES
    return {PREFECTURE: PREFECTURE_OFFICE, **names}.get(code, UNKNOWN_OFFICE)


def rule(name: str | None) -> str:
    """What may be wrong, in Chinese; None is all of it."""
    return ALL_PROBLEMS if name is None else rules()[name].title


def file(name: str | None) -> str:
    return name or ALL_FILES


@dataclass(frozen=True)
class Late:
    """Counties (or, of one county, sheets) not sent at all, and those not reported in full this week."""

    unsent: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    def told(self) -> list[str]:
        said = [say("{names}未报送", names=_named(self.unsent))] if self.unsent else []
        if self.behind:
            said.append(say("{names}没有报全", names=_named(self.behind)))
        return said


def headline(total: Row, tally: Sequence[Row], late: Late, place: str | None, season: int) -> str:
    """Say what became of the rows, how many offices have to mend, and who has not reported."""
    refused = sum(row["open"] for row in tally if row["severity"] == "file")
    if not total["sheets"] and not refused:
        return _of(place, say("{season} 年度还没有收到报送文件", season=season))
    told = []
    if total["sheets"]:
        told.append(_fate(total["read"], total["quarantined"]))
    told += [say("{n} 份文件整份未收", n=refused)] if refused else []
    open_by_office = _open_by(tally, "office")
    if place:
        told += [say("还有 {n} 处要改", n=n) for n in open_by_office.values()]
    elif open_by_office:
        told.append(say("{n} 个单位要改", n=len(open_by_office)))
    return formats.sentence(_of(place, formats.semicolon(told + late.told())))


def _of(place: str | None, told: str) -> str:
    return formats.colon(place, told) if place else told


def _fate(read: int, stopped: int) -> str:
    if stopped:
        return say("读入 {n} 行，{stopped} 行未计入", n=read, stopped=stopped)
    return say("读入 {n} 行，全部计入", n=read)


def _open_by(tally: Sequence[Row], key: str) -> dict[str, int]:
    """Count rows and cells that are still to be mended."""
    sums: dict[str, int] = {}
    for row in tally:
        if row["severity"] in ("row", "cell") and row["open"]:
            sums[row[key]] = sums.get(row[key], 0) + row["open"]
    return sums


def _named(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMED:
        return formats.listed(list(names))
    return say("{n} 个县市", n=len(names))


def late(through: Through, chosen: Selection, stops: Sequence[Row]) -> Late:
    """Find what is not in from the scope's counties, as of the chosen day."""
    found = {
        code: timeliness.behind(through, code, chosen.day, stops[0]["day"])
        for code in chosen.names
        if code in chosen.scope.counties
    }
    if chosen.county:
        sent = through.get(chosen.county, {})
        kinds = found[chosen.county]
        unsent = tuple(timeliness.title(kind) for kind in kinds if kind not in sent)
        return Late(unsent, tuple(timeliness.title(kind) for kind in kinds if kind in sent))
    lacking = [code for code, kinds in found.items() if kinds]
    unsent = tuple(chosen.names[code] for code in lacking if code not in through)
    return Late(unsent, tuple(chosen.names[code] for code in lacking if code in through))


def refused_caption(total: Row) -> str:
    """Say whether anything else has been taken in."""
    if total["sheets"]:
        return say("其他文件照常载入；这些文件改好后重报即可。")
    return say("还没有别的文件载入；改好后重报即可。")


def balance_title(total: Row) -> str:
    """State that every row is accounted for, or plainly that it is not."""
    counted = {"files": total["files"], "sheets": total["sheets"]}
    if total["adds_up"]:
        return say("{files} 份文件、{sheets} 张表，每一行都有去向", **counted)
    return say("{files} 份文件、{sheets} 张表，行数对不上，请告诉管理员", **counted)


def balance_caption(sheets: Sequence[Row], *, is_past_day: bool = False) -> str:
    """Say whether every single sheet adds up, and that rows are of the version, not of the day."""
    wrong = sum(not row["adds_up"] for row in sheets)
    told = say("有 {n} 张表不符", n=wrong) if wrong else say("逐表相符")
    parts = [say("读入 = 入库 + 未变 + 被更新 + 未计入，{told}。", told=told)]
    if is_past_day:
        parts.append(say("行数和问题按所看版本的全部报送计，不随截至日变化。"))
    return formats.sentences(parts)


def timeliness_title(late_ones: Late, chosen: Selection, stops: Sequence[Row]) -> str:
    """Say whether the week's reports are in."""
    if chosen.day < stops[0]["day"]:
        return say("申报还没有开始")
    told = formats.comma(late_ones.told()) or say("都已报全")
    if chosen.county:
        return say("{county}本周{told}", county=chosen.place, told=told)
    return say("本周{told}", told=told)


def weeks_title(shown: Mapping[str, Sequence[Week]], chosen: Selection) -> str:
    """Say how many counties have every week in time so far; of one county, which weeks are not."""
    in_order = sum(weekly.is_in_order(each) for each in shown.values())
    if not chosen.county:
        return say("{n} 个县市中 {k} 个每周都按时报全", n=len(shown), k=in_order)
    if in_order:
        return say("{county}每周都按时报全", county=chosen.place)
    wrong = sum(bool(week.told) for week in shown[chosen.county])
    return say("{county}有 {n} 周没有按时报全", county=chosen.place, n=wrong)


def tally_title(tally: Sequence[Row]) -> str:
    """Name the rule met most among what is still to be mended."""
    sums = _open_by(tally, "rule")
    if not sums:
        return say("没有要改的行和格")
    most = max(sums, key=lambda rule: sums[rule])
    return say(
        "还有 {n} 处要改，最多的是{rule}（{most} 处）",
        n=sum(sums.values()),
        rule=say(rules()[most].title),
        most=sums[most],
    )


def old_note(tally: Sequence[Row]) -> str:
    """Say how many findings stand in reports that a county has replaced since."""
    old = sum(row["found"] - row["open"] for row in tally)
    if not old:
        return ""
    return say("县市以前各份里另有 {n} 处，已由最近一份替换，不必再改。", n=old)


def waiting_title(waiting: Sequence[Row], inferred: Sequence[Row]) -> str:
    """Say how many rows wait for a roster or a number, and how many were linked without one."""
    orphans = sum(row["rule"] == "orphan" for row in waiting)
    keyless = len(waiting) - orphans
    told = [say("{n} 行等花名册", n=orphans)] if orphans else []
    told += [say("{n} 行等申报编号", n=keyless)] if keyless else []
    if inferred:
        told.append(say("{n} 行没有编号，按县市和姓名推定后计入", n=len(inferred)))
    return formats.semicolon(told)
