"""What each list of the page 县市工作台 is called and means, and the days of its calendar in words."""

from collections.abc import Mapping
from typing import Any

from dashboard import formats, frame
from dashboard.words import mark, say
from dashboard.workbench import Desk, to_mend
from dashboard.workbench_dates import PAPER, Event

TO_BEGIN = "to_begin"
TITLES = {
    "last_chance": mark("最后一次机会 {n} 人"),
    "waiting_county": mark("等县级审核 {n} 件"),
    "waiting_applicant": mark("已退回、等补正 {n} 件"),
    "waiting_unit": mark("等单位审核 {n} 件"),
    TO_BEGIN: mark("还没有公示记录 {n} 件"),
    "publicity_missing": mark("缺公示 {n} 项"),
    "publicity_short": mark("公示天数不足 {n} 次"),
    "waiting_paper": mark("等送纸质材料 {n} 件"),
    "paper_defective": mark("纸质材料缺件 {n} 件"),
    "waiting_unknown": mark("看不出在等什么 {n} 件"),
}


def caption(desk: Desk, count: str) -> str:
    """What a list holds and what follows from it, in a line."""
    made = {
        "waiting_county": _waits_caption,
        TO_BEGIN: _start_caption,
        "waiting_paper": deadline_of_paper,
    }
    return made[count](desk) if count in made else say(_CAPTIONS[count])


_CAPTIONS = {
    "last_chance": mark("再被退回一次，本年度不再受理（四（三））"),
    "waiting_applicant": mark("县级、州级因材料原因的退回才计次（四（三））"),
    "waiting_unit": mark("已提交，单位还没有审"),
    "publicity_missing": mark("纸质材料截止后仍没有公示（四（二））"),
    "publicity_short": mark("起始日计入也不满规定的工作日（四（二））"),
    "paper_defective": mark("送达时不齐的，补齐以后仍列在这里（四（三））"),
    "waiting_unknown": mark("所在环节的表还没有报到，或未计入的行里可能有它的记录"),
}


def _waits_caption(desk: Desk) -> str:
    """From when a wait is told, and up to when it is counted where the county's reviews end earlier."""
    told = say("等满 {n} 个工作日的标出（五（二），本地设定）", n=desk.review_days)
    through = desk.reports.through.get(desk.county, {}).get("reviews")
    if through and through < desk.day:
        return formats.semicolon(
            [told, say("算到审核记录载入的 {day}", day=formats.day_short(through))]
        )
    return told


def _start_caption(desk: Desk) -> str:
    """By when a publicity of one level must begin, for the end that holds for most."""
    start = desk.starts[max(desk.starts)]
    through = desk.reports.through.get(desk.county, {}).get("publicity")
    told = say(
        "最稳 {safe}开始，最迟 {last}开始，{by}前满（四（二））",
        safe=formats.day(start.safe),
        last=formats.day(start.counted),
        by=formats.day(start.by),
    )
    known = min(through, desk.day) if through else None
    return formats.semicolon(
        [told, say("公示表载入至 {day}", day=formats.day_short(known))] if known else [told]
    )


def deadline_of_paper(desk: Desk) -> str:
    """When paper is taken in, and the last working day where the end is a rest day."""
    stop = desk.stop("paper")
    ends = formats.day(stop["day"]) + frame.rest_day(stop)
    for each in desk.events:
        row = each.row
        if each.kind == "extension" and row["milestone"] == PAPER and not row["application_no"]:
            ends = formats.day(each.day) + formats.brackets(say("已延期"))
    if desk.day < desk.paper_opens:
        opens = formats.day(desk.paper_opens)
        return say("{opens}开始受理，{ends}截止", opens=opens, ends=ends)
    return say("受理到 {ends}", ends=ends)


def event(desk: Desk, each: Event) -> str:
    """One day of the calendar in words."""
    row = each.row
    if each.kind == "stop":
        return say(frame.TITLES[row["stop"]]) + formats.brackets(formats.comma(_aside(row)))
    if each.kind == "extension":
        whose = (
            say("申报 {number}", number=row["application_no"])
            if row["application_no"]
            else desk.names[row["county_code"]]
        )
        return say("{whose}的{milestone}延到这天", whose=whose, milestone=say(row["milestone"]))
    if each.kind == "paper_opens":
        return say("纸质材料开始受理")
    by = formats.day_short(row["by"])
    if each.kind == "safe_start":
        return say("公示最稳的起始日（起始日不计，{by} 前也满）", by=by)
    return say("公示最迟的起始日（起始日计入，{by} 前满）", by=by)


def _aside(stop: Mapping[str, Any]) -> list[str]:
    """What moves an end in practice: a rest day, days not yet arranged, the county's extension."""
    told = []
    if not stop["is_workday"]:
        told.append(say("最后工作日 {day}", day=formats.day_short(stop["last_workday"])))
        told += [say("暂按周末推算")] if stop["is_provisional"] else []
    if stop["extended"]:
        moved = formats.day_short(stop["extended"]["extended_to"])
        told.append(say("本县市已延至 {day}", day=moved))
    return told


def reports_title(desk: Desk) -> str:
    """Say what became of the county's rows and what is to be mended."""
    total, mends = desk.reports.total, to_mend(desk)
    if not total["sheets"]:
        return say("本县市的数据：还没有收到")
    if mends:
        return say("本县市的数据：还有 {n} 处要改", n=mends)
    return say("本县市的数据：没有要改的")


def reports(desk: Desk) -> str:
    """Rows read and what became of them, over the season's reports."""
    total = desk.reports.total
    told = say(
        "{files} 份文件、{sheets} 张表，读入 {read} 行，未计入 {stopped} 行",
        files=total["files"],
        sheets=total["sheets"],
        read=total["read"],
        stopped=total["quarantined"],
    )
    if desk.is_past_day:
        return formats.comma([told, say("按所看版本的全部报送计")])
    return told
