"""What happens in a season, as the simulation knows it; the offices' sheets are told from it.

The fields of the event records bear the names of the contract's columns.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

APPLICANT, UNIT, COUNTY, PREFECTURE = "申报人", "单位审核", "县级审核", "州级形式审核"
PASSED, RETURNED, REFUSED, WITHDRAWN = "通过", "退回", "不予通过", "撤回"
UNIT_NOTICE, COUNTY_NOTICE, RESULT_NOTICE = "单位公示", "县级公示", "结果公示"
NOT_MATERIAL = ("不符合申报条件", "超出申报范围", "材料虚假", "其他")


@dataclass(frozen=True)
class Person:
    """An invented person; `id_number` has a valid check digit under an area code that nobody holds."""

    name: str
    sex: str
    id_number: str
    phone: str
    nation: str


@dataclass(frozen=True)
class Unit:
    """An invented unit of a real county."""

    county: str
    township: str
    name: str
    kind: str


@dataclass
class Review:
    """One decision of one level on one submission."""

    submission_no: int
    submitted_at: datetime
    level: str
    outcome: str
    reviewed_at: datetime
    signer: str | None = None
    reason: str | None = None
    problem: str | None = None

    @property
    def is_counted_return(self) -> bool:
        """Leave out what a 误退更正 annuls: that is the season's register, not the review's."""
        judged = self.level in (COUNTY, PREFECTURE) and self.outcome == RETURNED
        return judged and self.reason not in NOT_MATERIAL


@dataclass
class Publicity:
    """One notice at one level; `finding` speaks of an objection."""

    level: str
    starts_on: date
    ends_on: date
    place: str
    objection: str = "无"
    finding: str = "无"


@dataclass
class Paper:
    """The paper file as the prefecture took it in."""

    received_on: date
    complete: str
    missing: str
    completed_on: date | None
    receiver: str


@dataclass
class Panel:
    """The vote, and the day the result was confirmed."""

    panel: str
    voted_on: date
    present: int
    votes_for: int
    outcome: str
    cause: str
    confirmed_on: date | None


@dataclass
class Sanction:
    """A measure against an application or its person."""

    kind: str
    measure: str
    decided_on: date
    document_no: str


@dataclass
class Appointment:
    """The post that the unit gave after the review."""

    post: str
    appointed_on: date


@dataclass
class Application:
    """One application with everything that befell it."""

    application_no: str
    season: int
    county: str
    series: str
    unit: Unit
    person: Person
    specialty: str
    current_title: str
    current_title_on: date
    target_title: str
    level: str
    grassroots_years: int
    first_submitted_at: datetime
    replacement_for: str | None = None
    reviews: list[Review] = field(default_factory=list)
    publicity: list[Publicity] = field(default_factory=list)
    paper: Paper | None = None
    panel: Panel | None = None
    sanctions: list[Sanction] = field(default_factory=list)
    appointment: Appointment | None = None

    def first(self, level: str, outcome: str = PASSED) -> Review | None:
        """Find the first such decision, of whichever submission."""
        return next((r for r in self.reviews if (r.level, r.outcome) == (level, outcome)), None)

    @property
    def has_passed(self) -> bool:
        """The panel's vote alone; what was taken back later counts here."""
        return self.panel is not None and self.panel.outcome == PASSED

    @property
    def is_locked(self) -> bool:
        """Three returns for the material, as clause 四(三) has it; mistaken ones are not looked for."""
        return sum(review.is_counted_return for review in self.reviews) >= 3

    @property
    def recommended_at(self) -> datetime | None:
        """The first 通过 at county level."""
        found = self.first(COUNTY)
        return found.reviewed_at if found else None

    @property
    def accepted_at(self) -> datetime | None:
        """The first 通过 of the prefecture's formal review."""
        found = self.first(PREFECTURE)
        return found.reviewed_at if found else None

    def stop_after(self, moment: datetime) -> None:
        """Forget everything later than the moment: the case ended there."""
        day = moment.date()
        self.reviews = [r for r in self.reviews if r.reviewed_at <= moment]
        self.publicity = [p for p in self.publicity if p.starts_on <= day]
        if self.paper and self.paper.received_on > day:
            self.paper = None
        if self.panel and self.panel.voted_on > day:
            self.panel = None
        if self.appointment and self.appointment.appointed_on > day:
            self.appointment = None


@dataclass(frozen=True)
class Quota:
    """One place figure of one document."""

    county: str
    series: str
    approved_posts: int
    allocated: int
    nature: str
    document_no: str
    issued_on: date


@dataclass(frozen=True)
class Adjustment:
    """An extension (blank number: the whole county) or a mistaken return put right."""

    county: str
    application_no: str | None
    kind: str
    milestone: str
    reason: str
    recorded_on: date
    submission_no: int | None = None
    due_on: date | None = None
    extended_to: date | None = None
    document_no: str = "职改办登记"


@dataclass
class SeasonStory:
    """One whole season, beyond any as-of day; what was known on a day is the writers' matter."""

    season: int
    quotas: list[Quota]
    applications: list[Application]
    adjustments: list[Adjustment] = field(default_factory=list)
