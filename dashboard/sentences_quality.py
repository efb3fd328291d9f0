"""Sentences computed for the page 质量: headline, titles, captions and the words of its pictures."""

from collections.abc import Sequence
from typing import Any

from dashboard import formats
from dashboard.figures_quality import TURNS, Reason, Turns
from dashboard.quality import FEW, PROBLEMS, Quality
from etl.queries import Rate

Row = dict[str, Any]


def headline(seen: Quality, place: str) -> str:
    """Say how many files came through the formal review, how many came back, whose tries run out."""
    counts = seen.chosen.counts
    if not counts["decided"]:
        return f"{place}还没有县级或州级的审核结论。"
    accepted = seen.chosen.rates["acceptance_rate"]
    told = f"{place}推荐 {accepted.denominator} 人，通过形式审核 {accepted.numerator} 人"
    returned = f"被退回过 {share(seen.chosen.rates['return_rate'])}"
    last = f"，{counts['last_chance']} 人只剩一次机会" if counts["last_chance"] else ""
    return f"{told}；{returned}{last}。"


def share(rate: Rate) -> str:
    """k/n（percent）."""
    shown = formats.fraction(rate.numerator, rate.denominator)
    return f"{shown}（{formats.percent(rate.rate)}）"


def rates_title(seen: Quality) -> str:
    """Say how the whole stands on the two that matter most to the counties."""
    escape, first = seen.total.rates["escape_rate"], seen.total.rates["first_pass_rate"]
    if not first.denominator:
        return "还没有可比的审核结论"
    return (
        f"首次提交即通过 {formats.fraction(first.numerator, first.denominator)}，"
        f"县级通过后又被州级退回 {formats.fraction(escape.numerator, escape.denominator)}"
    )


RATES_CAPTION = (
    f"横条都从 0 到 100%，短线是全州的位置。分母不到 {FEW} 的注“样本少”，不上色、不比较。"
    "县市之间的差别含偶然成分，是否异常要经检验，这里不排名、不判断。"
)


def reasons_title(reasons: Sequence[Reason]) -> str:
    """Name the reasons that lead."""
    if not reasons:
        return "还没有因材料原因的退回"
    first = reasons[0]
    if len(reasons) == 1:
        return f"退回 {first.total} 次，都因{first.title}"
    lead = reasons[: min(2, len(reasons))]
    names = "、".join(reason.title for reason in lead)
    return f"退回 {first.total} 次，{names}最多，占 {lead[-1].so_far} 次"


REASONS_CAPTION = (
    "计次退回的原因，按通知的说法归类；累计从最多的数起。"
    "单位退回、非材料原因和已登记误退更正的不在内（四（三））。"
)


def reasons_alt(reasons: Sequence[Reason]) -> str:
    told = "，".join(f"{reason.title} {reason.number} 次" for reason in reasons) or "没有退回"
    return f"横条图，退回原因：{told}。"


def turns_title(seen: Quality) -> str:
    """Say how many were never returned and how many run out of tries."""
    counts = seen.chosen.counts
    if not counts["decided"]:
        return "还没有审核结论"
    told = f"{counts['decided']} 人有审核结论，{counts['never_returned']} 人没有被退回过"
    return f"{told}，{counts['locked']} 人三次退回锁定" if counts["locked"] else told


TURNS_CAPTION = (
    "每人只在一段里：未退回、退回一次、退回两次（仅剩一次机会）、"
    "三次退回后锁定（本年度不再受理，四（三））。"
)


def turns_alt(counties: Sequence[Turns]) -> str:
    told = "；".join(
        f"{county.title} "
        + "，".join(f"{name} {value}" for name, value in zip(TURNS, county.groups, strict=True))
        for county in counties
    )
    return f"堆叠横条图，按退回次数的人数：{told}。"


def tries_title(tries: Sequence[Row], place: str) -> str:
    """Count the two groups of the list."""
    last = sum(row["count_id"] == "last_chance" for row in tries)
    locked = len(tries) - last
    if not tries:
        return f"{place}没有人只剩一次机会"
    parts = [f"{last} 人只剩一次机会"] if last else []
    parts += [f"{locked} 人已锁定"] if locked else []
    return f"{place}{'，'.join(parts)}"


TRIES_CAPTION = "再被退回一次，本年度不再受理（四（三））：补正前先对照上次写明的问题逐条改。"


def problems_title(seen: Quality) -> str:
    """Name what occurs, most weighty first."""
    counts = seen.chosen.counts
    found = [f"{name} {counts[count]}" for count, name in PROBLEMS.items() if counts[count]]
    if not counts["applied"]:
        return "还没有可查的记录"
    return f"程序上的问题：{'，'.join(found)}" if found else "程序上没有发现问题"


PROBLEMS_CAPTION = (
    "缺公示、公示不足和晚于到件按四（二），无审签人按五（三）。"
    "临界：起始日计入满 5 个工作日，不计入则不满。点数字看名单。"
)


def problem_list_title(place: str, name: str, number: int | None) -> str:
    return f"{place}：{name} {formats.number(number)}"
