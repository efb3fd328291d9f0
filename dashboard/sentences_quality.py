"""Sentences computed for the page 质量: headline, titles, captions and the words of its pictures."""

from collections.abc import Sequence
from typing import Any

from dashboard import formats, lists
from dashboard.figures_quality import TURNS, Reason, Turns
from dashboard.quality import FEW, PROBLEMS, Quality
from dashboard.words import mark, say
from etl.queries import Rate

Row = dict[str, Any]

NOTHING_DECIDED = mark("有了县级或州级的审核结论，这里按县市列出退回、通过和公示的情况。")


def headline(seen: Quality, place: str) -> str:
    """Say how many files came through the formal review, how many came back, whose tries run out."""
    counts = seen.chosen.counts
    if not counts["decided"]:
        return formats.sentence(lists.of(place, say("还没有县级或州级的审核结论")))
    accepted = seen.chosen.rates["acceptance_rate"]
    told = say(
        "推荐 {n} 人，通过形式审核 {k} 人",
        n=accepted.denominator,
        k=accepted.numerator,
    )
    parts = [say("被退回过 {share}", share=share(seen.chosen.rates["return_rate"]))]
    if counts["last_chance"]:
        parts.append(say("{n} 人只剩一次机会", n=counts["last_chance"]))
    return formats.sentence(formats.semicolon([lists.of(place, told), formats.comma(parts)]))


def share(rate: Rate) -> str:
    """k/n（percent）."""
    shown = formats.fraction(rate.numerator, rate.denominator)
    percentage = formats.percent_of(rate.rate, rate.denominator)
    return shown + (formats.brackets(percentage) if percentage != formats.NOTHING else "")


def rates_title(seen: Quality) -> str:
    """Say how the whole stands on the two that matter most to the counties."""
    escape, first = seen.total.rates["escape_rate"], seen.total.rates["first_pass_rate"]
    if not first.denominator:
        return say("还没有可比的审核结论")
    return say(
        "首次提交即通过 {first}，县级通过后又被州级退回 {escaped}",
        first=formats.fraction(first.numerator, first.denominator),
        escaped=formats.fraction(escape.numerator, escape.denominator),
    )


def rates_caption() -> str:
    return say(
        "横条都从 0 到 100%，短线是全州的位置。分母不到 {few} 的注“样本少”，不上色、不比较。"
        "县市之间的差别含偶然成分，是否异常要经检验，这里不排名、不判断。",
        few=FEW,
    )


def reasons_title(reasons: Sequence[Reason]) -> str:
    """Name the reasons that lead."""
    if not reasons:
        return say("还没有因材料原因的退回")
    first = reasons[0]
    if len(reasons) == 1:
        return say("退回 {n} 次，都因{reason}", n=first.total, reason=first.title)
    lead = reasons[: min(2, len(reasons))]
    names = formats.listed([reason.title for reason in lead])
    return say("退回 {n} 次，{names}最多，占 {k} 次", n=first.total, names=names, k=lead[-1].so_far)


REASONS_CAPTION = mark(
    "计次退回的原因，按通知的说法归类；累计从最多的数起。"
    "单位退回、非材料原因和已登记误退更正的不在内（四（三））。点横条看名单。"
)


def reasons_alt(reasons: Sequence[Reason]) -> str:
    told = formats.comma(
        say("{reason} {n} 次", reason=reason.title, n=reason.number) for reason in reasons
    )
    return say("横条图，退回原因：{told}。", told=told or say("没有退回"))


def turns_title(seen: Quality) -> str:
    """Say how many were never returned and how many run out of tries."""
    counts = seen.chosen.counts
    if not counts["decided"]:
        return say("还没有审核结论")
    told = [
        say(
            "{n} 人有审核结论，{k} 人没有被退回过",
            n=counts["decided"],
            k=counts["never_returned"],
        )
    ]
    if counts["locked"]:
        told.append(say("{n} 人三次退回锁定", n=counts["locked"]))
    return formats.comma(told)


TURNS_CAPTION = mark(
    "每人只在一段里：未退回、退回一次、退回两次（仅剩一次机会）、"
    "三次退回后锁定（本年度不再受理，四（三））。点一段看名单。"
)


def turns_alt(counties: Sequence[Turns]) -> str:
    told = formats.semicolon(
        f"{county.title} "
        + formats.comma(
            f"{say(name)} {value}" for name, value in zip(TURNS, county.groups, strict=True)
        )
        for county in counties
    )
    return say("堆叠横条图，按退回次数的人数：{told}。", told=told)


def tries_title(tries: Sequence[Row], place: str) -> str:
    """Count the two groups of the list."""
    last = sum(row["count_id"] == "last_chance" for row in tries)
    locked = len(tries) - last
    if not tries:
        return lists.of(place, say("没有人只剩一次机会"))
    parts = [say("{n} 人只剩一次机会", n=last)] if last else []
    parts += [say("{n} 人已锁定", n=locked)] if locked else []
    return lists.of(place, formats.comma(parts))


TRIES_CAPTION = mark("再被退回一次，本年度不再受理（四（三））：补正前先对照上次写明的问题逐条改。")


def problems_title(seen: Quality) -> str:
    """Name what occurs, most weighty first."""
    counts = seen.chosen.counts
    found = [f"{say(name)} {counts[count]}" for count, name in PROBLEMS.items() if counts[count]]
    if not counts["applied"]:
        return say("还没有可查的记录")
    if not found:
        return say("程序上没有发现问题")
    return say("程序上的问题：{told}", told=formats.comma(found))


PROBLEMS_CAPTION = mark(
    "缺公示、公示不足和晚于到件按四（二），无审签人按五（三）。"
    "临界：起始日计入满 5 个工作日，不计入则不满。点数字看名单。"
)


def list_title(place: str, name: str, number: int | None) -> str:
    """Name the list and how many stand in it; the whole prefecture needs no name."""
    told = f"{name} {formats.number(number)}"
    return formats.colon(place, told) if place else told
