"""What should happen in every season at least once: the rare cases that screens must be able to show."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from etl.sample.applicants import Applicants, Memory
from etl.sample.land import counties, county_of
from etl.sample.model import (
    APPLICANT,
    COUNTY,
    COUNTY_NOTICE,
    PASSED,
    REFUSED,
    RETURNED,
    UNIT,
    WITHDRAWN,
    Application,
    Review,
    Sanction,
    SeasonStory,
)
from etl.sample.quotas import USUAL_PLACES
from etl.sample.register import Register
from etl.sample.reviewing import LIMIT, MATERIAL, Desk, withdraw

RARE_IN, NAMESAKE_IN = "652822", "652826"


class Incidents:
    """Plants them; in a small season only some happen."""

    def __init__(
        self,
        story: SeasonStory,
        applicants: Applicants,
        desks: dict[str, Desk],
        memory: Memory,
        total: int,
        rng: Random,
    ) -> None:
        self._story, self._applicants, self._desks = story, applicants, desks
        self._memory, self._total, self._rng = memory, total, rng
        self._table = next(iter(desks.values())).timetable
        self._touched: set[str] = set()
        self._replacements: list[Application] = []

    def more_applicants(self) -> None:
        """Add people who apply twice, late, from outside, though blacklisted, or who share a name."""
        rng, made = self._rng, self._story.applications
        if not made:
            return
        for act, times in ((self._applicants.move_outside, 2), (self._applicants.delay, 3)):
            for application in rng.sample(made, min(self._times(times), len(made))):
                act(application)
        for twin in rng.sample(made, min(self._times(2), len(made))):
            elsewhere = rng.choice(counties())
            made.append(self._applicants.new(elsewhere, twin.series, person=twin.person))
        season = self._story.season
        listed = [a for a, decided in self._memory.blacklisted if season - decided.year == 2]
        if listed and self._times(1):
            made.append(self._applicants.again(listed[0]))
        if self._total >= USUAL_PLACES // 2 and not self._memory.seasons:
            made.append(self._applicants.rare(county_of(RARE_IN), "SCH"))
        sharing = [a for a in made if a.county == NAMESAKE_IN]
        if sharing and self._times(1):
            made.append(self._applicants.namesake(rng.choice(sharing)))

    def before_the_panel(self) -> list[Application]:
        """Plant what happens up to the vote; the replacements for lost places are given back."""
        self._each(2, self._is_early, self._lock)
        locked = [a for a in self._story.applications if a.is_locked]
        if locked and self._times(1):
            self._submit_after_lock(self._rng.choice(locked))
        self._touched |= {a.application_no for a in locked}
        self._each(3, self._is_recommended, self._withdraw_late)
        self._each(3, self._is_sent_up, self._withdraw_early)
        self._each(1, self._is_recommended, self._cancel)
        self._each(1, self._is_returned, self._cancel)
        self._each(1, lambda a: bool(a.accepted_at), self._veto)
        self._each(2, self._is_notified, self._object)
        self._each(1, self._is_refused_above, self._replace)
        Register(self._story, self._table, self._rng).fill(self._times(4))
        return self._replacements

    def _times(self, usual: int) -> int:
        expected = usual * self._total / USUAL_PLACES
        if self._total >= USUAL_PLACES * 0.8:
            return max(usual, int(expected))
        return int(expected) + (self._rng.random() < expected % 1)

    def _each(
        self, usual: int, fits: Callable[[Application], bool], act: Callable[[Application], None]
    ) -> None:
        """Let it befall so many applications that fit and that nothing else has befallen."""
        for _ in range(self._times(usual)):
            fitting = [
                a
                for a in self._story.applications
                if a.application_no not in self._touched
                and not a.first(APPLICANT, WITHDRAWN)
                and fits(a)
            ]
            if fitting:
                chosen = self._rng.choice(fitting)
                self._touched.add(chosen.application_no)
                act(chosen)

    def _is_early(self, a: Application) -> bool:
        return a.first_submitted_at.date() <= self._table.applications_open + timedelta(days=4)

    def _is_recommended(self, a: Application) -> bool:
        return bool(a.recommended_at) and not a.first(COUNTY, REFUSED)

    def _is_sent_up(self, a: Application) -> bool:
        return bool(a.first(UNIT) and a.first(COUNTY))

    def _is_returned(self, a: Application) -> bool:
        return bool(a.first(COUNTY, RETURNED)) and not a.recommended_at

    def _is_refused_above(self, a: Application) -> bool:
        return bool(a.recommended_at) and a.reviews[-1].outcome == REFUSED

    def _is_notified(self, a: Application) -> bool:
        return bool(a.accepted_at) and any(p.level == COUNTY_NOTICE for p in a.publicity)

    def _lock(self, a: Application) -> None:
        """Return it three times for its material, as clause 四(三) has it."""
        rng, desk = self._rng, self._desks[a.county]
        a.reviews, submitted = [], a.first_submitted_at
        a.publicity = [notice for notice in a.publicity if notice.level != COUNTY_NOTICE]
        for number in range(1, LIMIT + 1):
            sent = desk.timetable.work_moment(rng, submitted, 0)
            back = desk.timetable.work_moment(rng, sent, 1)
            reason = rng.choice(list(MATERIAL))
            signer = f"{desk.county_short}审核岗{rng.choice('甲乙')}"
            a.reviews += [
                Review(number, submitted, UNIT, PASSED, sent, f"{desk.county_short}经办人甲"),
                Review(number, submitted, COUNTY, RETURNED, back, signer, reason, MATERIAL[reason]),
            ]
            submitted = desk.timetable.work_moment(rng, back, rng.choice((0, 1)))

    def _submit_after_lock(self, a: Application) -> None:
        desk, last = self._desks[a.county], a.reviews[-1]
        submitted = desk.timetable.work_moment(self._rng, last.reviewed_at, 1)
        at = desk.timetable.work_moment(self._rng, submitted, 0)
        signer = f"{desk.county_short}经办人乙"
        a.reviews.append(Review(last.submission_no + 1, submitted, UNIT, PASSED, at, signer))

    def _withdraw_late(self, a: Application) -> None:
        recommended = a.first(COUNTY)
        if recommended:
            at = self._table.work_moment(
                self._rng, recommended.reviewed_at, self._rng.randint(1, 3)
            )
            withdraw(a, recommended, at)
            self._replace(a, at.date(), among=2)

    def _withdraw_early(self, a: Application) -> None:
        sent = a.first(UNIT)
        if sent:
            withdraw(a, sent, sent.reviewed_at + timedelta(minutes=7))

    def _cancel(self, a: Application) -> None:
        since = a.recommended_at or a.reviews[-1].reviewed_at
        on = self._table.plus(since.date(), self._rng.randint(2, 5))
        measures = ("取消申报资格",) if a.recommended_at else ("取消申报资格", "列入黑名单")
        self._sanction(a, on, "伪造学历证明", *measures)
        if a.recommended_at:
            self._replace(a, on, among=2)

    def _veto(self, a: Application) -> None:
        since = a.accepted_at or a.first_submitted_at
        self._sanction(a, self._table.plus(since.date(), 3), "谎报工作业绩", "一票否决")

    def _object(self, a: Application) -> None:
        notice = next(p for p in a.publicity if p.level == COUNTY_NOTICE)
        notice.objection, notice.finding = "有", "属实"
        on = self._table.plus(notice.ends_on, 2)
        self._sanction(a, on, "群众举报查实", "取消申报资格")

    def _sanction(self, a: Application, on: date, kind: str, *measures: str) -> None:
        a.stop_after(datetime.combine(on, time(10, 30)))
        document = f"巴职改处〔{a.season}〕{self._rng.randint(11, 60)}号"
        a.sanctions += [Sanction(kind, measure, on, document) for measure in measures]

    def _replace(self, a: Application, on: date | None = None, among: int = 1) -> None:
        """Fill the lost place from the cell's own people, where there is time for it."""
        on = self._table.plus(on or a.reviews[-1].reviewed_at.date(), 1)
        if on <= self._table.paper_opens + timedelta(days=5) and self._rng.randrange(among) == 0:
            self._replacements.append(self._applicants.replacement(a, on))
