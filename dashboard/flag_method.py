"""The method of the flags as 口径与规则 tells it: tests, levels, thresholds, days, measured fairness."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import duckdb

from dashboard import formats
from dashboard.words import capital, mark, say
from etl.commands.flags import WORDS
from etl.flags.decision_days import DecisionDays
from etl.flags.honesty import Honesty, Power, kept_honesty
from etl.seasons import Season
from etl.seasons.flag_rule import FlagRule, Milestone

TESTS = (
    (mark("和谁比"), mark("只与同一年度的其他县市比，一个系列一个系列地比，不受系列结构影响。")),
    (
        mark("检验"),
        mark(
            "各系列的总数和各县市的基数都固定，只凭机会，有“至少这么多”的机会是 p。精确计算，不用近似。"
        ),
    ),
    (
        mark("一起看"),
        mark("九个县市同时看，总会有一个碰巧偏高：按县市数把 p 换算成更严的 q（单位按单位数）。"),
    ),
    (
        mark("放宽"),
        mark(
            "其余县市本来就参差不齐的，界限随之放宽；放宽多少由其余县市定，谁也不能放宽自己的界限。"
        ),
    ),
    (mark("差得够多"), mark("实际减应有、实际件数都要达到门槛，不因几分之一件而预警。")),
    (
        mark("小县市"),
        mark("一年的数不够，再连同前两个年度合并检验；本年度自己没有偏高的，不因往年而预警。"),
    ),
    (mark("归责"), mark("退回记在最后签字上报的那一级；拖延报送数报送单位，不数人。")),
    (
        mark("已报送才判"),
        mark("所需的表没有载入到判定日的，暂不评价，也不拿来和别人比。"),
    ),
    (
        mark("只是提示"),
        mark("预警说明哪里值得核查；核减由具名的人决定并登记文号，没用完的名额不是理由。"),
    ),
)
MEANINGS = {
    "red": mark("与同类县市的差别大到偶然性难以解释，建议核查原因。"),
    "amber": mark("差别偏大，但各县市完全一样时也常见，只作关注。"),
    "grey": mark("基数太小，即使全部有问题也检验不出。"),
    "none": mark("差别在偶然的范围之内。"),
    "not_evaluated": mark("所需的表还没有载入到判定日。"),
}
HINT = mark("不是判定日的日子，各档都只是“过程提示”：看得越勤，碰巧偏高的机会越多。")
FUNNEL = (
    mark("一点是一个县市：横向是人数，纵向是比率；点不分先后，不排名。"),
    mark("中间的横线是全州的比率。完全没有差别的县市，也会因为偶然散在线的上下。"),
    mark("人数越少，偶然的起伏越大，所以左边的界限宽、右边的窄，像一个漏斗。"),
    mark(
        "没有差别的县市，二十次里至多约一次落到 95% 界限以外，五百次里至多约一次落到 99.8% 界限以外。"
    ),
    mark("界限之外只说明值得看一看；是否建议核查，由分系列的检验和固定的判定日说了算。"),
)
MILESTONES: Mapping[Milestone, tuple[str, str]] = {
    "online_review": (mark("网上审核后"), mark("网上形式审核截止（含延期）后的第一个工作日")),
    "paper": (mark("纸质材料后"), mark("纸质材料临界日（含延期）后的第一个工作日")),
    "year_end": (mark("年底"), mark("年度终止日")),
}
TESTS_CAPTION = mark("每一条都能重算；与穷举和通用统计软件逐项核对过。")
DAYS_CAPTION = mark("按截至日已登记的延期；之后补登延期的，重新计算。")
READINGS_CAPTION = mark("通知没有写明，现在这样读；改年度规则或计数定义，即换一种读法。")
POWER_CAPTION = mark(
    "虚拟某一个县市差到平时的几倍，其余照旧：到年底被列为建议核查的机会，单年 / 连同合并三年。"
    "一年的数往往认不出差两倍的小县市，这是事实；简单门槛认得多的，代价是上表的误报。"
)
TIMES = {2: mark("两倍"), 3: mark("三倍"), 4: mark("四倍")}

Line = list[str | int | None]


class NotMeasuredError(LookupError):
    """No simulation is kept yet. Raised rather than returned, so that nothing remembers its absence."""


def fairness(con: duckdb.DuckDBPyConnection, season: int) -> Honesty:
    """Take what a load has measured at the sizes of this version."""
    found = kept_honesty(con, season)
    if found is None:
        raise NotMeasuredError
    return found


def not_measured(season: int) -> str:
    return say(
        "载入后自动测算最近年度，约半分钟；其他年度键入：{command}",
        command=f"python -m etl flags --honesty --season {season}",
    )


def headings(season: Season) -> str:
    """Say how many rules there are and where they were set."""
    number = len(season.flags)
    if all(rule.basis == "local" for rule in season.flags):
        return say("{n} 条规则，通知没有给数，门槛都是本地设定", n=number)
    return say("{n} 条规则，门槛有的出自通知，有的是本地设定", n=number)


def reasons(season: Season) -> str:
    """Why the office set the thresholds so, each reason once, and what follows from changing one."""
    whys = dict.fromkeys(rule.why for rule in season.flags if rule.why)
    told = [say("本地设定：{why}", why=say(why)) for why in whys]
    return formats.sentences([*told, say("改门槛要另立一版，新旧两版的结果都显示。")])


def red(rule: FlagRule) -> str:
    q = say("q 不大于 {q}", q=f"{rule.red.q:g}")
    if rule.pooled_red_q:
        pooled = say("合并 {n} 年 {q}", n=rule.pooled_seasons, q=f"{rule.pooled_red_q:g}")
        q += formats.brackets(pooled)
    return formats.semicolon([q, _least(rule, rule.red.excess, rule.red.observed)])


def amber(rule: FlagRule) -> str:
    p = say("p 不大于 {p}", p=f"{rule.amber.p:g}")
    return formats.semicolon([p, _least(rule, rule.amber.excess, rule.amber.observed)])


def _least(rule: FlagRule, excess: float, observed: int) -> str:
    return say(
        "比应有至少多 {excess} {measure}，实际至少 {observed} {measure}",
        excess=f"{excess:g}",
        observed=observed,
        measure=measure(rule),
    )


def measure(rule: FlagRule) -> str:
    """What is counted: persons, units or places."""
    return say(rule.measure, "unit")


def decided(rule: FlagRule) -> str:
    return formats.listed([say(MILESTONES[each][0]) for each in rule.decided_on])


def days(known: DecisionDays, day: date, rules: Iterable[FlagRule]) -> list[Line]:
    """One line a day of decision: which day as known now, how it is set, and what is decided then."""
    lines: list[Line] = []
    for milestone, (title, told) in MILESTONES.items():
        on = known.on(milestone)
        deciding = [say(rule.title) for rule in rules if milestone in rule.decided_on]
        state = say("当日") if on == day else say("已过") if on < day else say("未到")
        shown = f"{formats.day_short(on)} {formats.weekday(on)}"
        named = capital(formats.listed(deciding))
        lines.append([capital(say(title)), shown, capital(state), capital(say(told)), named])
    return lines


def fair_title(found: Honesty) -> str:
    return say(
        "没有问题的县市被误报的机会：一个年度里 {chance}",
        chance=formats.percent(found.innocent_red),
    )


def fair_caption(found: Honesty) -> str:
    return say(
        "按 {season} 年度的实际人数、单位和比率，虚拟 {n} 个各县市完全一样的年度（种子 {seed}，可重算）；"
        "全部规则、单年和合并、县市和单位、所有判定日合计，有任何一个被误报{word}的年度占多少。"
        "右边两列是简单门槛在同样的年度里误报多少。",
        season=found.season_of_sizes,
        n=found.seasons,
        seed=found.seed,
        word=say(WORDS["red"]),
    )


def fair_lines(found: Honesty) -> list[Line]:
    return [
        [
            capital(say(rule.title)) + formats.brackets(say("第 {n} 版", n=rule.rule_version)),
            *map(_share, (rule.alone, rule.pooled, rule.plain_share, rule.plain_worst)),
        ]
        for rule in found.rules
    ]


def power_rules(found: Honesty) -> dict[str, str]:
    """The rules of which it was measured how surely a bad county is found."""
    measured = {line.rule_id for line in found.power}
    return {rule.rule_id: rule.title for rule in found.rules if rule.rule_id in measured}


def power_lines(found: Honesty, rule_id: str, names: Mapping[str, str]) -> list[Line]:
    """One line a county: its size, then for each times the chance in one season and with three pooled."""
    of_rule = [line for line in found.power if line.rule_id == rule_id]
    counties = dict.fromkeys(line.county_code for line in of_rule)
    return [
        _power_line(names[code], [line for line in of_rule if line.county_code == code])
        for code in counties
    ]


def _power_line(name: str, lines: Sequence[Power]) -> Line:
    shown = [f"{_share(line.one_season)} / {_share(line.three_seasons)}" for line in lines]
    return [name, lines[0].n, *shown, _share(lines[0].plain_share)]


def _share(share: float) -> str:
    """A measured chance: none in all the seasons drawn is still not never."""
    return formats.percent(share) if share else "0"
