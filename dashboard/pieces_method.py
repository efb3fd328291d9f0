"""Pieces of HTML of the part 预警方法 of 口径与规则."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard import flag_method
from dashboard.flag_method import MEANINGS, TESTS, TIMES
from dashboard.pieces import Column, Word, table, tag, text, words
from dashboard.pieces_data import stacked, worded
from dashboard.pieces_rules import clause
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
        tag("li", words([Word(name, "blue")]), tag("span", text(told))) for name, told in TESTS
    ]
    return tag("ul", *lines, class_="sentences")


def levels() -> str:
    """What each level means; the same words as on every page."""
    lines = [
        tag(
            "li",
            words([Word(WORDS[level], STATES.get(level, "quiet"))]),
            tag("span", text(told)),
        )
        for level, told in MEANINGS.items()
    ]
    return tag("ul", *lines, class_="sentences")


def rules(season: Season, counts: Mapping[str, str]) -> str:
    """Every rule in its version, with thresholds in words and the office's reason."""
    head = ("规则", "实际 / 基数", WORDS["red"], WORDS["amber"], "不足不判", "判定日", "依据")
    lines = [
        (
            text(rule.title) + tag("small", text(rule.id), "，", text(f"第 {rule.version} 版")),
            text(f"{counts[rule.numerator]} / {counts[rule.denominator]}")
            + tag("small", text(f"{rule.ground}；{_counted(rule)}")),
            text(flag_method.red(rule)),
            text(flag_method.amber(rule)),
            text(f"{rule.minimum_n} {rule.measure}"),
            text(flag_method.decided(rule)),
            clause([rule.clause], rule.basis),
        )
        for rule in season.flags
    ]
    return worded(head, lines, "预警规则", "flag-rules")


def _counted(rule: FlagRule) -> str:
    if rule.grain == "unit":
        return "单位与单位比"
    return "县市比，数报送单位" if rule.by_unit else "县市比"


def days(known: DecisionDays, day: date, season: Season) -> str:
    columns = [Column(title) for title in ("判定日", "日期", "状态", "怎么定", "判哪些")]
    lines = flag_method.days(known, day, season.flags)
    return stacked(table(columns, lines, "本年度的判定日"))


def fair(found: Honesty) -> str:
    columns = [
        Column("规则"),
        *(
            Column(title, is_figure=True)
            for title in ("单年误报", "合并三年误报", "“超过 20%”误报", "“最差两个”误报")
        ),
    ]
    return tag("div", table(columns, flag_method.fair_lines(found), "误报的机会"), class_=CHANCES)


def power(found: Honesty, rule_id: str, names: Mapping[str, str]) -> str:
    columns = [
        Column("县市"),
        Column("基数", is_figure=True),
        *(Column(f"差到{title}", is_figure=True) for title in TIMES.values()),
        Column("“超过 20%”（两倍）", is_figure=True),
    ]
    lines = flag_method.power_lines(found, rule_id, names)
    return tag("div", table(columns, lines, "认出有问题的县市的机会"), class_=CHANCES)


def funnel() -> str:
    """How to read a funnel, in five lines."""
    return tag("ol", *(tag("li", text(line)) for line in flag_method.FUNNEL), class_="lines")


def open_readings(season: Season) -> str:
    """What the notice leaves open, how it is taken now, and where that is set."""
    head = ("通知没有写明的", "现行读法", "另一种读法", "在哪里定", "依据")
    lines: Sequence[tuple[str, ...]] = [
        (
            text(reading.question),
            text(present(reading, season)),
            text(reading.other),
            _where(season, reading.setting, reading.count),
            clause([reading.clause], None),
        )
        for reading in readings()
    ]
    return worded(head, lines, "待明确的口径", "readings")


def _where(season: Season, setting: str, count: str) -> str:
    if setting:
        return text("年度规则") + tag("small", f"{season.year}.toml", " ", text(setting))
    return text("计数定义") + tag("small", text(count))
