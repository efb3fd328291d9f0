"""Sentences computed for the page 名额: headline, titles and the words of its pictures."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.figures_quota import Step
from dashboard.headline import counted
from dashboard.quota import AFTER, Measure, Quota
from etl.lifecycle.proposals import Proposal
from etl.queries import Figures

NEARLY_ALL = 0.9
NAMED = 3


def headline(seen: Quota, place: str) -> str:
    """Say how many places there are and how many are taken, or passed once the panel has voted."""
    counts = seen.chosen.counts
    if not counts["allocated"]:
        return f"{place}名额尚未下达。"
    places = f"{place} {counts['allocated']} 个名额"
    if not seen.has_begun:
        return f"{places}已下达，申报尚未开始。"
    if seen.measure is AFTER:
        rate = seen.chosen.rates["usage_after_panel"].rate
        lost = f"浪费 {counts['wasted']} 个" if counts["wasted"] else "没有浪费"
        return f"{places}，评审通过 {counts['passed']} 人（{formats.percent(rate)}）；{lost}。"
    over = f"；超名额 {counts['over_quota']} 人" if counts["over_quota"] else ""
    free = "" if (counts["remaining"] or 0) < 0 else f"，剩 {counts['remaining']} 个"
    return f"{places}占用 {counts['occupied']} 个{free}{over}。"


def matrix_title(seen: Quota, measure: Measure) -> str:
    """Name the counties that have used nearly all of their places."""
    if not seen.allotted:
        return "名额尚未下达"
    whole = seen.total.rates[measure.rate]
    told = (
        f"{measure.verb} {formats.fraction(whole.numerator, whole.denominator)}"
        f"（{formats.percent(whole.rate)}）"
    )
    nearly = [each for each in seen.counties if (each.rates[measure.rate].rate or 0) >= NEARLY_ALL]
    if nearly and len(seen.counties) > 1:
        told = f"{counted(len(nearly))}个县市{measure.verb}九成以上"
    over = [seen.names[code] for code in _over(seen.counties, "over_posts")]
    if over and measure is not AFTER:
        return f"{told}；{formats.listed(over, NAMED)}有系列超职数"
    return told


def _over(counties: Sequence[Figures], count: str) -> list[str]:
    return [each.county_code or "" for each in counties if each.counts[count]]


def matrix_caption(seen: Quota, measure: Measure) -> str:
    """Say how to read the cells, in the words of the measure's own definition."""
    silent = formats.listed([seen.names[code] for code in seen.names if code in seen.unreported])
    said = f"{silent}未报送，合计里没有其人数。" if silent else ""
    if measure is AFTER:
        told = "每格：评审通过人数/下达名额，颜色越深比例越高；合计按人数和名额相加后再比。"
        return f"{told}{said}点数字看名单。"
    return (
        "每格：占用人数/下达名额，颜色越深比例越高；占用 = 已申报，未终止、未撤回、未锁定。"
        "超职数按申报人数与核定职数比（一），超名额按占用与下达比（本地口径）。"
        f"{said}点数字看名单。"
    )


def chain_title(seen: Quota) -> str:
    """Say what became of the places so far."""
    counts = seen.chosen.counts
    if not counts["allocated"]:
        return "名额还没有下达"
    told = f"下达 {counts['allocated']} 个，推荐 {counts['recommended']} 人"
    if counts["voted"]:
        told += f"，评审通过 {counts['passed']} 人"
    else:
        told += f"，形式审核通过 {counts['accepted']} 人"
    return f"{told}；浪费 {counts['wasted']} 个" if counts["wasted"] else told


CHAIN_CAPTION = (
    "从上到下是同一批名额的去向，同一标尺。未用是没有推荐人选的名额，只作参考；"
    "浪费是推荐后因推荐不当失去、又没有递补的（五（二））。评审只因票数不足未通过，两样都不算。"
)


def chain_alt(steps: Sequence[Step]) -> str:
    """Read the bars out."""
    told = "，".join(f"{step.title} {formats.number(step.value)}" for step in steps)
    return f"横条图，名额去向：{told}。"


def documents_title(seen: Quota, place: str) -> str:
    """Count the documents behind the places."""
    numbers = {row["document_no"] for row in seen.documents if row["document_no"]}
    if not seen.documents:
        return f"{place}还没有名额文件"
    places = f"{place} {seen.chosen.counts['allocated']} 个名额"
    return f"{places}来自 {len(numbers)} 份文件" if numbers else f"{places}没有写明文号"


DOCUMENTS_CAPTION = "追加为加，调减为减；同一格有新的“下达”文件时，以前的不再计入。"


def proposed_title(found: Sequence[Proposal], place: str) -> str:
    """Count what is proposed; a proposal is no fact."""
    return f"{place}拟提请核减 {sum(each.places for each in found)} 个，尚未计入名额"


PROPOSED_CAPTION = "依据上年度已确认的预警；以研究意见为准，正式下达的文件载入后才改变名额。"


def list_title(place: str, name: str, figure: int | None) -> str:
    """Name the list with its figure."""
    return f"{place}：{name} {formats.number(figure)} 人"
