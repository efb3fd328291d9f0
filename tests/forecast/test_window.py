"""Windows in working days, past shares at the same working-day share, and the pace of the last days."""

from datetime import date

import pytest

from etl.forecast.pace import Recent, recent
from etl.forecast.window import Path, Window, added, path
from tests.forecast.made_up import steps

FRIDAY, SATURDAY, MONDAY = date(2024, 12, 6), date(2024, 12, 7), date(2024, 12, 9)
THURSDAY, TUESDAY = date(2024, 12, 5), date(2024, 12, 10)
WINDOW = Window(THURSDAY, TUESDAY, (THURSDAY, FRIDAY, MONDAY, TUESDAY))


@pytest.mark.parametrize(
    ("day", "elapsed"),
    [(date(2024, 12, 4), 0), (date(2024, 12, 5), 1), (FRIDAY, 2), (SATURDAY, 2), (MONDAY, 3),
     (date(2024, 12, 10), 4), (date(2024, 12, 31), 4)],
)  # fmt: skip
def test_working_days_elapse_and_remain(day, elapsed):
    assert (WINDOW.elapsed(day), WINDOW.left(day)) == (elapsed, 4 - elapsed)


def test_a_count_keeps_its_value_until_the_next_step():
    count = steps({FRIDAY: 2, MONDAY: 3})
    days = (date(2024, 12, 5), FRIDAY, SATURDAY, MONDAY)
    assert [count.at(day) for day in days] == [0, 2, 2, 5]


def test_counts_add_up_day_by_day():
    total = added([steps({FRIDAY: 2, MONDAY: 3}), steps({FRIDAY: 1}), steps({SATURDAY: 4})])
    assert [total.at(day) for day in (date(2024, 12, 1), FRIDAY, SATURDAY, MONDAY)] == [0, 3, 7, 10]
    assert added([]).at(FRIDAY) == 0


def test_a_path_begins_with_what_came_before_the_window():
    walked = path(
        steps({date(2024, 12, 1): 1, FRIDAY: 2, SATURDAY: 4, date(2024, 12, 10): 3}), WINDOW
    )
    assert walked == Path((1, 1, 3, 7, 10), 10)


@pytest.mark.parametrize(
    ("elapsed", "total", "come"), [(1, 4, 2), (2, 4, 4), (4, 8, 4), (3, 8, 3), (1, 8, 1), (4, 4, 9)]
)
def test_shares_are_read_at_the_same_part_of_the_window(elapsed, total, come):
    assert Path((0, 2, 4, 6, 9), 10).share_at(elapsed, total) == (come + 0.5) / 11


def test_what_was_taken_back_later_gives_no_share_above_all():
    assert Path((0, 5, 6), 4).share_at(1, 2) == 4.5 / 5


def test_the_last_five_working_days_of_the_window_at_most():
    long = Window(
        date(2024, 12, 2), MONDAY, tuple(date(2024, 12, day) for day in (2, 3, 4, 5, 6, 9))
    )
    count = steps({date(2024, 12, 2): 50, date(2024, 12, 4): 3, SATURDAY: 2, MONDAY: 4})
    assert recent(count, long, MONDAY) == Recent(5, 0, 6)
    assert recent(count, long, FRIDAY) == Recent(5, 0, 50)
    assert recent(count, long, date(2024, 12, 3)) == Recent(2, 0, 50)
    assert recent(count, long, date(2024, 12, 1)) is None
