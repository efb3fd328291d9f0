"""The line at the top of every page: as of when, from what, and what comes next."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dashboard import formats
from dashboard.pieces import Word, found, link, tag, text
from dashboard.selection import Selection
from dashboard.words import CHINESE, ENGLISH, LANGUAGES, capital, language, mark, say
from etl.accounts import ROLES
from etl.actor import Account
from etl.warehouse import Version

TITLES = {
    "openings": mark("个人申报、网上形式审核开始"),
    "opening": mark("个人申报开始"),
    "applications": mark("个人申报截止"),
    "online_review": mark("网上形式审核截止"),
    "paper": mark("纸质材料受理截止"),
    "borderline": mark("纸质材料临界日，之后未到件记逾期"),
    "year_end": mark("全部办结，年度终止"),
}

Stop = Mapping[str, Any]


def next_stop(stops: Sequence[Stop]) -> Stop | None:
    """Take the first date that has not passed; None once the year is over."""
    return next((stop for stop in stops if stop["days_left"] >= 0), None)


def line(chosen: Selection, stops: Sequence[Stop], reporting: Mapping[str, int]) -> str:
    """Join the parts of the frame by middle dots."""
    parts = [
        tag("span", text(say("{season} 年度", season=chosen.season))),
        _as_of(chosen),
        tag(
            "span",
            text(say("版本")),
            formats.THIN,
            link(chosen.version.short, chosen.address(), title=say("固定在本版本的链接")),
        ),
        tag(
            "span",
            text(say("规则")),
            formats.THIN,
            link(chosen.rules_version, chosen.address("rules")),
        ),
        tag(
            "span",
            tag("b", text(f"{reporting['reported']}/{reporting['counties']}")),
            formats.THIN,
            text(say("县市已报")),
        ),
        *_next(next_stop(stops)),
    ]
    sample = [tag("span", text(say("示例数据")), class_="mark")] if chosen.is_sample else []
    dot = tag("span", " · ", class_="dot")
    return tag("p", *sample, dot.join(parts), class_="frame")


def other_language(asked: Mapping[str, str]) -> str:
    """A link to the same address in the other language, named in that language."""
    other = CHINESE if language() == ENGLISH else ENGLISH
    tongue = "zh-Hans" if other == CHINESE else other
    shown = link(LANGUAGES[other], f"?{urlencode({**asked, 'lang': other})}", lang=tongue)
    return tag("p", shown, class_="language")


def who(account: Account, *, is_demo: bool) -> str:
    """The account with its role, and the way out; in the demo, that log-in is not in force."""
    if is_demo:
        return tag("p", tag("span", text(say("演示模式，未启用登录")), class_="word"), class_="who")
    spoken = f"?{urlencode({'lang': language()})}" if language() != CHINESE else ""
    role = formats.brackets(say(ROLES[account.role]))
    shown = tag("span", found(account.name), text(role))
    return tag("p", shown, link(say("退出"), f"/logout{spoken}"), class_="who")


def log_in_again() -> str:
    """The way back in, to the language of the page."""
    spoken = f"?{urlencode({'lang': language()})}" if language() != CHINESE else ""
    why = text(say("太久没有操作、已退出，或账号已停用。"))
    return tag("p", why, link(say("重新登录"), f"/login{spoken}", class_="word blue"))


def _as_of(chosen: Selection) -> str:
    day = chosen.day
    shown = f"{formats.day(day)}" if day.year == chosen.season else formats.day_full(day)
    past = Word(formats.brackets(say("历史")), "amber").text if chosen.is_past_day else ""
    return tag(
        "span",
        text(say("数据截至")),
        formats.THIN,
        tag("b", text(shown)),
        text(say("（{weekday}，北京时间）", weekday=formats.weekday(day))),
        tag("span", text(past), class_="word amber") if past else "",
    )


def _next(stop: Stop | None) -> list[str]:
    if stop is None:
        return [tag("span", text(say("本年度已终止")))]
    told = [
        tag(
            "span",
            text(say("下一节点")),
            formats.THIN,
            tag("b", text(formats.day(stop["day"]))),
            text(f" {say(TITLES[stop['stop']])}{rest_day(stop)}"),
        )
    ]
    return [*told, tag("b", text(left(stop)))]


def rest_day(stop: Stop) -> str:
    """Say that a date is a rest day and which working day is the last before it."""
    if stop["is_workday"]:
        return ""
    day: date = stop["day"]
    last = say("最后工作日 {day}", day=formats.day(stop["last_workday"]))
    basis = [say("暂按周末推算")] if stop["is_provisional"] else []
    return formats.brackets(formats.comma([formats.weekday(day), last, *basis]))


def left(stop: Stop) -> str:
    """What is left from the day to a date, in natural and in working days."""
    if not stop["days_left"]:
        return say("就在当天")
    return say(
        "剩 {days} 天 / {workdays} 个工作日", days=stop["days_left"], workdays=stop["workdays_left"]
    )


def notices(chosen: Selection, told: Sequence[str]) -> list[str]:
    """What a reader must know about what is shown: unknown values, a past day."""
    said = [formats.sentence(each) for each in told]
    if chosen.is_past_day:
        said.append(
            say(
                "历史：显示 {day} 当天的情况；已载入的报送到 {through}。",
                day=formats.day_full(chosen.day),
                through=formats.day_full(chosen.span.through),
            )
        )
    return [capital(each) for each in said]


def newer_version(shown: Version, current: Version) -> str:
    """Say that the page shows an older version than the one published last."""
    return say(
        "历史版本：{built} 的数据；{newer} 已发布新版本。",
        built=f"{shown.built_at:%Y-%m-%d %H:%M}",
        newer=f"{current.built_at:%Y-%m-%d %H:%M}",
    )
