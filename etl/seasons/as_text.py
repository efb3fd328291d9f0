"""A season as lines for the terminal: windows, limits, what the dates allow, latest safe starts."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import east_asian_width

from etl.paths import REFERENCE, SEASONS
from etl.seasons.feasibility import Feasibility, season_facts
from etl.seasons.plan import shown
from etl.seasons.season import BASIS, Basis, Cited, FlagLife, Season
from etl.told import Told, listed, told

WIDTH = 96


def print_season(year: int, reference: Path = REFERENCE, folder: Path = SEASONS) -> list[str]:
    """Compose the lines that `season Y` prints; the command line writes them out."""
    facts = season_facts(year, reference, folder)
    return [
        f"{year} 年度：窗口、限度与日程可行性检查",
        "",
        *_aligned(_steps(facts)),
        *_assumptions([*facts.season.windows.all, facts.season.year_end]),
        "",
        "限度",
        *_limits(facts.season),
        "",
        "可行性检查",
        *_findings(facts),
        "",
        "最迟起始",
        *_aligned(_latest_starts(facts)),
        "",
        f"工作日依据：{'、'.join(facts.sources)}。",
    ]


def _steps(facts: Feasibility) -> Iterator[list[str]]:
    yield ["环节", "开始", "截止", "天", "工作日", "最后工作日", "依据"]
    for step in facts.steps:
        days = [shown(step.starts_on), shown(step.ends_on)]
        lengths = [str(step.natural_days), str(step.working_days)]
        cited = f"{step.clause}，{BASIS[step.basis]}"
        yield [step.title, *days, *lengths, shown(step.last_workday), cited]


def _assumptions(dated: Iterable[Cited]) -> Iterator[str]:
    """Say once why dates are the office's own."""
    for why in dict.fromkeys(value.why for value in dated if value.why):
        yield from _hanging("  ", f"日期为本地设定：{why}")


def limits(season: Season) -> list[tuple[Told, Cited]]:
    """Tell each limit and list of a season in words, beside the value that cites its clause."""
    return [
        (
            told("每级公示不少于 {n} 个工作日", n=season.publicity_days.value),
            season.publicity_days,
        ),
        (
            told("必须公示的层级：{levels}", levels=listed(season.required_publicity.value)),
            season.required_publicity,
        ),
        (told("最多提交 {n} 次", n=season.submission_limit.value), season.submission_limit),
        (
            told("计次的退回原因：{reasons}", reasons=listed(season.material_reasons.value)),
            season.material_reasons,
        ),
        (
            told("等审满 {n} 个工作日才计超期", n=season.review_wait_days.value),
            season.review_wait_days,
        ),
        (told("黑名单 {n} 年", n=season.blacklist_years.value), season.blacklist_years),
        (_flag_life(season.flag_life), season.flag_life),
        (
            told("报送的原件在年度结束后保存 {n} 个月", n=season.originals_kept_months.value),
            season.originals_kept_months,
        ),
    ]


def _flag_life(life: FlagLife) -> Told:
    return told(
        "预警各步的工作日：核数 {check}、告知 {notify}、说明 {explain}、复核 {review}、定案 {decide}；"
        "拟提请核减不超过下达名额的 {cap}%，至少保留 {floor} 个",
        check=life.check_days,
        notify=life.notify_days,
        explain=life.explain_days,
        review=life.review_days,
        decide=life.decide_days,
        cap=life.reduction_cap_percent,
        floor=life.reduction_floor,
    )


def _limits(season: Season) -> Iterator[str]:
    for said, value in limits(season):
        yield from _hanging("  · ", f"{said}{_cite(value.clause, value.basis)}{value.why}")


def _findings(facts: Feasibility) -> Iterator[str]:
    for found in facts.findings:
        yield from _hanging(f"  {found.state}  ", found.sentence + _cite(found.clause, found.basis))


def _cite(clause: str, basis: Basis) -> str:
    return f"〔{clause}·{BASIS[basis]}〕"


def _latest_starts(facts: Feasibility) -> Iterator[list[str]]:
    yield ["要做的事", "期限", "最迟起始", "起始日不计"]
    for latest in facts.latest_starts:
        late = [
            shown(day) if day >= facts.season.first_day else "赶不上"
            for day in (latest.counted, latest.not_counted)
        ]
        yield [latest.what, shown(latest.by), *late]


def _aligned(rows: Iterable[list[str]]) -> list[str]:
    """Pad the columns to equal width on screen, a Chinese character being two wide."""
    table = list(rows)
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    return [
        "  " + "  ".join(_padded(*pair) for pair in zip(line, widths, strict=True)).rstrip()
        for line in table
    ]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _hanging(lead: str, text: str) -> Iterator[str]:
    """Break a paragraph only after punctuation, so that no date or name is cut."""
    line = lead
    for phrase in re.findall(r"[^，；：。、〕]+[，；：。、〕]*", text):
        if _width(line + phrase) > WIDTH and line.strip():
            yield line
            line = " " * _width(lead)
        line += phrase
    yield line


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
