"""A problem that the report finds: what was found in sentences, and what is asked because of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.reports.paper import Paragraph
from dashboard.reports.year_end_parts import counties_with, of
from dashboard.reports.year_end_seen import YearEnd


@dataclass(frozen=True)
class Finding:
    """`told` comes under the title in 存在问题, `ask` in 下一步工作要求."""

    title: str
    told: tuple[Paragraph, ...]
    ask: str


def finding(title: str, told: Sequence[str], ask: str, flags: Sequence[Paragraph] = ()) -> Finding:
    """Join what was found into one paragraph; what flags say follows it."""
    first = (
        [Paragraph(f"{formats.semicolon(part for part in told if part)}。")] if any(told) else []
    )
    return Finding(title, (*first, *flags), ask)


def counted(seen: YearEnd, count: str, words: str, unit: str) -> str:
    """超职数申报6人：轮台县1人、焉耆回族自治县1人; nothing where it does not occur."""
    if not seen.total.counts[count]:
        return ""
    return f"{words}{seen.total.counts[count]}{unit}{spread(seen, count, unit)}"


def spread(seen: YearEnd, count: str, unit: str) -> str:
    """：轮台县1人、和静县2人; of one county its own name is not repeated."""
    return "" if seen.is_one_place else f"：{counties_with(seen, of(count), unit)}"
