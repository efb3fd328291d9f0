"""The line at the top of every page: as of when, from what, and what comes next."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard import formats
from dashboard.pieces import Word, link, tag, text
from dashboard.selection import Selection

TITLES = {
    "openings": "个人申报、网上形式审核开始",
    "opening": "个人申报开始",
    "applications": "个人申报截止",
    "online_review": "网上形式审核截止",
    "paper": "纸质材料受理截止",
    "borderline": "纸质材料临界日，之后未到件记逾期",
    "year_end": "全部办结，年度终止",
}

Stop = Mapping[str, Any]


def next_stop(stops: Sequence[Stop]) -> Stop | None:
    """Take the first date that has not passed; None once the year is over."""
    return next((stop for stop in stops if stop["days_left"] >= 0), None)


def line(chosen: Selection, stops: Sequence[Stop], reporting: Mapping[str, int]) -> str:
    """Join the parts of the frame by middle dots."""
    parts = [
        tag("span", text(f"{chosen.season} 年度")),
        _as_of(chosen),
        tag(
            "span",
            text("版本"),
            formats.THIN,
            link(chosen.version.short, chosen.address(), title="固定在本版本的链接"),
        ),
        tag(
            "span", text("规则"), formats.THIN, link(chosen.rules_version, chosen.address("rules"))
        ),
        tag(
            "span",
            tag("b", text(f"{reporting['reported']}/{reporting['counties']}")),
            formats.THIN,
            text("县市已报"),
        ),
        *_next(next_stop(stops)),
    ]
    mark = [tag("span", "示例数据", class_="mark")] if chosen.is_sample else []
    dot = tag("span", " · ", class_="dot")
    return tag("p", *mark, dot.join(parts), class_="frame")


def _as_of(chosen: Selection) -> str:
    day = chosen.day
    shown = f"{formats.day(day)}" if day.year == chosen.season else formats.day_full(day)
    past = Word("（历史）", "amber").text if chosen.is_past_day else ""
    return tag(
        "span",
        text("数据截至"),
        formats.THIN,
        tag("b", text(shown)),
        text(f"（{formats.weekday(day)}，北京时间）"),
        tag("span", text(past), class_="word amber") if past else "",
    )


def _next(stop: Stop | None) -> list[str]:
    if stop is None:
        return [tag("span", "本年度已终止")]
    told = [
        tag(
            "span",
            text("下一节点"),
            formats.THIN,
            tag("b", text(formats.day(stop["day"]))),
            text(f" {TITLES[stop['stop']]}{rest_day(stop)}"),
        )
    ]
    return [*told, tag("b", text(left(stop)))]


def rest_day(stop: Stop) -> str:
    """Say that a date is a rest day and which working day is the last before it."""
    if stop["is_workday"]:
        return ""
    day: date = stop["day"]
    basis = "，暂按周末推算" if stop["is_provisional"] else ""
    return f"（{formats.weekday(day)}，最后工作日 {formats.day(stop['last_workday'])}{basis}）"


def left(stop: Stop) -> str:
    """What is left from the day to a date, in natural and in working days."""
    if not stop["days_left"]:
        return "就在当天"
    return f"剩 {stop['days_left']} 天 / {stop['workdays_left']} 个工作日"


def notices(chosen: Selection, told: Sequence[str]) -> list[str]:
    """What a reader must know about what is shown: unknown values, a past day, an older version."""
    said = [f"{each}。" for each in told]
    if chosen.is_past_day:
        said.append(
            f"历史：显示 {formats.day_full(chosen.day)} 当天的情况；"
            f"已载入的报送到 {formats.day_full(chosen.span.through)}。"
        )
    if not chosen.is_current:
        said.append(
            f"历史版本：{chosen.version.built_at:%Y-%m-%d %H:%M} 的数据，之后已有更新的版本。"
        )
    return said
