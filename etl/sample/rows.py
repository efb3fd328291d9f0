"""The rows that a sheet of a kind would hold on a day: what had happened by then."""

from collections.abc import Callable, Iterable
from datetime import date

from etl.sample.handwriting import Row
from etl.sample.land import county_of, series_names
from etl.sample.model import RESULT_NOTICE, Application, SeasonStory


def _who(a: Application) -> Row:
    return {
        "application_no": a.application_no,
        "county": county_of(a.county).name,
        "unit": a.unit.name,
        "name": a.person.name,
        "series": series_names()[a.series],
    }


def _roster(a: Application, day: date) -> Iterable[Row]:
    if a.first_submitted_at.date() <= day:
        yield _who(a) | {
            "season": a.season,
            "township": a.unit.township,
            "unit_kind": a.unit.kind,
            "sex": a.person.sex,
            "id_number": a.person.id_number,
            "specialty": a.specialty,
            "current_title": a.current_title,
            "current_title_on": a.current_title_on,
            "target_title": a.target_title,
            "level": a.level,
            "grassroots_years": a.grassroots_years,
            "first_submitted_at": a.first_submitted_at,
            "replacement_for": a.replacement_for,
            "phone": a.person.phone,
            "note": f"递补{a.replacement_for[-5:]}号空出名额" if a.replacement_for else "无",
            "民族": a.person.nation,
            "学历": "大学本科" if a.grassroots_years < 20 else "大学专科",
        }


def _reviews(a: Application, day: date) -> Iterable[Row]:
    for review in a.reviews:
        if review.reviewed_at.date() <= day:
            yield _who(a) | vars(review)


def _publicity(a: Application, day: date) -> Iterable[Row]:
    """Leave the results' notices to the prefecture."""
    for notice in a.publicity:
        if notice.ends_on <= day and notice.level != RESULT_NOTICE:
            yield _who(a) | vars(notice)


def _results(a: Application, day: date) -> Iterable[Row]:
    for notice in a.publicity:
        if notice.ends_on <= day and notice.level == RESULT_NOTICE:
            yield _who(a) | vars(notice)


def _paper(a: Application, day: date) -> Iterable[Row]:
    paper = a.paper
    if paper and paper.received_on <= day:
        row = _who(a) | vars(paper)
        if paper.completed_on and paper.completed_on > day:
            row |= {"complete": "否", "completed_on": None}
        yield row


def _panel(a: Application, day: date) -> Iterable[Row]:
    panel = a.panel
    if panel and panel.voted_on <= day:
        row = _who(a) | vars(panel)
        if panel.confirmed_on and panel.confirmed_on > day:
            row["confirmed_on"] = None
        yield row


def _sanctions(a: Application, day: date) -> Iterable[Row]:
    for sanction in a.sanctions:
        if sanction.decided_on <= day:
            yield _who(a) | vars(sanction)


def _appointments(a: Application, day: date) -> Iterable[Row]:
    if a.appointment and a.appointment.appointed_on <= day:
        yield _who(a) | vars(a.appointment)


_BY_APPLICATION: dict[str, Callable[[Application, date], Iterable[Row]]] = {
    "roster": _roster,
    "reviews": _reviews,
    "publicity": _publicity,
    "results": _results,
    "paper": _paper,
    "panel": _panel,
    "sanctions": _sanctions,
    "appointments": _appointments,
}


def known_rows(story: SeasonStory, sheet: str, day: date, county: str | None = None) -> list[Row]:
    """List a sheet's rows; `results` are the 结果公示 rows of kind publicity."""
    if sheet == "adjustments":
        return [
            vars(entry) | {"county": county_of(entry.county).name}
            for entry in story.adjustments
            if entry.recorded_on <= day
        ]
    told = _BY_APPLICATION[sheet]
    theirs = [a for a in story.applications if county in (None, a.county)]
    return [row for a in theirs for row in told(a, day)]


def kind_of(sheet: str) -> str:
    """Name the contract's kind of a sheet."""
    return "publicity" if sheet == "results" else sheet
