"""What a season's dates leave for publicity: before review ends, level by level, and for results."""

from collections.abc import Iterator
from datetime import date

from etl.calendar_days import ONE_DAY
from etl.seasons.plan import CONFLICT, FITS, MIND, Finding, Plan, finding, local_finding, shown
from etl.told import Told, joined, listed, told


def publicity_before_review_ends(plan: Plan) -> Iterator[Finding]:
    """Tell by when a publicity must start to be full within W1 or W2."""
    applications, review, paper = plan.season.windows.all
    by_start: dict[date, list[date]] = {}
    for end in sorted({applications.ends_on, review.ends_on}):
        by_start.setdefault(plan.latest_start(end, start_counts=True), []).append(end)
    parts = [
        told("要在 {ends} 前满，{start}", ends=_either(ends), start=_start(plan, start, ends[-1]))
        for start, ends in by_start.items()
    ]
    said = {"n": plan.number, "parts": joined("{first}；{rest}", parts)}
    latest, state = max(by_start), FITS
    sentence = told("公示满 {n} 个工作日，{parts}。", **said)
    if latest < applications.ends_on:
        state = CONFLICT
        sentence = told(
            "公示满 {n} 个工作日，{parts}。{day:%m-%d} 之后申报的，{review}截止时公示都不满；"
            "所以公示不卡审核，只卡{paper}（本地设定）。",
            **said,
            day=latest,
            review=told(review.title),
            paper=told(paper.title),
        )
    days = plan.season.publicity_days
    yield finding("publicity_before_review_ends", state, sentence, days, applications, review)


def _either(ends: list[date]) -> Told:
    if len(ends) == 1:
        return told("{day:%m-%d}", day=ends[0])
    first, second = ends
    return told("{first:%m-%d} 或 {second:%m-%d}", first=first, second=second)


def _start(plan: Plan, latest: date, end: date) -> Told:
    if latest < plan.season.first_day:
        return told("没有人赶得上")
    strict = plan.latest_start(end, start_counts=False)
    if strict < plan.season.first_day:
        return told("最迟 {latest}开始（起始日不计则没有人赶得上）", latest=shown(latest))
    return told(
        "最迟 {latest}开始（起始日不计则 {strict:%m-%d}）", latest=shown(latest), strict=strict
    )


def levels_in_sequence(plan: Plan) -> Iterator[Finding]:
    """Follow a last-day applicant through the required publicities, one after the other."""
    applications, _, paper = plan.season.windows.all
    levels = plan.season.required_publicity
    number, last_day = len(levels.value), applications.ends_on
    strict = plan.full_on(last_day, number, start_counts=False)
    counted = plan.full_on(last_day, number, start_counts=True)
    sentence = told(
        "{day}才申报的，{levels}首尾相接：起始日不计，{strict}才满，{strict_margin}；"
        "起始日计入，{counted}满，{counted_margin}。",
        day=shown(last_day),
        levels=listed(levels.value),
        strict=shown(strict),
        strict_margin=_margin(plan, strict),
        counted=shown(counted),
        counted_margin=_margin(plan, counted),
    )
    state = FITS if strict < paper.ends_on else MIND
    if strict > paper.ends_on:
        state = CONFLICT
        advice = told("各级应交叠，或单位先公示、个人后提交。")
        sentence = joined("{first}{rest}", [sentence, advice])
    days = plan.season.publicity_days
    yield finding("levels_in_sequence", state, sentence, days, levels, applications, paper)


def _margin(plan: Plan, full: date) -> Told:
    paper = plan.season.windows.paper
    title = told(paper.title)
    if full > paper.ends_on:
        return told("晚于{title}截止日 {day:%m-%d}", title=title, day=paper.ends_on)
    if left := plan.calendar.working_days_between(full + ONE_DAY, paper.ends_on):
        return told("离{title}截止余 {left} 个工作日", title=title, left=left)
    return told("{title}已到最后一个工作日", title=title)


def panel_and_result(plan: Plan) -> Iterator[Finding]:
    """Tell what the result's publicity leaves for the panels before the year ends."""
    year_end, paper = plan.season.year_end, plan.season.windows.paper
    latest = plan.latest_start(year_end.on, start_counts=True)
    opens = plan.calendar.first_workday_after(paper.ends_on)
    closes = plan.calendar.last_workday_before(latest)
    number = plan.calendar.working_days_between(opens, closes)
    if number:
        sentence = told(
            "结果公示要在 {day:%m-%d} 前满，{start}；"
            "评审可用 {opens:%m-%d} 至 {closes:%m-%d}，{n} 个工作日。",
            day=year_end.on,
            start=_start(plan, latest, year_end.on),
            opens=opens,
            closes=closes,
            n=number,
        )
    else:
        sentence = told(
            "{title}截止到 {day:%m-%d}，放不下评审和结果公示。",
            title=told(paper.title),
            day=year_end.on,
        )
    yield local_finding("panel_and_result", FITS if number else CONFLICT, sentence, year_end)
