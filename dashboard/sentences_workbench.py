"""The sentences of the page 县市工作台: what to do first, by when, and what each list means."""

from datetime import date, timedelta

from dashboard import formats
from dashboard.words import say
from dashboard.workbench import OWN_ACTS, Choice, Desk, in_county
from dashboard.workbench_dates import APPLYING, MILESTONES, REVIEW, Event

MOST_ACTS = 3


def headline(desk: Desk, place: str) -> str:
    """Say what comes first today and which date comes next; `place` is the county with its series."""
    if not desk.has_begun:
        told = formats.semicolon([_opening(desk), _places(desk)])
        return formats.sentence(formats.colon(place, told))
    if desk.is_over:
        return formats.sentence(formats.colon(place, _over(desk)))
    if not desk.is_reported:
        told = say("{county}还没有报送花名册，列不出要办的件", county=desk.names[desk.county])
        return formats.sentence(formats.semicolon([told, deadline(desk)]))
    return formats.sentence(formats.semicolon([_first(desk, place), deadline(desk)]))


def _opening(desk: Desk) -> str:
    opening = desk.stops[0]
    return say(
        "{day}起申报，还有 {n} 天（{workdays} 个工作日）",
        day=formats.day(opening["day"]),
        n=opening["days_left"],
        workdays=opening["workdays_left"],
    )


def _places(desk: Desk) -> str:
    if not desk.allotted:
        return say("名额尚未下达")
    return say("名额已下达 {n} 个", n=desk.total.counts["allocated"])


def _over(desk: Desk) -> str:
    if not desk.is_reported:
        return say("本年度已终止，没有报送花名册")
    if left := desk.total.counts["in_process"]:
        return say("本年度已终止，{n} 件没有办结", n=left)
    return say("本年度已终止，申报都已办结")


def _first(desk: Desk, place: str) -> str:
    today = say("{day}当天", day=formats.day(desk.day)) if desk.is_past_day else say("今天")
    lead = {"place": place, "today": today}
    acts = _acts(desk)[:MOST_ACTS]
    if not acts:
        return say("{place}{today}没有要先办的件", **lead)
    if len(acts) == 1:
        return say("{place}{today}先{first}", first=acts[0], **lead)
    then = formats.comma(acts[1:])
    return say("{place}{today}先{first}，再{then}", first=acts[0], then=then, **lead)


def _acts(desk: Desk) -> list[str]:
    """What the county can do itself, the last chances first; no file is counted twice."""
    counts, urgent = desk.total.counts, desk.urgent
    told = [say("办 {n} 件“最后一次机会”", n=len(urgent))] if urgent else []
    review, correct, unit = (
        (counts[count] or 0) - sum(row["waits"] == count for row in urgent) for count in OWN_ACTS
    )
    if review:
        others = any(row["waits"] == "waiting_county" for row in urgent)
        told.append(say("审其余 {n} 件", n=review) if others else say("审 {n} 件", n=review))
    if due := to_begin_today(desk):
        told.append(say("开始（或补报）公示 {n} 件", n=due))
    told += [say("催 {n} 件补正", n=correct)] if correct else []
    told += [say("催单位审 {n} 件", n=unit)] if unit else []
    if desk.day >= desk.paper_opens and counts["waiting_paper"]:
        told.append(say("送 {n} 件纸质材料", n=counts["waiting_paper"]))
    return told


def to_begin_today(desk: Desk) -> int:
    """Count the publicities to begin now: the safe last start is here or past, the last one is not."""
    starts = [desk.starts[row["paper_ends_on"]] for row in desk.to_begin]
    return sum(start.safe <= desk.day <= start.counted for start in starts)


def deadline(desk: Desk) -> str:
    """The next end that holds in this county, an extension of the whole county included."""
    for event in desk.events:
        if event.kind == "extension" and event.row["application_no"] is None:
            return _ends(desk, event.row["milestone"], event)
        if event.kind == "stop" and not event.row["extended"]:
            name = event.row["stop"]
            if name == "borderline":
                return say("纸质材料{when}是临界日，之后送到的记逾期", when=when(desk, event.day))
            if name == "year_end":
                return say("{when}还没有办结的，按年度终止", when=when(desk, event.day))
            if name in MILESTONES:
                return _ends(desk, MILESTONES[name], event)
    return say("本年度已终止")


def _ends(desk: Desk, milestone: str, event: Event) -> str:
    shown = when(desk, event.day)
    if milestone == APPLYING:
        return say("{when} 24:00 前未提交的申报不再受理", when=shown)
    last = event.row.get("last_workday", event.day)
    rest = say("最后工作日 {day}", day=formats.day(last)) if last < event.day else ""
    if milestone == REVIEW:
        told = say("网上形式审核{when}截止", when=shown)
    elif desk.day < desk.paper_opens:
        opens = formats.day(desk.paper_opens)
        told = say("纸质材料{opens}开始受理，{when}截止", opens=opens, when=shown)
    else:
        told = say("纸质材料{when}截止", when=shown)
    return formats.comma(filter(None, [told, rest]))


def when(desk: Desk, day: date) -> str:
    """今天, 明天 or the day with its weekday; on a past day never the first two."""
    if not desk.is_past_day and day == desk.day:
        return say("今天")
    if not desk.is_past_day and day == desk.day + timedelta(days=1):
        return say("明天")
    return say("{day}（{weekday}）", day=formats.day(day), weekday=formats.weekday(day))


def choice_headline(seen: Choice) -> str:
    """Before a county is chosen: how much there is, and whose last chance it is."""
    files = sum(in_county(each) for each in seen.counties)
    last = sum(each.counts["last_chance"] or 0 for each in seen.counties)
    if not files:
        return say("选一个县市看要办什么；现在没有在县市办的件。")
    if not last:
        return say("选一个县市看要办什么；在县市办的共 {n} 件。", n=files)
    return say(
        "选一个县市看要办什么；在县市办的共 {n} 件，{last} 人只剩一次机会。", n=files, last=last
    )
