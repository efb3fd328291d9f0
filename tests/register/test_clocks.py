"""Clocks count working days over rest days and holidays; the due day itself is in time."""

from datetime import date, datetime

import pytest

from etl.calendar_days import working_days
from etl.errors import UserError
from etl.lifecycle.clocks import clock, due
from etl.lifecycle.records import lives
from etl.lifecycle.states import State, Step
from etl.seasons import load_season
from tests.register.flags import BEIJING, MONDAY, row

LIMITS = load_season(2022).flag_life
CALENDAR = working_days()


def at(month, day, hour=10, year=2022):
    return datetime(year, month, day, hour, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("since", "number", "last"),
    [
        (date(2022, 12, 12), 5, date(2022, 12, 19)),  # Monday to the next
        (date(2022, 12, 16), 1, date(2022, 12, 19)),  # Friday: the weekend does not count
        (date(2022, 12, 17), 1, date(2022, 12, 19)),  # notified on a Saturday
        (date(2022, 12, 29), 5, date(2023, 1, 6)),  # New Year's holiday 31 December to 2 January
        (date(2023, 1, 19), 5, date(2023, 1, 31)),  # Spring Festival; 28 and 29 January are made up
        (date(2023, 9, 28), 1, date(2023, 10, 7)),  # National Day; Saturday the 7th is worked
    ],
)
def test_days_are_counted_over_rest_days_without_the_day_of_the_act(since, number, last):
    assert due(since, number, CALENDAR) == last


@pytest.mark.parametrize(
    ("notified", "last"),
    [(at(12, 12), at(12, 19, 23)), (at(12, 29), at(1, 6, 23, 2023))],
)
def test_a_county_may_explain_on_the_last_day_and_no_later(office, notified, last):
    office.until(State.NOTIFIED, now=notified)
    with pytest.raises(UserError, match=f"说明的期限是 {last.date()}，已过"):
        office.step(Step.EXPLAIN, now=last.replace(hour=0) + (at(12, 2) - at(12, 1, 10)))
    assert office.step(Step.EXPLAIN, now=last).state == "说明"


def test_the_day_is_beijings_whatever_the_zone_of_the_machine(office):
    from datetime import UTC

    office.until(State.NOTIFIED)
    with pytest.raises(UserError, match="已过"):
        office.step(Step.EXPLAIN, now=datetime(2022, 12, 19, 16, 0, tzinfo=UTC))
    assert office.step(Step.EXPLAIN, now=datetime(2022, 12, 19, 15, 59, tzinfo=UTC)).acts


def test_a_time_without_zone_is_a_mistake_of_the_program(office):
    with pytest.raises(ValueError, match="time zone"):
        office.step(Step.HINT, now=datetime(2022, 12, 12))  # noqa: DTZ001


def test_silence_is_reviewed_only_after_the_last_day(office):
    office.until(State.NOTIFIED)
    with pytest.raises(UserError, match="县市还可以说明到 2022-12-19"):
        office.step(Step.REVIEW, now=at(12, 19))
    assert office.step(Step.REVIEW, now=at(12, 20)).state == "复核"


def test_an_added_explanation_does_not_prolong_the_clock(office):
    office.until(State.NOTIFIED)
    office.step(Step.EXPLAIN, now=at(12, 13))
    life = office.step(Step.EXPLAIN, now=at(12, 19))
    assert [act.reply for act in life.acts if act.reply] == ["已补齐", "已补齐"]
    assert life.clock(date(2022, 12, 19), LIMITS, CALENDAR).since == date(2022, 12, 13)
    with pytest.raises(UserError, match="已过"):
        office.step(Step.EXPLAIN, now=at(12, 20))


def test_new_evidence_is_notified_anew_with_a_clock_of_its_own(office):
    office.until(State.EXPLAINED)
    more = office.case(rows=(row(7),))
    for step in (Step.REVIEW, Step.CONFIRM):
        if step is Step.REVIEW:
            with pytest.raises(UserError, match="县市还没有看到新的"):
                office.step(step, more)
    life = office.step(Step.NOTIFY, more, now=at(12, 16))
    assert life.clock(date(2022, 12, 16), LIMITS, CALENDAR).due == date(2022, 12, 23)
    with pytest.raises(UserError, match="可以说明到 2022-12-23"):
        office.step(Step.REVIEW, more, now=at(12, 20))


def test_evidence_that_changes_after_the_review_cannot_be_confirmed(office):
    office.until(State.REVIEWED)
    with pytest.raises(UserError, match="县市还没有看到新的"):
        office.step(Step.CONFIRM, office.case(rows=(row(7),)))
    assert office.step(Step.NOTIFY, office.case(rows=(row(7),))).state == "告知"


@pytest.mark.parametrize(
    ("state", "step", "role", "last"),
    [
        (State.HINTED, Step.CHECK, "office", date(2022, 12, 15)),
        (State.CHECKED, Step.NOTIFY, "office", date(2022, 12, 14)),
        (State.NOTIFIED, Step.EXPLAIN, "county", date(2022, 12, 19)),
        (State.EXPLAINED, Step.REVIEW, "office", date(2022, 12, 19)),
        (State.REVIEWED, Step.CONFIRM, "office", date(2022, 12, 26)),
    ],
)
def test_each_state_has_its_turn_and_its_last_day(state, step, role, last):
    running = clock(state, MONDAY.date(), MONDAY.date(), LIMITS, CALENDAR)
    assert (running.step, running.role, running.due) == (step, role, last)
    assert not running.is_past(last)
    assert running.is_past(date.fromordinal(last.toordinal() + 1))


def test_a_countys_silence_turns_the_clock_to_the_office_and_final_states_have_none(office):
    day = date(2022, 12, 20)
    running = clock(State.NOTIFIED, MONDAY.date(), day, LIMITS, CALENDAR)
    assert (running.step, running.since, running.due) == (
        Step.REVIEW, date(2022, 12, 19), date(2022, 12, 26),
    )  # fmt: skip
    life = office.until(State.WITHDRAWN)
    assert life.clock(day, LIMITS, CALENDAR) is None
    assert clock(None, day, day, LIMITS, CALENDAR) is None
    assert lives(office.desk.register)[life.id.key].clock(day, LIMITS, CALENDAR) is None
