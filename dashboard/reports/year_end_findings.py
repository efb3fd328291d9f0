"""What the report finds: 三、存在问题 and, answering each of them, 四、下一步工作要求."""

from collections.abc import Callable, Iterator

from dashboard.reports import year_end_flags, year_end_grounds, year_end_rules
from dashboard.reports.articles import article
from dashboard.reports.paper import Paragraph
from dashboard.reports.year_end_finding import Finding
from dashboard.reports.year_end_seen import YearEnd

FINDERS: tuple[Callable[[YearEnd], Finding | None], ...] = (
    year_end_rules.places,
    year_end_rules.unfinished,
    year_end_rules.publicity,
    year_end_rules.violations,
    year_end_rules.three_times,
    year_end_grounds.materials,
    year_end_grounds.lateness,
    year_end_grounds.waste,
    year_end_grounds.signing,
    year_end_rules.reporting,
)


def findings(seen: YearEnd) -> list[Finding]:
    """Every problem that occurs, in the order of the notice."""
    return [found for find in FINDERS if (found := find(seen))] if seen.is_known else []


def problems(seen: YearEnd, found: list[Finding]) -> Iterator[Finding | Paragraph]:
    """The findings, or one sentence that there are none."""
    if not seen.has_begun:
        yield Paragraph("申报尚未开始，没有可以评价的情况。")
    elif not seen.is_known:
        yield Paragraph("还没有县市报送花名册，暂不评价。")
    elif not found:
        yield Paragraph("按已载入的数据，没有发现需要通报的问题。")
    yield from found


def asks(seen: YearEnd, found: list[Finding]) -> list[Paragraph]:
    """What is asked, numbered: first of the flags and decisions, then of each finding."""
    told = [*year_end_flags.asks(seen), *(each.ask for each in found)]
    if seen.is_known and (seen.total.counts["idle"] or 0) > 0 and seen.is_closed:
        told.append(
            "用好下达名额。有未用名额的县市查明原因，做好下一年度的申报组织；未用不是核减的理由，是否拟提请核减"
            f"只看{article('五(二)')}所列的情形，{year_end_flags.SUBJECT}。"
        )
    if not told:
        told = [
            "各县市按规定的时间和程序组织申报、审核、公示和报送，每周报送花名册、审核记录和公示情况表。"
        ]
    return [Paragraph(text, f"{n}．") for n, text in enumerate(told, start=1)]
