"""The checks of a season's dates, each told as a sentence with clause and basis; no year is special."""

from collections.abc import Iterator
from datetime import date

from etl.calendar_days import ONE_DAY
from etl.seasons.checks_publicity import (
    levels_in_sequence,
    panel_and_result,
    publicity_before_review_ends,
)
from etl.seasons.plan import (
    CONFLICT,
    FITS,
    MIND,
    Finding,
    Plan,
    finding,
    local_finding,
    rest,
    shown,
)
from etl.seasons.season import Window
from etl.told import Told, listed, told


def rest_day_starts(plan: Plan) -> Iterator[Finding]:
    """Tell each opening day that is a rest day, once for the windows that share it."""
    windows = plan.season.windows.all
    for day in dict.fromkeys(window.starts_on for window in windows):
        if not plan.calendar.is_workday(day):
            opened = [window for window in windows if window.starts_on == day]
            sentence = told(
                "{titles} {day:%m-%d} 开始，是{rest}，第一个工作日是 {first}。",
                titles=listed([window.title for window in opened]),
                day=day,
                rest=rest(day),
                first=shown(plan.calendar.first_workday_after(day)),
            )
            yield finding("rest_day_starts", MIND, sentence, *opened)


def rest_day_ends(plan: Plan) -> Iterator[Finding]:
    """Tell each closing day that is a rest day, with the last working day before it."""
    for step in plan.steps():
        if step.last_workday < step.ends_on:
            sentence = told(
                "{title} {day:%m-%d} 截止，是{rest}，最后一个工作日是 {last}。",
                title=told(step.title),
                day=step.ends_on,
                rest=rest(step.ends_on),
                last=shown(step.last_workday),
            )
            yield Finding("rest_day_ends", MIND, step.clause, step.basis, sentence)


def borderline(plan: Plan) -> Iterator[Finding]:
    """Tell from which day on paper is late."""
    paper, day = plan.season.windows.paper, plan.borderline_day
    title, last = told(paper.title), shown(day)
    if day == paper.ends_on:
        state = FITS
        sentence = told("{title}截止日 {day}是工作日，之后送达即记逾期。", title=title, day=last)
    else:
        state = MIND
        sentence = told(
            "{title} {day:%m-%d} 截止，此后到 {last}送达的记临界，再晚记逾期。",
            title=title,
            day=paper.ends_on,
            last=last,
        )
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
    lengths = {"n": len(open_days)}
    template = "{first}与{second}含同样的 {n} 个工作日：{day:%m-%d} 才申报的，之后只剩 {left} 个工作日可审。"
    if open_days != review_days:
        lengths["m"] = len(review_days)
        template = (
            "{first}含 {n} 个工作日，{second}含 {m} 个："
            "{day:%m-%d} 才申报的，之后只剩 {left} 个工作日可审。"
        )
    sentence = told(
        template,
        first=told(applications.title),
        second=told(review.title),
        day=applications.ends_on,
        left=left,
        **lengths,
    )
    state = FITS if left >= wait.value else CONFLICT if left == 0 else MIND
    yield finding("review_after_applications", state, sentence, applications, review)


def every_try(plan: Plan) -> Iterator[Finding]:
    """Find who can still use every submission when each waits as long as the office allows."""
    season, review = plan.season, plan.season.windows.online_review
    tries, wait = season.submission_limit, season.review_wait_days
    latest = plan.calendar.latest_start(
        review.ends_on, tries.value * wait.value, start_counts=False
    )
    state = FITS if latest >= season.windows.applications.ends_on else MIND
    template = "{tries} 次提交各等审核 {wait} 个工作日，要在 {day:%m-%d} 前走完，首次提交不能晚于 {latest}。"
    if latest < season.first_day:
        state = CONFLICT
        template = (
            "{tries} 次提交各等审核 {wait} 个工作日，要在 {day:%m-%d} 前走完，"
            "首次提交不能晚于 {latest}，那时还没有开始：没有人用得满 {tries} 次。"
        )
    sentence = told(
        template, tries=tries.value, wait=wait.value, day=review.ends_on, latest=shown(latest)
    )
    yield finding("every_try", state, sentence, tries, wait, review)


def gap_before_paper(plan: Plan) -> Iterator[Finding]:
    """Tell the days between W2 and W3, which belong to no window."""
    _, review, paper = plan.season.windows.all
    first, last = review.ends_on + ONE_DAY, paper.starts_on - ONE_DAY
    if first <= last:
        sentence = _between(review, paper, first, last, plan)
        yield finding("gap_before_paper", MIND, sentence, review, paper)


def _between(before: Window, after: Window, first: date, last: date, plan: Plan) -> Told:
    said = {
        "before": told(before.title),
        "after": told(after.title),
        "n": plan.calendar.working_days_between(first, last),
    }
    if first == last:
        return told(
            "{day}在{before}与{after}之间，不属于任何窗口，有 {n} 个工作日。",
            day=shown(first),
            **said,
        )
    return told(
        "{first}至 {last}在{before}与{after}之间，不属于任何窗口，有 {n} 个工作日。",
        first=shown(first),
        last=shown(last),
        **said,
    )


def calendar_known(plan: Plan) -> Iterator[Finding]:
    """Say when working days are computed, or may still be moved by the next year's arrangement."""
    first, end = plan.season.first_day, plan.season.year_end
    following = end.on + ONE_DAY
    if plan.is_provisional(first, end.on):
        sentence = told("{year} 年放假安排尚未载入，工作日暂按周末推算。", year=plan.season.year)
        yield local_finding("calendar_known", MIND, sentence, end)
    elif plan.is_provisional(following, following):
        sentence = told(
            "{year} 年放假安排尚未载入，元旦调休可能改动年底几天，届时重算。", year=following.year
        )
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
