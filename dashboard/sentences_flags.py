"""Sentences computed for the page 预警: what stands, why, what would change it, whose turn it is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard import formats
from dashboard.flagged import GROUNDS, NOT_EVALUATED, RAISED, Sheet, Trial, raised
from dashboard.pieces import Word
from etl.flags.facts import Fact
from etl.flags.judge import Flag
from etl.reference import places

LEVELS = {
    "red": Word("建议核查", "red"),
    "amber": Word("关注", "amber"),
    "grey": Word("样本不足", "quiet"),
    "none": Word("无异常", "quiet"),
    NOT_EVALUATED: Word("暂不评价", "quiet"),
}
MARKS = {"材料缺漏": "① 材料缺漏", "拖延报送": "② 拖延报送", "名额浪费": "③ 推荐不当致名额浪费"}
NAMED = 3
ALL_SERIES = "预警把各系列一并检验，不随系列筛选变化。"
_READ = (
    "应有：按其他县市同系列的共同水平会有多少；差：实际减应有。按行政区划排列，不排名；"
    "提示只说明值得核数。"
)
HOW_TO_READ = {
    "材料缺漏": _READ,
    "拖延报送": f"{_READ}按报送单位算，不按人：同一单位的几份一起到、一起迟。",
    "名额浪费": f"{_READ}只算推荐不当造成的落空，名额没用完不是理由。",
}
TRIAL_CAPTION = "模拟，不保存，不影响登记。起点是现行门槛；门槛在年度开始时定，改动要另立一版。"

Names = Mapping[str, str]
Row = Mapping[str, Any]


def headline(flags: Sequence[Flag], names: Names, county: str | None, day: date) -> str:
    """Say whether the day decides, and who is told to be looked at."""
    is_decided = any(flag.is_decision_day for flag in flags)
    lead = f"{formats.day(day)}判定" if is_decided else f"{formats.day(day)}过程提示"
    if all(flag.level == NOT_EVALUATED for flag in flags):
        return f"{lead}：{names[county] if county else '各县市'}暂不评价，所需的表还没有载入。"
    if county:
        return f"{lead}：{names[county]}{_levels(flags)}。"
    told = [
        f"{listed(found, names)}{LEVELS[level].text}"
        for level in RAISED
        if (found := raised(flags, level))
    ]
    return f"{lead}：{'，'.join(told) or '没有县市或单位达到“关注”'}。"


def _levels(flags: Sequence[Flag]) -> str:
    told = [
        f" {len(found)} 项{LEVELS[level].text}"
        for level in RAISED
        if (found := raised(flags, level))
    ]
    return "，".join(told) or "没有达到“关注”的项"


def listed(flags: Sequence[Flag], names: Names) -> str:
    """Name the counties in administrative order, each once, and count the units."""
    told_of = {flag.county_code for flag in flags if flag.unit is None}
    counties = [names[place.code] for place in places("counties") if place.code in told_of]
    units = len({(flag.county_code, flag.unit) for flag in flags if flag.unit})
    told = [formats.listed(counties)] if counties else []
    if len(counties) > NAMED:
        told = [f"{len(counties)} 个县市"]
    return "、".join([*told, f"{units} 个单位"] if units else told)


def kind_of_day(sheets: Sequence[Sheet], days: Sequence[date], day: date) -> str:
    """Count under each ground the counties that could be judged, and tell the fixed days."""
    told = []
    for ground in GROUNDS:
        own = [sheet for sheet in sheets if sheet.rule.ground == ground]
        whole = {code for sheet in own for code in sheet.counties}
        judged = [code for code in whole if all(code in sheet.evaluated for sheet in own)]
        told.append(f"{ground} {formats.fraction(len(judged), len(whole))}")
    lead = f"可评价的县市：{'，'.join(told)}。"
    fixed = f"判定日：{'、'.join(formats.day(each) for each in days)}。"
    if day in days:
        return lead + fixed
    return f"{lead}这一天不是判定日，以下都是过程提示，不作判定；{fixed}"


def ground_title(ground: str, flags: Sequence[Flag], names: Names) -> str:
    told = [
        f"{listed(found, names)}{LEVELS[level].text}"
        for level in RAISED
        if (found := raised(flags, level))
    ]
    if not told and all(flag.level == NOT_EVALUATED for flag in flags):
        told = ["暂不评价"]
    return f"{MARKS[ground]}：{'，'.join(told) or '没有异常'}"


def sheet_title(sheet: Sheet) -> str:
    return f"{sheet.rule.title}（{sheet.rule.measure}）"


def sheet_caption(sheet: Sheet) -> str:
    """Count the counties judged, and say on which days the rule decides."""
    flag = sheet.flags[0]
    day = formats.day(flag.decision_day)
    kind = f"{day}判定" if flag.is_decision_day else f"过程提示，判定日 {day}"
    told = f"可评价 {len(sheet.evaluated)}/{len(sheet.counties)}；{kind}"
    if missing := sorted({f.reason_not_evaluated for f in sheet.flags if f.reason_not_evaluated}):
        told += f"。暂不评价：{missing[0].rstrip('。')}" + ("，等等" if len(missing) > 1 else "")
    return told


def flag_title(flag: Flag, names: Names) -> str:
    place = names[flag.county_code] + (f" {flag.unit}" if flag.unit else "")
    pooled = f"（近 {flag.pooled} 个年度合并）" if flag.pooled > 1 else ""
    return f"{place}，{flag.title}{pooled}：{LEVELS[flag.level].text}"


def measured(flag: Flag, counted: Mapping[str, Row]) -> str:
    """Counted of how many, what would be expected, and the difference, in one sentence."""
    if flag.level == NOT_EVALUATED:
        return f"没有检验：{flag.reason_not_evaluated}"
    top, bottom = (counted[count]["title"] for count in flag.evidence)
    return (
        f"“{bottom}”{flag.n} {flag.measure}中“{top}”{flag.observed} {flag.measure}；"
        f"按其他县市同系列的共同水平应有 {formats.decimal(flag.expected)} {flag.measure}，"
        f"差 {formats.signed(flag.excess)} {flag.measure}。"
    )


def told(flag: Flag) -> list[tuple[str, str]]:
    """The lines of an explanation after clause and rule."""
    day = formats.day_full(flag.decision_day)
    kind = f"{day} 判定" if flag.is_decision_day else f"过程提示，不作判定；判定日 {day}"
    if flag.level == NOT_EVALUATED:
        return [("判定", kind)]
    figures = f"{formats.fraction(flag.observed, flag.n)} {flag.measure}"
    due = f"应有 {formats.decimal(flag.expected)}，差 {formats.signed(flag.excess)} {flag.measure}"
    return [
        ("判定", kind),
        ("实际", f"{figures}；{due}；{interval(flag)}"),
        ("怎样会变", change(flag)),
    ]


def course(flags: Sequence[Flag]) -> list[tuple[str, str]]:
    """Tell the level on each day of decision so far, as the loaded data shows it."""
    told = [
        f"{formats.day(flag.day)} {LEVELS[flag.level].text}"
        + (f" {formats.fraction(flag.observed, flag.n)}" if flag.n is not None else "")
        for flag in flags
    ]
    return [("各判定日", " → ".join(told))] if told else []


def rows_title(rows: Sequence[Any], flag: Flag, counted: Mapping[str, Row]) -> str:
    return f"计入“{counted[flag.evidence[0]]['title']}”的 {len(rows)} 行"


def interval(flag: Flag) -> str:
    if flag.lower is None or flag.upper is None:
        return "没有应有数，不算"
    lower, upper = formats.decimal(flag.lower), formats.decimal(flag.upper)
    return f"应有数的 {lower} 至 {upper} 倍（95% 精确区间）"


def change(flag: Flag) -> str:
    """The smallest change of this place's own count that would end or raise the flag."""
    if flag.level == NOT_EVALUATED:
        return "没有检验，谈不上变化"
    told = []
    if flag.level in RAISED:
        word = LEVELS[flag.level].text
        less = f"再减 {flag.to_clear} {flag.measure}即解除“{word}”"
        told.append(less if flag.to_clear else f"减到没有也不解除“{word}”")
    if flag.level != "red":
        higher = "“建议核查”" if flag.level == "amber" else "提示"
        more = f"再增 {flag.to_trigger} {flag.measure}即触发{higher}"
        told.append(more if flag.to_trigger else f"再增多少也不会触发{higher}")
    return "；".join(told) + "（其他不变）"


def chances(flag: Flag) -> str:
    """The probabilities, for those who check them."""
    return (
        f"p = {formats.probability(flag.p)}：若和其他县市一样，只凭偶然达到这么多的机会；"
        f"计入县市间本有的差别后 {formats.probability(flag.p_overdispersed)}；"
        f"q = {formats.probability(flag.q)}：同一规则同时看这么多县市（单位）之后的校正值。"
    )


def fact(found: Fact, names: Names) -> str:
    """A county with its number; for a county that sent nothing the name says all."""
    name = names[found.county_code]
    if found.number is None:
        return f"{name}暂不评价"
    return f"{name} {found.number} {found.measure}" if found.evidence else name


def facts_title(found: Sequence[Fact]) -> str:
    told = [each for each in found if each.number is not None]
    if not told:
        return "可以逐件查实的事实：没有"
    kinds = len({each.fact_id for each in told})
    return f"可以逐件查实的事实：{kinds} 种，涉及 {len({each.county_code for each in told})} 个县市"


FACTS_CAPTION = "一件就是一件，不作检验；列在这里只为查实改正，同一条款的后果以通知为准。"


def trial_title(trial: Trial) -> str:
    if not (trial.appear or trial.vanish or trial.change):
        return "模拟：提示没有变化"
    sizes = {
        "出现": len(trial.appear),
        "消失": len(trial.vanish),
        "改变等次": len(trial.change),
    }
    return "模拟：" + "，".join(f"{word} {size} 项" for word, size in sizes.items() if size)
