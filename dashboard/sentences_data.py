"""The sentences of the page 数据质量: whether the rows add up, who has to mend what, who is behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import formats, timeliness
from dashboard.selection import Selection
from dashboard.timeliness import Through
from etl.contract.judging import rules
from etl.scope import PREFECTURE

PREFECTURE_OFFICE, UNKNOWN_OFFICE = "州职改办", "看不出报送单位"
MOST_NAMED = 3
HOW_TO_READ_TIMELINESS = (
    "日期是最近一份的填报日期；本周从周一算到截至日。没有载入至判定日的，不评价。"
)
HOW_TO_READ_TALLY = "数字是处数，点开看是哪些格。未计入的行改好重报后自动计入；提醒的核对即可。"
CHOOSE_FIRST = (
    "点表中的数字，或选县市、文件、问题，这里就列出每一处：哪份文件、哪一格、查到什么、怎么改。"
)
WHAT_IS_SENT_BACK = "每个报送单位一份工作簿：哪一格、查到什么、怎么改，以及行数核对。"
HOW_TO_READ_WAITING = (
    "每次载入都会再试：花名册到了、编号补上了就自动计入。推定的请补上编号，免得同名时对不上。"
)

Row = Mapping[str, Any]


def office(code: str | None, names: Mapping[str, str]) -> str:
    """Name who sent something."""
    known = {PREFECTURE: PREFECTURE_OFFICE, **names}
    return known.get(code or "", UNKNOWN_OFFICE)


@dataclass(frozen=True)
class Late:
    """Counties (or, of one county, sheets) not sent at all, and those not reported in full this week."""

    unsent: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    def told(self) -> list[str]:
        said = [f"{_named(self.unsent)}未报送"] if self.unsent else []
        return said + ([f"{_named(self.behind)}没有报全"] if self.behind else [])


def headline(total: Row, tally: Sequence[Row], late: Late, place: str | None, season: int) -> str:
    """Say what became of the rows, how many offices have to mend, and who has not reported."""
    whose = f"{place}：" if place else ""
    refused = sum(row["open"] for row in tally if row["severity"] == "file")
    if not total["sheets"] and not refused:
        return f"{whose}{season} 年度还没有收到报送文件"
    told = []
    if total["sheets"]:
        stopped = total["quarantined"]
        fate = f"{stopped} 行未计入" if stopped else "全部计入"
        told.append(f"读入 {total['read']} 行，{fate}")
    told += [f"{refused} 份文件整份未收"] if refused else []
    open_by_office = _open_by(tally, "office")
    if place:
        told += [f"还有 {n} 处要改" for n in open_by_office.values()]
    elif open_by_office:
        told.append(f"{len(open_by_office)} 个单位要改")
    return f"{whose}{'；'.join(told + late.told())}。"


def _open_by(tally: Sequence[Row], key: str) -> dict[str, int]:
    """Count rows and cells that are still to be mended."""
    sums: dict[str, int] = {}
    for row in tally:
        if row["severity"] in ("row", "cell") and row["open"]:
            sums[row[key]] = sums.get(row[key], 0) + row["open"]
    return sums


def _named(names: Sequence[str]) -> str:
    return formats.listed(list(names)) if len(names) <= MOST_NAMED else f"{len(names)} 个县市"


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


def balance_title(total: Row) -> str:
    """State that every row is accounted for, or plainly that it is not."""
    held = "每一行都有去向" if total["adds_up"] else "行数对不上，请告诉管理员"
    return f"{total['files']} 份文件、{total['sheets']} 张表，{held}"


def balance_caption(sheets: Sequence[Row], *, is_past_day: bool = False) -> str:
    """Say whether every single sheet adds up, and that rows are of the version, not of the day."""
    wrong = sum(not row["adds_up"] for row in sheets)
    told = f"有 {wrong} 张表不符" if wrong else "逐表相符"
    scope = "行数和问题按所看版本的全部报送计，不随截至日变化。" if is_past_day else ""
    return f"读入 = 入库 + 未变 + 被更新 + 未计入，{told}。{scope}"


def timeliness_title(late_ones: Late, chosen: Selection, stops: Sequence[Row]) -> str:
    """Say whether the week's reports are in."""
    if chosen.day < stops[0]["day"]:
        return "申报还没有开始"
    whose = chosen.place if chosen.county else ""
    return f"{whose}本周{'，'.join(late_ones.told()) or '都已报全'}"


def tally_title(tally: Sequence[Row]) -> str:
    """Name the rule met most among what is still to be mended."""
    sums = _open_by(tally, "rule")
    if not sums:
        return "没有要改的行和格"
    most = max(sums, key=lambda rule: sums[rule])
    return f"还有 {sum(sums.values())} 处要改，最多的是{rules()[most].title}（{sums[most]} 处）"


def old_note(tally: Sequence[Row]) -> str:
    """Say how many findings stand in reports that a county has replaced since."""
    old = sum(row["found"] - row["open"] for row in tally)
    return f"县市以前各份里另有 {old} 处，已由最近一份替换，不必再改。" if old else ""


def waiting_title(waiting: Sequence[Row], inferred: Sequence[Row]) -> str:
    """Say how many rows wait for a roster or a number, and how many were linked without one."""
    orphans = sum(row["rule"] == "orphan" for row in waiting)
    keyless = len(waiting) - orphans
    told = [f"{orphans} 行等花名册"] if orphans else []
    told += [f"{keyless} 行等申报编号"] if keyless else []
    told += [f"{len(inferred)} 行没有编号，按县市和姓名推定后计入"] if inferred else []
    return "；".join(told)
