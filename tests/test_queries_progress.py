"""Waiting: whole working days, from the day after it began up to what the sheets tell."""

from datetime import date

import duckdb
import pytest

from dashboard import queries_progress
from etl.scope import office


def waiting_since(since, through, day, count="waiting_county"):
    """Working days that one file has waited, in a week of five working days from Monday 21 November."""
    con = duckdb.connect()
    con.execute(
        "create schema results; create schema core; create schema rule; create schema accepted"
    )
    con.execute(
        "create schema quality; create table quality.row (row_id int, file text, sheet text, row_no int)"
    )
    con.execute("create table accepted.roster (application_no text, name text)")
    con.execute("create table rule.season as select 2022 as season, date '2022-11-30' as w3_starts")
    con.execute(
        "create table rule.calendar as select day, date_diff('day', date '2022-11-20', day) as workday_no"
        " from (select unnest(generate_series("
        "date '2022-11-21', date '2022-12-09', interval 1 day))::date as day)"
    )
    con.execute(
        "create table results.membership as select $count as count_id, 'A' as application_no, 'u' as unit,"
        " 2022 as season, '652801' as county_code, 'KG' as series_code, $since as from_day,"
        " null::date as to_day, 1 as row_id",
        {"count": count, "since": since},
    )
    con.execute(
        "create table core.position as select 'A' as application_no, $since as from_day,"
        " null::date as to_day, $through as known_through",
        {"since": since, "through": through},
    )
    (row,) = queries_progress.waiting(con, office(), 2022, day)
    return row["workdays"]


@pytest.mark.parametrize(
    ("since", "through", "day", "count", "workdays"),
    [
        (22, 30, 22, "waiting_county", 0),
        (22, 30, 25, "waiting_county", 3),
        (22, 23, 25, "waiting_county", 1),
        (22, 22, 25, "waiting_county", 0),
        (22, 30, 29, "waiting_paper", 0),
    ],
)
def test_a_wait_is_counted_from_the_next_day_up_to_what_is_reported(
    since, through, day, count, workdays
):
    days = (date(2022, 11, number) for number in (since, through, day))
    assert waiting_since(*days, count) == workdays
