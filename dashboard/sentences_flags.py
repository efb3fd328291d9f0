"""Sentences computed for the page 预警: what stands, why, what would change it, whose turn it is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard import formats
from dashboard.flagged import GROUNDS, NOT_EVALUATED, RAISED, Sheet, Trial, raised
from dashboard.pieces import Word
from dashboard.words import mark, say
from etl.commands.flags import WORDS
from etl.flags.judge import Flag
from etl.reference import places

STATES = {"red": "red", "amber": "amber", "grey": "quiet", "none": "quiet", NOT_EVALUATED: "quiet"}
WHO_IS = {"red": mark("{who}建议核查"), "amber": mark("{who}关注")}
HOW_MANY = {"red": mark("{n} 项建议核查"), "amber": mark("{n} 项关注")}
MATERIAL, LATE, WASTED = GROUNDS
MARKS = {
    MATERIAL: mark("① 材料缺漏"),
    LATE: mark("② 拖延报送"),
    WASTED: mark("③ 推荐不当致名额浪费"),
}
NAMED = 3
ALL_SERIES = mark("预警把各系列一并检验，不随系列筛选变化。")
_READ = mark(
    "应有：按其他县市同系列的共同水平会有多少；差：实际减应有。按行政区划排列，不排名；提示只说明值得核数。"
)
_READ_MORE = {
    LATE: mark("按报送单位算，不按人：同一单位的几份一起到、一起迟。"),
    WASTED: mark("只算推荐不当造成的落空，名额没用完不是理由。"),
}
TRIAL_CAPTION = mark(
    "模拟，不保存，不影响登记。起点是现行门槛；门槛在年度开始时定，改动要另立一版。"
)

Names = Mapping[str, str]
Row = Mapping[str, Any]


def level(name: str) -> Word:
    """The word of a level with its state."""
    return Word(say(WORDS[name]), STATES[name])


def how_to_read(ground: str) -> str:
    more = _READ_MORE.get(ground)
    return formats.sentences([say(_READ), say(more) if more else ""])


def headline(flags: Sequence[Flag], names: Names, county: str | None, day: date) -> str:
    """Say whether the day decides, and who is told to be looked at."""
    shown = formats.day(day)
    is_decided = any(flag.is_decision_day for flag in flags)
    lead = say("{day}判定", day=shown) if is_decided else say("{day}过程提示", day=shown)
    if all(flag.level == NOT_EVALUATED for flag in flags):
        who = names[county] if county else say("各县市")
        told = say("{who}暂不评价，所需的表还没有载入", who=who)
    elif county:
        told = _levels(flags, names[county])
    else:
        told = _who(flags, names) or say("没有县市或单位达到“关注”")
    return formats.sentence(formats.colon(lead, told))


def _levels(flags: Sequence[Flag], county: str) -> str:
    told = [say(HOW_MANY[name], n=len(found)) for name in RAISED if (found := raised(flags, name))]
    levels = formats.comma(told) or say("没有达到“关注”的项")
    return say("{county}{levels}", county=county, levels=levels)


def _who(flags: Sequence[Flag], names: Names) -> str:
    """Name those to be looked into, then those to keep an eye on; nobody is nothing."""
    told = [
        say(WHO_IS[name], who=listed(found, names))
        for name in RAISED
        if (found := raised(flags, name))
    ]
    return say("{first}，{rest}", first=told[0], rest=told[1]) if len(told) > 1 else "".join(told)


def listed(flags: Sequence[Flag], names: Names) -> str:
    """Name the counties in administrative order, each once, and count the units."""
    told_of = {flag.county_code for flag in flags if flag.unit is None}
    counties = [names[place.code] for place in places("counties") if place.code in told_of]
    units = len({(flag.county_code, flag.unit) for flag in flags if flag.unit})
    told = [formats.listed(counties)] if counties else []
    if len(counties) > NAMED:
        told = [say("{n} 个县市", n=len(counties))]
    return formats.listed([*told, say("{n} 个单位", n=units)] if units else told)


def kind_of_day(sheets: Sequence[Sheet], days: Sequence[date], day: date) -> str:
    """Count under each ground the counties that could be judged, and tell the fixed days."""
    told = []
    for ground in GROUNDS:
        own = [sheet for sheet in sheets if sheet.rule.ground == ground]
        whole = {code for sheet in own for code in sheet.counties}
        judged = [code for code in whole if all(code in sheet.evaluated for sheet in own)]
        told.append(f"{say(ground)} {formats.fraction(len(judged), len(whole))}")
    lead = formats.colon(say("可评价的县市"), formats.comma(told))
    fixed = formats.sentence(
        say("判定日：{days}", days=formats.listed([formats.day(each) for each in days]))
    )
    if day not in days:
        fixed = say("这一天不是判定日，以下都是过程提示，不作判定；{fixed}", fixed=fixed)
    return formats.sentences([formats.sentence(lead), fixed])


def ground_title(ground: str, flags: Sequence[Flag], names: Names) -> str:
    told = _who(flags, names)
    if not told and all(flag.level == NOT_EVALUATED for flag in flags):
        told = say(WORDS[NOT_EVALUATED])
    return formats.colon(say(MARKS[ground]), told or say("没有异常"))


def sheet_title(sheet: Sheet) -> str:
    return say(sheet.rule.title) + formats.brackets(say(sheet.rule.measure, "measure"))


def sheet_caption(sheet: Sheet) -> str:
    """Count the counties judged, and say on which days the rule decides."""
    flag = sheet.flags[0]
    day = formats.day(flag.decision_day)
    kind = (
        say("{day}判定", day=day)
        if flag.is_decision_day
        else say("过程提示，判定日 {day}", day=day)
    )
    pair = formats.fraction(len(sheet.evaluated), len(sheet.counties))
    told = say("可评价 {pair}；{kind}", pair=pair, kind=kind)
    missing = sorted({f.reason_not_evaluated for f in sheet.flags if f.reason_not_evaluated})
    if not missing:
        return told
    reason = say(missing[0]).rstrip("。.")
    if len(missing) > 1:
        reason = say("{reason}，等等", reason=reason)
    return say("{told}。暂不评价：{reason}", told=told, reason=reason)


def flag_title(flag: Flag, names: Names) -> str:
    place = names[flag.county_code] + (f" {flag.unit}" if flag.unit else "")
    pooled = say("近 {n} 个年度合并", n=flag.pooled) if flag.pooled > 1 else ""
    told = formats.comma([place, say(flag.title) + formats.brackets(pooled)])
    return formats.colon(told, level(flag.level).text)


def measured(flag: Flag, counted: Mapping[str, Row]) -> str:
    """Counted of how many, what would be expected, and the difference, in one sentence."""
    if flag.level == NOT_EVALUATED:
        return say("没有检验：{reason}", reason=say(flag.reason_not_evaluated or ""))
    top, bottom = (say(counted[count]["title"]) for count in flag.evidence)
    return say(
        "“{bottom}”{n} {measure}中“{top}”{k} {measure}；"
        "按其他县市同系列的共同水平应有 {expected} {measure}，差 {excess} {measure}。",
        bottom=bottom,
        top=top,
        n=flag.n,
        k=flag.observed,
        measure=say(flag.measure, "measure"),
        expected=formats.decimal(flag.expected),
        excess=formats.signed(flag.excess),
    )


def lines(flag: Flag) -> list[tuple[str, str]]:
    """The lines of an explanation after clause and rule."""
    day = formats.day_full(flag.decision_day)
    kind = say("过程提示，不作判定；判定日 {day}", day=day)
    if flag.is_decision_day:
        kind = say("{day} 判定", day=day)
    if flag.level == NOT_EVALUATED:
        return [(say("判定"), kind)]
    figures = say(
        "{pair} {measure}；应有 {expected}，差 {excess} {measure}；{interval}",
        pair=formats.fraction(flag.observed, flag.n),
        measure=say(flag.measure, "measure"),
        expected=formats.decimal(flag.expected),
        excess=formats.signed(flag.excess),
        interval=interval(flag),
    )
    return [(say("判定"), kind), (say("实际"), figures), (say("怎样会变"), change(flag))]


def course(flags: Sequence[Flag]) -> list[tuple[str, str]]:
    """Tell the level on each day of decision so far, as the loaded data shows it."""
    told = [
        f"{formats.day(flag.day)} {level(flag.level).text}"
        + (f" {formats.fraction(flag.observed, flag.n)}" if flag.n is not None else "")
        for flag in flags
    ]
    return [(say("各判定日"), " → ".join(told))] if told else []


def interval(flag: Flag) -> str:
    if flag.lower is None or flag.upper is None:
        return say("没有应有数，不算")
    lower, upper = formats.decimal(flag.lower), formats.decimal(flag.upper)
    return say("应有数的 {lower} 至 {upper} 倍（95% 精确区间）", lower=lower, upper=upper)


def change(flag: Flag) -> str:
    """The smallest change of this place's own count that would end or raise the flag."""
    if flag.level == NOT_EVALUATED:
        return say("没有检验，谈不上变化")
    told, measure = [], say(flag.measure, "measure")
    if flag.level in RAISED:
        word = level(flag.level).text
        less = say(
            "再减 {n} {measure}即解除“{level}”", n=flag.to_clear, measure=measure, level=word
        )
        told.append(less if flag.to_clear else say("减到没有也不解除“{level}”", level=word))
    if flag.level != "red":
        told.append(_raise(flag, measure))
    return say("{told}（其他不变）", told=formats.semicolon(told))


def _raise(flag: Flag, measure: str) -> str:
    more: dict[str, Any] = {"n": flag.to_trigger, "measure": measure}
    if flag.level == "amber":
        if flag.to_trigger:
            return say("再增 {n} {measure}即触发“建议核查”", **more)
        return say("再增多少也不会触发“建议核查”")
    if flag.to_trigger:
        return say("再增 {n} {measure}即触发提示", **more)
    return say("再增多少也不会触发提示")


def chances(flag: Flag) -> str:
    """The probabilities, for those who check them."""
    return say(
        "p = {p}：若和其他县市一样，只凭偶然达到这么多的机会；计入县市间本有的差别后 {wider}；"
        "q = {q}：同一规则同时看这么多县市（单位）之后的校正值。",
        p=formats.probability(flag.p),
        wider=formats.probability(flag.p_overdispersed),
        q=formats.probability(flag.q),
    )


def trial_title(trial: Trial) -> str:
    if not (trial.appear or trial.vanish or trial.change):
        return say("模拟：提示没有变化")
    sizes = {
        mark("出现 {n} 项"): len(trial.appear),
        mark("消失 {n} 项"): len(trial.vanish),
        mark("改变等次 {n} 项"): len(trial.change),
    }
    told = [say(text, n=size) for text, size in sizes.items() if size]
    return formats.colon(say("模拟"), formats.comma(told))
