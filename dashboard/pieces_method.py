"""Pieces of HTML of the part 预警方法 of 口径与规则."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard import flag_method, formats
from dashboard.flag_method import MEANINGS, TESTS, TIMES
from dashboard.pieces import Column, Word, table, tag, text, words
from dashboard.pieces_data import stacked, worded
from dashboard.pieces_rules import clause
from dashboard.words import capital, mark, say
from etl.commands.flags import WORDS
from etl.flags.decision_days import DecisionDays
from etl.flags.honesty import Honesty
from etl.seasons import Season
from etl.seasons.flag_rule import FlagRule
from etl.seasons.readings import present, readings

CHANCES = "tight chances"
STATES = {"red": "red", "amber": "amber"}


def tests() -> str:
    """The method in plain words."""
    lines = [
        tag(
            "li",
            words([Word(capital(say(name)), "blue")]),
            tag("span", text(capital(say(told)))),
        )
        for name, told in TESTS
    ]
    return tag("ul", *lines, class_="sentences")


def levels() -> str:
    """What each level means; the same words as on every page."""
    lines = [
        tag(
            "li",
            words([Word(capital(say(WORDS[level])), STATES.get(level, "quiet"))]),
            tag("span", text(capital(say(told)))),
        )
        for level, told in MEANINGS.items()
    ]
    return tag("ul", *lines, class_="sentences")


def rules(season: Season, counts: Mapping[str, str]) -> str:
    """Every rule in its version, with thresholds in words and the office's reason."""
    head = (
        mark("规则"),
        mark("实际 / 基数"),
        WORDS["red"],
        WORDS["amber"],
        mark("不足不判"),
        mark("判定日"),
        mark("依据"),
    )
    lines = [
        (
            text(capital(say(rule.title)))
            + tag("small", text(formats.comma([rule.id, say("第 {n} 版", n=rule.version)]))),
            text(f"{capital(counts[rule.numerator])} / {counts[rule.denominator]}")
            + tag(
                "small",
                text(capital(formats.semicolon([say(rule.ground, "ground"), _counted(rule)]))),
            ),
            text(flag_method.red(rule)),
            text(flag_method.amber(rule)),
            text(f"{rule.minimum_n} {flag_method.measure(rule)}"),
            text(capital(flag_method.decided(rule))),
            clause([rule.clause], rule.basis),
        )
        for rule in season.flags
    ]
    return worded([say(each) for each in head], lines, say("预警规则"), "flag-rules")


def _counted(rule: FlagRule) -> str:
    if rule.grain == "unit":
        return say("单位与单位比")
    return say("县市比，数报送单位") if rule.by_unit else say("县市比")


def days(known: DecisionDays, day: date, season: Season) -> str:
    heads = (mark("判定日"), mark("日期"), mark("状态"), mark("怎么定"), mark("判哪些"))
    columns = [Column(say(head)) for head in heads]
    lines = flag_method.days(known, day, season.flags)
    return stacked(table(columns, lines, say("本年度的判定日")))


def fair(found: Honesty) -> str:
    chances = (
        mark("单年误报"),
        mark("合并三年误报"),
        mark("“超过 20%”误报"),
        mark("“最差两个”误报"),
    )
    columns = [Column(say("规则")), *(Column(say(each), is_figure=True) for each in chances)]
    made = table(columns, flag_method.fair_lines(found), say("误报的机会"))
    return tag("div", made, class_=CHANCES)


def power(found: Honesty, rule_id: str, names: Mapping[str, str]) -> str:
    columns = [
        Column(say("县市")),
        Column(say("基数"), is_figure=True),
        *(Column(say("差到{times}", times=say(title)), is_figure=True) for title in TIMES.values()),
        Column(say("“超过 20%”（两倍）"), is_figure=True),
    ]
    lines = flag_method.power_lines(found, rule_id, names)
    return tag("div", table(columns, lines, say("认出有问题的县市的机会")), class_=CHANCES)


def funnel() -> str:
    """How to read a funnel, in five lines."""
    return tag(
        "ol", *(tag("li", text(capital(say(line)))) for line in flag_method.FUNNEL), class_="lines"
    )


def open_readings(season: Season) -> str:
    """What the notice leaves open, how it is taken now, and where that is set."""
    head = (
        mark("通知没有写明的"),
        mark("现行读法"),
        mark("另一种读法"),
        mark("在哪里定"),
        mark("依据"),
    )
    lines: Sequence[tuple[str, ...]] = [
        (
            text(capital(say(reading.question))),
            text(capital(say(present(reading, season)))),
            text(capital(say(reading.other))),
            _where(season, reading.setting, reading.count),
            clause([reading.clause], None),
        )
        for reading in readings()
    ]
    return worded([say(each) for each in head], lines, say("待明确的口径"), "readings")


def _where(season: Season, setting: str, count: str) -> str:
    if setting:
        return text(capital(say("年度规则"))) + tag(
            "small", f"{season.year}.toml", " ", text(setting)
        )
    return text(capital(say("计数定义"))) + tag("small", text(count))
