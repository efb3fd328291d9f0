"""What a season's dates allow, told as sentences with clause and basis; no year is special."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.calendar_days import ONE_DAY, WorkingDays, working_days
from etl.paths import REFERENCE, SEASONS
from etl.seasons.plan import (
    CONFLICT,
    FITS,
    MIND,
    Finding,
    LatestStart,
    Plan,
    Step,
    finding,
    local_finding,
    rest,
    shown,
)
from etl.seasons.season import Season, load_season


@dataclass(frozen=True)
class Feasibility:
    """Everything that `season Y` prints, as facts."""

    season: Season
    steps: tuple[Step, ...]
    borderline_day: date
    findings: tuple[Finding, ...]
    latest_starts: tuple[LatestStart, ...]
    sources: tuple[str, ...]


def season_facts(year: int, reference: Path = REFERENCE, folder: Path = SEASONS) -> Feasibility:
    """Check one year's dates against the calendar of a reference folder."""
    return feasibility(load_season(year, folder), working_days(reference))


def feasibility(season: Season, calendar: WorkingDays) -> Feasibility:
    """Run every check. Awkward dates are told, never refused: the notice itself has them."""
    plan = Plan(season, calendar)
    return Feasibility(
        season=season,
        steps=tuple(plan.steps()),
        borderline_day=plan.borderline_day,
        findings=tuple(told for check in CHECKS for told in check(plan)),
        latest_starts=tuple(plan.latest_starts()),
        sources=plan.sources(),
    )


def rest_day_starts(plan: Plan) -> Iterator[Finding]:
    """Tell each opening day that is a rest day, once for the windows that share it."""
    windows = plan.season.windows.all
    for day in dict.fromkeys(window.starts_on for window in windows):
        if not plan.calendar.is_workday(day):
            opened = [window for window in windows if window.starts_on == day]
            titles = "、".join(window.title for window in opened)
            first = shown(plan.calendar.first_workday_after(day))
            sentence = f"{titles} {day:%m-%d} 开始，是{rest(day)}，第一个工作日是 {first}。"
            yield finding("rest_day_starts", MIND, sentence, *opened)


def rest_day_ends(plan: Plan) -> Iterator[Finding]:
    """Tell each closing day that is a rest day, with the last working day before it."""
    for step in plan.steps():
        if step.last_workday < step.ends_on:
            sentence = (
                f"{step.title} {step.ends_on:%m-%d} 截止，是{rest(step.ends_on)}，"
                f"最后一个工作日是 {shown(step.last_workday)}。"
            )
            yield Finding("rest_day_ends", MIND, step.clause, step.basis, sentence)


def borderline(plan: Plan) -> Iterator[Finding]:
    """Tell from which day on paper is late."""
    paper, day = plan.season.windows.paper, plan.borderline_day
    if day == paper.ends_on:
        state, sentence = FITS, f"{paper.title}截止日 {shown(day)}是工作日，之后送达即记逾期。"
    else:
        state = MIND
        sentence = f"{paper.title} {paper.ends_on:%m-%d} 截止，此后到 {shown(day)}送达的记临界，再晚记逾期。"
    yield local_finding("borderline", state, sentence, paper)


def review_after_applications(plan: Plan) -> Iterator[Finding]:
    """Compare the working days of W1 and W2: what is left to review a last-day application."""
    applications, review, _ = plan.season.windows.all
    wait = plan.season.review_wait_days
    open_days, review_days = (
        plan.calendar.working_days(window.starts_on, window.ends_on)
        for window in (applications, review)
    )
    left = plan.calendar.working_days_between(applications.ends_on + ONE_DAY, review.ends_on)
    if open_days == review_days:
        lead = f"{applications.title}与{review.title}含同样的 {len(open_days)} 个工作日："
    else:
        lead = (
            f"{applications.title}含 {len(open_days)} 个工作日，"
            f"{review.title}含 {len(review_days)} 个："
        )
    tail = f"{applications.ends_on:%m-%d} 才申报的，之后只剩 {left} 个工作日可审。"
    state = FITS if left >= wait.value else CONFLICT if left == 0 else MIND
    yield finding("review_after_applications", state, lead + tail, applications, review)


def every_try(plan: Plan) -> Iterator[Finding]:
    """Find who can still use every submission when each waits as long as the office allows."""
    season, review = plan.season, plan.season.windows.online_review
    tries, wait = season.submission_limit, season.review_wait_days
    latest = plan.calendar.latest_start(
        review.ends_on, tries.value * wait.value, start_counts=False
    )
    sentence = (
        f"{tries.value} 次提交各等审核 {wait.value} 个工作日，要在 {review.ends_on:%m-%d} 前走完，"
        f"首次提交不能晚于 {shown(latest)}"
    )
    if latest < season.first_day:
        state, sentence = CONFLICT, f"{sentence}，那时还没有开始：没有人用得满 {tries.value} 次。"
    else:
        state = FITS if latest >= season.windows.applications.ends_on else MIND
        sentence += "。"
    yield finding("every_try", state, sentence, tries, wait, review)


def publicity_before_review_ends(plan: Plan) -> Iterator[Finding]:
    """Tell by when a publicity must start to be full within W1 or W2."""
    applications, review, paper = plan.season.windows.all
    by_start: dict[date, list[date]] = {}
    for end in sorted({applications.ends_on, review.ends_on}):
        by_start.setdefault(plan.latest_start(end, start_counts=True), []).append(end)
    parts = [
        f"要在 {'或 '.join(f'{end:%m-%d} ' for end in ends)}前满，{_start(plan, start, ends[-1])}"
        for start, ends in by_start.items()
    ]
    sentence = f"公示满 {plan.number} 个工作日，{'；'.join(parts)}。"
    latest, state = max(by_start), FITS
    if latest < applications.ends_on:
        state = CONFLICT
        sentence += (
            f"{latest:%m-%d} 之后申报的，{review.title}截止时公示都不满；"
            f"所以公示不卡审核，只卡{paper.title}（本地设定）。"
        )
    days = plan.season.publicity_days
    yield finding("publicity_before_review_ends", state, sentence, days, applications, review)


def _start(plan: Plan, latest: date, end: date) -> str:
    if latest < plan.season.first_day:
        return "没有人赶得上"
    strict = plan.latest_start(end, start_counts=False)
    aside = "没有人赶得上" if strict < plan.season.first_day else f" {strict:%m-%d}"
    return f"最迟 {shown(latest)}开始（起始日不计则{aside}）"


def levels_in_sequence(plan: Plan) -> Iterator[Finding]:
    """Follow a last-day applicant through the required publicities, one after the other."""
    applications, _, paper = plan.season.windows.all
    levels = plan.season.required_publicity
    number, last_day = len(levels.value), applications.ends_on
    strict = plan.full_on(last_day, number, start_counts=False)
    counted = plan.full_on(last_day, number, start_counts=True)
    sentence = (
        f"{shown(last_day)}才申报的，{'、'.join(levels.value)}首尾相接："
        f"起始日不计，{shown(strict)}才满，{_margin(plan, strict)}；"
        f"起始日计入，{shown(counted)}满，{_margin(plan, counted)}。"
    )
    state = FITS if strict < paper.ends_on else MIND
    if strict > paper.ends_on:
        state = CONFLICT
        sentence += "各级应交叠，或单位先公示、个人后提交。"
    days = plan.season.publicity_days
    yield finding("levels_in_sequence", state, sentence, days, levels, applications, paper)


def _margin(plan: Plan, full: date) -> str:
    paper = plan.season.windows.paper
    if full > paper.ends_on:
        return f"晚于{paper.title}截止日 {paper.ends_on:%m-%d}"
    left = plan.calendar.working_days_between(full + ONE_DAY, paper.ends_on)
    return f"离{paper.title}截止余 {left} 个工作日" if left else f"{paper.title}已到最后一个工作日"


def panel_and_result(plan: Plan) -> Iterator[Finding]:
    """Tell what the result's publicity leaves for the panels before the year ends."""
    year_end, paper = plan.season.year_end, plan.season.windows.paper
    latest = plan.latest_start(year_end.on, start_counts=True)
    opens = plan.calendar.first_workday_after(paper.ends_on)
    closes = plan.calendar.last_workday_before(latest)
    number = plan.calendar.working_days_between(opens, closes)
    if number:
        sentence = (
            f"结果公示要在 {year_end.on:%m-%d} 前满，{_start(plan, latest, year_end.on)}；"
            f"评审可用 {opens:%m-%d} 至 {closes:%m-%d}，{number} 个工作日。"
        )
    else:
        sentence = f"{paper.title}截止到 {year_end.on:%m-%d}，放不下评审和结果公示。"
    yield local_finding("panel_and_result", FITS if number else CONFLICT, sentence, year_end)


def gap_before_paper(plan: Plan) -> Iterator[Finding]:
    """Tell the days between W2 and W3, which belong to no window."""
    _, review, paper = plan.season.windows.all
    first, last = review.ends_on + ONE_DAY, paper.starts_on - ONE_DAY
    if first <= last:
        number = plan.calendar.working_days_between(first, last)
        span = shown(first) if first == last else f"{shown(first)}至 {shown(last)}"
        sentence = (
            f"{span}在{review.title}与{paper.title}之间，不属于任何窗口，有 {number} 个工作日。"
        )
        yield finding("gap_before_paper", MIND, sentence, review, paper)


def calendar_known(plan: Plan) -> Iterator[Finding]:
    """Say when working days are computed, or may still be moved by the next year's arrangement."""
    first, end = plan.season.first_day, plan.season.year_end
    following = end.on + ONE_DAY
    if plan.is_provisional(first, end.on):
        sentence = f"{plan.season.year} 年放假安排尚未载入，工作日暂按周末推算。"
        yield local_finding("calendar_known", MIND, sentence, end)
    elif plan.is_provisional(following, following):
        sentence = f"{following.year} 年放假安排尚未载入，元旦调休可能改动年底几天，届时重算。"
        yield local_finding("calendar_known", MIND, sentence, end)


CHECKS = (
    rest_day_starts,
    rest_day_ends,
    borderline,
    review_after_applications,
    every_try,
    publicity_before_review_ends,
    levels_in_sequence,
    panel_and_result,
    gap_before_paper,
    calendar_known,
)
