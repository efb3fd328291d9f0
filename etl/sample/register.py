"""The prefecture's register: mistaken returns put right, and extensions."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from etl.sample.model import Adjustment, SeasonStory
from etl.sample.timetable import Timetable

APPLYING, REVIEWING, HANDING_OVER = "个人申报", "网上形式审核", "纸质材料受理"
FAR, OTHERS = ("652824", "652825"), ("652823", "652828", "652829")


class Register:
    """Writes the season's entries."""

    def __init__(self, story: SeasonStory, timetable: Timetable, rng: Random) -> None:
        self._story, self._table, self._rng = story, timetable, rng

    def fill(self, mistakes: int) -> None:
        """Annul some counted returns; extend windows for a far county, another one, a person."""
        returned = [
            (a, review)
            for a in self._story.applications
            for review in a.reviews
            if review.is_counted_return and a.recommended_at and not a.is_locked
        ]
        for a, review in self._rng.sample(returned, min(mistakes, len(returned))):
            on = self._table.plus(review.reviewed_at.date(), self._rng.randint(1, 3))
            reason = self._rng.choice(("平台附件打不开,系误退", "复核认定材料齐全"))
            entry = Adjustment(a.county, a.application_no, "误退更正", review.level, reason, on)
            self._add(replace(entry, submission_no=review.submission_no))
        if mistakes:
            self._extend_counties()
            self._extend_a_person()

    def _extend_counties(self) -> None:
        far, other = self._rng.choice(FAR), self._rng.choice(OTHERS)
        ends = self._table.paper_ends
        if self._story.season % 2 == 0:
            on = self._table.calendar.last_workday_on_or_before(ends)
            entry = Adjustment(far, None, "延期", HANDING_OVER, "寒潮道路结冰,班车停运", on)
            self._extend(entry, ends, self._table.plus(ends + timedelta(days=3), 0))
        ends = self._table.reviews_end
        on = self._table.calendar.last_workday_on_or_before(ends)
        entry = Adjustment(other, None, "延期", REVIEWING, "县域光缆中断一天半", on)
        self._extend(entry, ends, self._table.plus(ends, 2))

    def _extend_a_person(self) -> None:
        ends = self._table.applications_end
        late = [a for a in self._story.applications if a.first_submitted_at.date() > ends]
        if late:
            a = self._rng.choice(late)
            reason = "住院治疗,经本人申请"
            entry = Adjustment(a.county, a.application_no, "延期", APPLYING, reason, ends)
            self._extend(entry, ends, ends + timedelta(days=3))

    def _extend(self, entry: Adjustment, due: date, to: date) -> None:
        number = f"巴职改函〔{self._story.season}〕{self._rng.randint(3, 19)}号"
        self._add(replace(entry, due_on=due, extended_to=to, document_no=number))

    def _add(self, entry: Adjustment) -> None:
        self._story.adjustments.append(entry)
