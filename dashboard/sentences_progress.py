"""Sentences computed for the page 进度: headline, titles, captions and the words of its pictures."""

from typing import Any

from dashboard import formats, lists
from dashboard.figures_progress import Panel
from dashboard.headline import of_counties
from dashboard.lists import LEVELS
from dashboard.progress import WINDOWS, Progress
from dashboard.sentences_forecast import DRAWN_CAPTION
from dashboard.words import mark, say

_STANDINGS = {
    "applications": mark("申报 {pair}"),
    "online_review": mark("网审办结 {pair}"),
    "paper": mark("纸质到件 {pair}"),
    "panel": mark("评审 {pair}"),
    "year_end": mark("全部办结 {pair}"),
}


def headline(seen: Progress, place: str, county: str | None) -> str:
    """Say which step is under way, how far it is, and where most files wait."""
    if not seen.has_begun:
        told = say("申报尚未开始，{day}起", day=formats.day(seen.first))
        return formats.sentence(lists.of(place, told))
    if seen.is_silent:
        silent = say("还没有报送花名册") if county else say("还没有县市报送花名册")
        return formats.sentence(lists.of(place, silent))
    standing = lists.of(
        place, formats.comma(_standing(seen, row, county) for row in _told(seen, county))
    )
    open_files = seen.total.counts["in_process"] or 0
    if not open_files or not seen.ages:
        return formats.sentence(formats.semicolon([standing, say("没有在办的申报")]))
    count, row = oldest(seen)
    waited = say(
        "在办 {n} 件，最久的已等 {days} 个工作日（{level}）",
        n=open_files,
        days=row["oldest"],
        level=say(LEVELS[count]),
    )
    return formats.sentence(formats.semicolon([standing, waited]))


def _told(seen: Progress, county: str | None) -> list[dict[str, Any]]:
    """The step under way, after the one that ended last if it is not complete."""
    over = [
        row
        for row in seen.deadlines
        if row["days_left"] < 0 and (seen.milestones[row["milestone_id"], county]["rate"] or 1) < 1
    ]
    now = current(seen)
    return [row for row in [*over[-1:], now] if row is not now] + [now]


def _standing(seen: Progress, row: dict[str, Any], county: str | None) -> str:
    done = seen.milestones[row["milestone_id"], county]
    share = formats.fraction(done["numerator"], done["denominator"])
    return say(_STANDINGS[row["milestone_id"]], pair=share)


def current(seen: Progress) -> dict[str, Any]:
    """The first milestone whose end has not passed; the last one after the year's end."""
    ahead = [row for row in seen.deadlines if row["days_left"] >= 0]
    return ahead[0] if ahead else seen.deadlines[-1]


def oldest(seen: Progress) -> tuple[str, dict[str, Any]]:
    """Where the longest wait is."""
    return max(seen.ages.items(), key=lambda item: (item[1]["oldest"] or 0, item[0]))


def milestones_title(seen: Progress) -> str:
    """Say which windows are over and how much time the next end leaves."""
    over = [say(WINDOWS[row["milestone_id"]]) for row in seen.deadlines if _is_over(row)]
    now = current(seen)
    title, rest = say(now["title"]), left(now)
    if not over:
        return say("最近的节点：{title}截止，{left}", title=title, left=rest)
    if now["days_left"] < 0:
        return say("各节点都已结束")
    return say(
        "{names}已截止；{title}{left}",
        names=formats.listed(over),
        title=title,
        left=rest,
        n=len(over),
    )


def _is_over(row: dict[str, Any]) -> bool:
    return row["milestone_id"] in WINDOWS and row["days_left"] < 0


def left(row: dict[str, Any]) -> str:
    """What is left to a deadline, in natural and working days."""
    if row["days_left"] < 0:
        return say("已截止")
    if not row["days_left"]:
        return say("今天截止")
    told = say(
        "剩 {days} 天 / {workdays} 个工作日", days=row["days_left"], workdays=row["workdays_left"]
    )
    return told + (formats.brackets(say("暂按周末推算")) if row.get("is_provisional") else "")


def span(row: dict[str, Any]) -> str:
    """The window of a milestone; a rest-day end names the last working day."""
    ends = formats.day_short(row["ends_on"])
    if row["last_workday"] < row["ends_on"]:
        ends += say(
            "（{weekday}，最后工作日 {day}）",
            weekday=formats.weekday(row["ends_on"]),
            day=formats.day_short(row["last_workday"]),
        )
    if not row["starts_on"]:
        return say("至 {last}", last=ends)
    return say("{first} 至 {last}", first=formats.day_short(row["starts_on"]), last=ends)


MILESTONES_CAPTION = mark(
    "每格为完成/应完成，短线是全州的位置。申报比下达名额，网审办结比申报，"
    "纸质到件比形式审核通过，评审比到件，全部办结比申报。"
)


def burn_up_title(seen: Progress) -> str:
    """Say how many counties have paper for all that were accepted."""
    if not seen.has_begun or seen.is_silent:
        return say("还没有可画的进度")
    if len(seen.counties) == 1:
        counts = seen.counties[0].counts
        return say(
            "名额 {places} 个，申报 {applied} 人，形式审核通过 {accepted} 人，到件 {paper} 件",
            places=counts["allocated"],
            applied=counts["applied"],
            accepted=counts["accepted"],
            paper=counts["accepted_with_paper"],
        )
    behind = [
        each
        for each in seen.counties
        if each.counts["accepted"] != each.counts["accepted_with_paper"]
    ]
    if not any(each.counts["accepted"] for each in seen.counties):
        return say("还没有通过形式审核的申报")
    if seen.day <= seen.season["w3_ends"]:
        counts = seen.total.counts
        return say(
            "形式审核通过 {accepted} 人，纸质材料已到 {paper} 件",
            accepted=counts["accepted"],
            paper=counts["accepted_with_paper"],
        )
    if not behind:
        return say("通过形式审核的，纸质材料都已到件")
    return say("{who}还有通过后未到件的纸质材料", who=of_counties(len(behind)), n=len(behind))


BURN_UP_CAPTION = mark(
    "每个县市同一标尺：以本县市下达名额为 100%。灰底是个人申报与网上审核、纸质材料受理两段窗口；"
    "竖线是截止日，点线为落在休息日的，蓝虚线为延期后的；黑竖线是数据截至。"
)
WINDOWS_CAPTION = mark(
    "曲线下的细线自上而下是个人申报、网上形式审核、纸质材料受理和此后到年底的评审与办结，蓝段是延长的。"
)


def burn_up_caption(seen: Progress) -> str:
    """How to read the panels; bands are told of where there are any."""
    drawn = say(DRAWN_CAPTION) if seen.ahead.expected else ""
    return formats.sentences([say(BURN_UP_CAPTION), say(WINDOWS_CAPTION), drawn])


def burn_up_alt(panel: Panel) -> str:
    told = formats.semicolon([panel.told, *(each.words for each in panel.expected)])
    return formats.sentence(say("折线图，{title}：{told}", title=panel.title, told=told))


def starts_title(seen: Progress) -> str:
    """Name the next latest start that can still be met."""
    ahead = [row for row in seen.starts if row["workdays_left"] is not None]
    if not ahead:
        return say("公示的最迟起始日都已过")
    row = min(ahead, key=lambda each: each["counted"])
    day = formats.day(row["counted"])
    return say("下一个最迟起始日 {day}：{what}", day=day, what=say(row["what"]))


STARTS_CAPTION = mark(
    "公示每级不少于 5 个工作日（四（二））；起始日计入与不计入各有一个日期，取早的最稳。"
)


def extensions_title(seen: Progress) -> str:
    """Count what was extended."""
    counties = {row["county_code"] for row in seen.extensions}
    return say(
        "登记了 {n} 项延期，涉及{who}", n=len(seen.extensions), who=of_counties(len(counties))
    )


EXTENSIONS_CAPTION = mark("延期自登记之日起生效，此前各天的数仍按原截止日。")
