"""Sentences computed for the page 名额: headline, titles and the words of its pictures."""

from collections.abc import Sequence

from dashboard import formats, listed
from dashboard.headline import of_counties
from dashboard.quota import AFTER, Measure, Quota
from dashboard.selection import WHOLE_PREFECTURE
from dashboard.steps import Step
from dashboard.steps import told as number_of
from dashboard.words import mark, say
from etl.lifecycle.proposals import Proposal
from etl.queries import Figures

NEARLY_ALL = 0.9
NAMED = 3


def headline(seen: Quota, place: str) -> str:
    """Say how many places there are and how many are taken, or passed once the panel has voted."""
    counts = seen.chosen.counts
    if not counts["allocated"]:
        return _of_place(place, say("{place}名额尚未下达。", place=place), say("名额尚未下达。"))
    places = _of_place(
        place,
        say("{place} {n} 个名额", place=place, n=counts["allocated"]),
        say("{n} 个名额", n=counts["allocated"]),
    )
    if not seen.has_begun:
        return say("{places}已下达，申报尚未开始。", places=places)
    if seen.is_silent:
        return say("{places}已下达，未报送花名册。", places=places)
    if seen.measure is AFTER:
        lost = say("浪费 {n} 个", n=counts["wasted"]) if counts["wasted"] else say("没有浪费")
        rate = formats.percent(seen.chosen.rates["usage_after_panel"].rate)
        passed = say("评审通过 {n} 人（{rate}）", n=counts["passed"], rate=rate)
        told = formats.semicolon([formats.comma([places, passed]), lost])
        return formats.sentence(told)
    told = say("{places}占用 {n} 个", places=places, n=counts["occupied"])
    if (counts["remaining"] or 0) >= 0:
        told = formats.comma([told, say("剩 {n} 个", n=counts["remaining"])])
    if counts["over_quota"]:
        told = formats.semicolon([told, say("超名额 {n} 人", n=counts["over_quota"])])
    return formats.sentence(told)


def _of_place(place: str, named: str, whole: str) -> str:
    return named if place else whole


def matrix_title(seen: Quota, measure: Measure) -> str:
    """Name the counties that have used nearly all of their places."""
    if not seen.allotted:
        return say("名额尚未下达")
    whole = seen.total.rates[measure.rate]
    pair, rate = formats.fraction(whole.numerator, whole.denominator), formats.percent(whole.rate)
    nearly = [each for each in seen.counties if (each.rates[measure.rate].rate or 0) >= NEARLY_ALL]
    is_told = bool(nearly) and len(seen.counties) > 1
    who = of_counties(len(nearly))
    if measure is AFTER:
        if is_told:
            return say("{who}评审通过九成以上", who=who)
        return say("评审通过 {pair}（{rate}）", pair=pair, rate=rate)
    told = say("占用 {pair}（{rate}）", pair=pair, rate=rate)
    if is_told:
        told = say("{who}占用九成以上", who=who)
    over = [seen.names[code] for code in _over(seen.counties, "over_posts")]
    if not over:
        return told
    names = formats.listed(over, NAMED)
    return formats.semicolon([told, say("{names}有系列超职数", names=names)])


def _over(counties: Sequence[Figures], count: str) -> list[str]:
    return [each.county_code or "" for each in counties if each.counts[count]]


def matrix_caption(seen: Quota, measure: Measure) -> str:
    """Say how to read the cells, in the words of the measure's own definition."""
    silent = [seen.names[code] for code in seen.names if code in seen.unreported]
    names = formats.listed(silent)
    told = [
        say("每格：评审通过人数/下达名额，颜色越深比例越高；合计按人数和名额相加后再比。")
        if measure is AFTER
        else say(
            "每格：占用人数/下达名额，颜色越深比例越高；占用 = 已申报，未终止、未撤回、未锁定。"
            "超职数按申报人数与核定职数比（一），超名额按占用与下达比（本地口径）。"
        ),
        say("{names}未报送，合计里没有其人数。", names=names) if silent else "",
        say("点数字看名单。"),
    ]
    return formats.sentences(told)


def chain_title(seen: Quota) -> str:
    """Say what became of the places so far."""
    counts = seen.chosen.counts
    if not counts["allocated"]:
        return say("名额还没有下达")
    told = [
        say("下达 {n} 个", n=counts["allocated"]),
        say("推荐 {n} 人", n=counts["recommended"]),
        say("评审通过 {n} 人", n=counts["passed"])
        if counts["voted"]
        else say("形式审核通过 {n} 人", n=counts["accepted"]),
    ]
    lost = [say("浪费 {n} 个", n=counts["wasted"])] if counts["wasted"] else []
    return formats.semicolon([formats.comma(told), *lost])


CHAIN_CAPTION = mark(
    "从上到下是同一批名额的去向，同一标尺；灰条是按原因减去的，浅条还在办，点一条看名单。"
    "未用是没有推荐人选的名额，只作参考；浪费是推荐后因推荐不当失去、又没有递补的（五（二）），"
    "按最早的一件事分原因。评审只因票数不足未通过，两样都不算。"
)


def chain_alt(steps: Sequence[Step]) -> str:
    """Read the bars out."""
    told = formats.comma(f"{step.title} {number_of(step)}" for step in steps)
    return say("横条图，名额去向：{told}。", told=told)


def documents_title(seen: Quota, place: str) -> str:
    """Count the documents behind the places."""
    numbers = {row["document_no"] for row in seen.documents if row["document_no"]}
    n, places = len(numbers), seen.chosen.counts["allocated"]
    if not seen.documents:
        return _of_place(place, say("{place}还没有名额文件", place=place), say("还没有名额文件"))
    if not numbers:
        return _of_place(
            place,
            say("{place} {places} 个名额没有写明文号", place=place, places=places),
            say("{places} 个名额没有写明文号", places=places),
        )
    return _of_place(
        place,
        say("{place} {places} 个名额来自 {n} 份文件", place=place, places=places, n=n),
        say("{places} 个名额来自 {n} 份文件", places=places, n=n),
    )


DOCUMENTS_CAPTION = mark("追加为加，调减为减；同一格有新的“下达”文件时，以前的不再计入。")


def proposed_title(found: Sequence[Proposal], place: str) -> str:
    """Count what is proposed; a proposal is no fact."""
    n = sum(each.places for each in found)
    return _of_place(
        place,
        say("{place}拟提请核减 {n} 个，尚未计入名额", place=place, n=n),
        say("拟提请核减 {n} 个，尚未计入名额", n=n),
    )


PROPOSED_CAPTION = mark("依据上年度已确认的预警；以研究意见为准，正式下达的文件载入后才改变名额。")


def list_title(place: str, count: str, figure: int | None) -> str:
    """Name the list with its figure."""
    return say(
        "{place}：{name} {n} {unit}",
        place=place or say(WHOLE_PREFECTURE),
        name=say(listed.title(count)),
        n=formats.number(figure),
        unit=listed.unit(count),
    )


LIST_CAPTIONS = {
    "over_posts": mark("申报逐人为加，有超的各格的核定职数为减；相加就是超出的人数。"),
    "over_quota": mark("占用名额的逐人为加，有超的各格的下达名额为减；相加就是超出的人数。"),
    "remaining": mark("下达名额的文件为加，占用名额的逐人为减；相加就是剩余。"),
    "idle": mark("下达名额的文件为加，县级推荐的逐人为减；相加就是未用。"),
}
