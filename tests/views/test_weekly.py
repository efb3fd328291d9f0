"""A county's weeks: in time, made up for later, missing; nobody is late with a sheet without rows."""

from datetime import date

import pytest

from dashboard import pieces_data, queries_data, queries_weekly, weekly
from dashboard.weekly import AHEAD, DUE, LATE, NOTHING_YET, ON_TIME, UNSENT
from etl.scope import NOBODY, office

OPENS, ENDS = date(2025, 11, 18), date(2025, 12, 31)
WEEK_1, WEEK_2, WEEK_3 = "2025-11-21", "2025-11-26", "2025-12-03"
COUNTY = "652825"


def states(day, kind="roster", *sent):
    days = {COUNTY: {kind: [date.fromisoformat(each) for each in sent]}}
    shown = weekly.weeks(days, COUNTY, OPENS, ENDS, date.fromisoformat(day))
    place = weekly.COUNTY_KINDS.index(kind)
    return [week.states[place] for week in shown]


def test_the_weeks_run_from_the_monday_of_the_first_window_to_the_end_of_the_year():
    mondays = weekly.mondays(OPENS, ENDS)
    assert (mondays[0], mondays[-1], len(mondays)) == (date(2025, 11, 17), date(2025, 12, 29), 7)


def test_a_report_stands_for_its_week():
    assert states(WEEK_3, "roster", WEEK_1, WEEK_2, WEEK_3)[:4] == [ON_TIME] * 3 + [AHEAD]


def test_a_week_left_out_is_late_once_a_later_report_has_made_up_for_it():
    assert states(WEEK_3, "roster", WEEK_1, WEEK_3)[:3] == [ON_TIME, LATE, ON_TIME]


def test_as_of_a_day_later_reports_are_not_known():
    assert states("2025-11-28", "roster", WEEK_1, WEEK_3)[:3] == [ON_TIME, DUE, AHEAD]


def test_this_week_is_due_and_a_past_one_is_missing():
    assert states(WEEK_3, "roster", WEEK_1)[:3] == [ON_TIME, UNSENT, DUE]
    assert states("2025-12-07", "roster", WEEK_1)[2] == DUE
    assert states("2025-12-08", "roster", WEEK_1)[2:4] == [UNSENT, DUE]


@pytest.mark.parametrize(
    ("kind", "first"), [("roster", LATE), ("reviews", NOTHING_YET), ("publicity", NOTHING_YET)]
)
def test_only_a_roster_can_be_late_before_its_first_report(kind, first):
    assert states(WEEK_3, kind, WEEK_2, WEEK_3)[:3] == [first, ON_TIME, ON_TIME]


def test_a_gap_after_the_first_review_is_late():
    assert states("2025-12-10", "reviews", WEEK_1, WEEK_3)[1] == LATE


def test_what_is_not_in_order_is_told_by_kind():
    week = weekly.Week(OPENS, (ON_TIME, LATE, LATE))
    assert week.told == [(LATE, "审核、公示")]
    assert not weekly.is_in_order([week])
    assert weekly.is_in_order([weekly.Week(OPENS, (ON_TIME, ON_TIME, NOTHING_YET))])
    made = pieces_data.weeks({COUNTY: [week]}, {COUNTY: "且末县"}, "每周")
    assert "审核、公示迟报" in made
    assert 'aria-label="审核迟报"' in made


def test_the_last_report_day_is_the_day_loaded_through(small_version):
    days = queries_weekly.report_days(small_version, office(), 2025)
    through = queries_data.through(small_version, office(), 2025)
    for code, kinds in days.items():
        for kind in weekly.COUNTY_KINDS:
            assert max(kinds[kind]) == through[code][kind]
    assert len(days) == 9


def test_nobody_sees_no_report_days(small_version):
    assert queries_weekly.report_days(small_version, NOBODY, 2025) == {}


def test_the_page_shows_a_strip_a_county_and_says_who_is_behind(open_page):
    page = open_page("data")
    table = page.html.split('class="weeks"')[1].split("</table>")[0]
    assert table.count("<tr>") == 10
    assert "9个县市中6个每周都按时报全" in page.text
    assert "花名册、审核、公示本周未报" in page.text
    one = open_page("data", county="且末县")
    assert "且末县有1周没有按时报全" in one.text
    assert one.html.split('class="weeks"')[1].split("</table>")[0].count("<tr>") == 2
