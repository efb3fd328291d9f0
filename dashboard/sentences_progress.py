"""Sentences computed for the page 进度: headline, titles, captions and the words of its pictures."""

from collections.abc import Sequence
from typing import Any

from dashboard import formats
from dashboard.figures_progress import Panel, Stage
from dashboard.headline import counted
from dashboard.lists import LEVELS
from dashboard.progress import WINDOWS, Progress
from dashboard.sentences_forecast import DRAWN_CAPTION

LONGEST = 10
_STANDINGS = {
    "applications": "申报 {}",
    "online_review": "网审办结 {}",
    "paper": "纸质到件 {}",
    "panel": "评审 {}",
    "year_end": "全部办结 {}",
}


def headline(seen: Progress, place: str, county: str | None) -> str:
    """Say which step is under way, how far it is, and where most files wait."""
    if not seen.has_begun:
        return f"{place}申报尚未开始，{formats.day(seen.first)}起。"
    standing = "，".join(_standing(seen, row, county) for row in _told(seen, county))
    open_files = seen.total.counts["in_process"] or 0
    if not open_files or not seen.ages:
        return f"{place}{standing}；没有在办的申报。"
    count, row = oldest(seen)
    waited = f"最久的已等 {row['oldest']} 个工作日（{LEVELS[count]}）"
    return f"{place}{standing}；在办 {open_files} 件，{waited}。"


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
    return _STANDINGS[row["milestone_id"]].format(share)


def current(seen: Progress) -> dict[str, Any]:
    """The first milestone whose end has not passed; the last one after the year's end."""
    ahead = [row for row in seen.deadlines if row["days_left"] >= 0]
    return ahead[0] if ahead else seen.deadlines[-1]


def oldest(seen: Progress) -> tuple[str, dict[str, Any]]:
    """Where the longest wait is."""
    return max(seen.ages.items(), key=lambda item: (item[1]["oldest"] or 0, item[0]))


def milestones_title(seen: Progress) -> str:
    """Say which windows are over and how much time the next end leaves."""
    over = [WINDOWS[row["milestone_id"]] for row in seen.deadlines if _is_over(row)]
    if not over:
        return f"最近的节点：{current(seen)['title']}截止，{left(current(seen))}"
    if current(seen)["days_left"] < 0:
        return "各节点都已结束"
    return f"{'、'.join(over)}已截止；{current(seen)['title']}{left(current(seen))}"


def _is_over(row: dict[str, Any]) -> bool:
    return row["milestone_id"] in WINDOWS and row["days_left"] < 0


def left(row: dict[str, Any]) -> str:
    """What is left to a deadline, in natural and working days."""
    if row["days_left"] < 0:
        return "已截止"
    if not row["days_left"]:
        return "今天截止"
    return f"剩 {row['days_left']} 天 / {row['workdays_left']} 个工作日"


def span(row: dict[str, Any]) -> str:
    """The window of a milestone; a rest-day end names the last working day."""
    ends = formats.day_short(row["ends_on"])
    if row["last_workday"] < row["ends_on"]:
        day = formats.day_short(row["last_workday"])
        ends += f"（{formats.weekday(row['ends_on'])}，最后工作日 {day}）"
    starts = f"{formats.day_short(row['starts_on'])} 至 " if row["starts_on"] else "至 "
    return f"{starts}{ends}"


MILESTONES_CAPTION = (
    "每格为完成/应完成，短线是全州的位置。申报比下达名额，网审办结比申报，"
    "纸质到件比形式审核通过，评审比到件，全部办结比申报。"
)


def burn_up_title(seen: Progress) -> str:
    """Say how many counties have paper for all that were accepted."""
    if not seen.has_begun:
        return "还没有可画的进度"
    if len(seen.counties) == 1:
        counts = seen.counties[0].counts
        return (
            f"名额 {counts['allocated']} 个，申报 {counts['applied']} 人，"
            f"形式审核通过 {counts['accepted']} 人，到件 {counts['accepted_with_paper']} 件"
        )
    behind = [
        each
        for each in seen.counties
        if each.counts["accepted"] != each.counts["accepted_with_paper"]
    ]
    if not any(each.counts["accepted"] for each in seen.counties):
        return "还没有通过形式审核的申报"
    if seen.day <= seen.season["w3_ends"]:
        counts = seen.total.counts
        return (
            f"形式审核通过 {counts['accepted']} 人，纸质材料已到 {counts['accepted_with_paper']} 件"
        )
    if not behind:
        return "通过形式审核的，纸质材料都已到件"
    return f"{counted(len(behind))}个县市还有通过后未到件的纸质材料"


BURN_UP_CAPTION = (
    "每个县市同一标尺：以本县市下达名额为 100%。灰底是个人申报与网上审核、纸质材料受理两段窗口；"
    "竖线是截止日，点线为落在休息日的，蓝虚线为延期后的；黑竖线是数据截至。"
)


def burn_up_caption(seen: Progress) -> str:
    """How to read the panels; bands are told of where there are any."""
    return BURN_UP_CAPTION + (DRAWN_CAPTION if seen.ahead.expected else "")


def burn_up_alt(panel: Panel) -> str:
    told = "".join(f"；{each.words}" for each in panel.expected)
    return f"折线图，{panel.title}：{panel.told}{told}。"


def way_title(seen: Progress) -> str:
    """Say how many are still open and where most of them wait."""
    counts = seen.total.counts
    if not counts["in_process"]:
        return "没有在办的申报" if counts["applied"] else "还没有申报"
    places = [(counts[count] or 0, LEVELS[count]) for count in LEVELS if counts[count]]
    number, name = max(places)
    return f"在办 {counts['in_process']} 件，其中{name} {number} 件"


WAY_CAPTION = "条长是到过这一步的人数，右边是停在这一步、等下一步的人数。办结含终止、撤回和锁定的。"


def way_alt(steps: Sequence[Stage]) -> str:
    told = "，".join(f"{step.title} {step.reached}" for step in steps)
    return f"横条图，各环节人数：{told}。"


def ages_title(seen: Progress) -> str:
    """Say what has waited longest."""
    if not seen.ages:
        return "没有人在等"
    count, row = oldest(seen)
    return f"等得最久的{LEVELS[count]}，{row['oldest']} 个工作日"


AGES_CAPTION = (
    "按已等的工作日分档，起始当日不计；县市未报到的日子不算等，纸质材料从受理开始算起。"
    "县级审核以报到后 2 个工作日为限（五（二），本地设定）。"
)


def starts_title(seen: Progress) -> str:
    """Name the next latest start that can still be met."""
    ahead = [row for row in seen.starts if row["workdays_left"] is not None]
    if not ahead:
        return "公示的最迟起始日都已过"
    row = min(ahead, key=lambda each: each["counted"])
    return f"下一个最迟起始日 {formats.day(row['counted'])}：{row['what']}"


STARTS_CAPTION = (
    "公示每级不少于 5 个工作日（四（二））；起始日计入与不计入各有一个日期，取早的最稳。"
)


def shown(waiting: Sequence[dict[str, Any]], county: str | None) -> Sequence[dict[str, Any]]:
    """All of one county; of many only those that wait longest."""
    return waiting if county else waiting[:LONGEST]


def waiting_title(waiting: Sequence[dict[str, Any]], county: str | None) -> str:
    """Name the list and its length."""
    if not waiting:
        return "没有在等的申报"
    if county or len(waiting) <= LONGEST:
        return f"在等的 {len(waiting)} 件，等得久的在前"
    return f"等得最久的 {LONGEST} 件（共 {len(waiting)} 件，选一个县市看全部）"


WAITING_CAPTION = "等的是谁的下一步，写在“在等什么”；每件注明来自哪个文件第几行。"


def extensions_title(seen: Progress) -> str:
    """Count what was extended."""
    counties = {row["county_code"] for row in seen.extensions}
    return f"登记了 {len(seen.extensions)} 项延期，涉及{counted(len(counties))}个县市"


EXTENSIONS_CAPTION = "延期自登记之日起生效，此前各天的数仍按原截止日。"
