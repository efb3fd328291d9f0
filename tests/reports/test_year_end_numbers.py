"""年终通报: every number is the command line's, lines and parts add up, two ways of counting agree."""

from collections import Counter

import pytest

from dashboard.reports import year_end_course
from etl import queries
from etl.queries import Rate
from etl.scope import office
from tests.reports.read_paper import table
from tests.reports.year_end_numbers_seen import (
    COUNTS,
    RATES,
    by_county,
)
from tests.reports.year_ends import (
    CLOSED,
    CLOSED_2024,
    DAYS,
    END,
    con,
    metrics,
    paper,
    seen,
    small_data,
    small_version,
)
from tests.sparing import sparing

__all__ = ["con", "metrics", "paper", "seen", "small_data", "small_version"]


@pytest.mark.parametrize("day", sparing(DAYS, 2))
def test_every_count_and_rate_of_a_county_is_the_command_lines(paper, day, metrics):
    known, checked = {**metrics(day, "county"), "": metrics(day)[None]}, Counter()
    for each in by_county(paper):
        for n, column in enumerate(each.columns):
            for row in each.rows:
                if column.key in COUNTS and not isinstance(row.cells[n], str):
                    assert row.cells[n] == known[row.county][column.key], (each.title, column.key)
                    checked[column.key] += 1
                elif column.key in RATES:
                    found = row.cells[n]
                    assert [found.numerator, found.denominator] == known[row.county]["rates"][
                        column.key
                    ]
                    checked[column.key] += 1
    assert len(checked) >= 45
    assert set(checked.values()) <= {10 * n for n in range(1, 9)}


@pytest.mark.parametrize("day", [CLOSED, END])
def test_the_six_columns_of_series_and_cells_are_the_figures(paper, con, day, metrics):
    six = ("approved_posts", "allocated", "applied", "recommended", "passed", "appointed")
    known = metrics(day, "series")
    for row in table(paper, "各系列六栏表").rows[:-1]:
        assert list(row.cells[1:]) == [known[row.series][count] for count in six]
    cells = {
        (each.county_code, each.series_code): each.counts
        for each in queries.figures(con, office(), day.year, day, "county,series")
    }
    rows = table(paper, "各县市、各系列六栏总表").rows
    assert len(rows) == 9 * 4 + 1
    for row in rows[:-1]:
        assert list(row.cells[2:]) == [cells[row.county, row.series][count] for count in six]
    assert rows[-1].cells[2:] == table(paper, "各县市六栏表").rows[-1].cells[1:]


@pytest.mark.parametrize("day", [*DAYS, CLOSED_2024])
def test_lines_add_up_to_their_total_in_every_table(paper):
    added = 0
    for each in paper.tables():
        if not each.rows[-1].is_total or each.title in (
            "取得资格人数变化的原因",
            "数据来源和载入情况",
        ):
            continue
        for n, column in enumerate(each.columns):
            own, whole = [row.cells[n] for row in each.rows[:-1]], each.rows[-1].cells[n]
            if isinstance(whole, Rate):
                pairs = [
                    (cell.numerator, cell.denominator) for cell in own if isinstance(cell, Rate)
                ]
                assert tuple(map(sum, zip(*pairs, strict=True))) == (
                    whole.numerator,
                    whole.denominator,
                )
            elif isinstance(whole, int) and column.key != "longest":
                assert sum(cell for cell in own if isinstance(cell, int)) == whole, (
                    each.title,
                    column.key,
                )
            elif isinstance(whole, str) and "/" in whole:
                pairs = [tuple(map(int, cell.split("/"))) for cell in own]
                assert "/".join(str(sum(side)) for side in zip(*pairs, strict=True)) == whole
            else:
                continue
            added += 1
    assert added >= 80


@pytest.mark.parametrize("day", sparing(DAYS, 2))
def test_every_application_went_one_way(paper):
    for row in table(paper, "申报去向").rows:
        assert row.cells[1] == sum(row.cells[2:])


@pytest.mark.parametrize("day", [CLOSED, CLOSED_2024])
def test_the_causes_of_waste_add_up_to_it(paper):
    for row in table(paper, "名额未用与浪费").rows:
        assert row.cells[4] == sum(row.cells[5:])
        assert row.cells[3] == row.cells[1] - row.cells[2]


@pytest.mark.parametrize("day", sparing(DAYS, 2))
def test_who_was_in_time_late_or_neither_is_everybody(seen, day, metrics):
    known = {**metrics(day, "county"), None: metrics(day)[None]}
    for county, counts in known.items():
        steps = {
            name: year_end_course.in_time(seen, name, county) for name in year_end_course.WINDOWS
        }
        for found in steps.values():
            parts = [found[key] for key in ("on_time", "borderline", "late", "undone")]
            assert sum(parts) == found["due"]
        assert steps["applications"]["due"] == steps["year_end"]["due"] == counts["applied"]
        assert steps["applications"]["late"] == counts["applied_late"]
        closed = steps["online_review"]
        assert closed["on_time"] + closed["late"] == counts["review_closed"]
        paper = steps["paper"]
        assert paper["due"] == counts["accepted"]
        assert paper["borderline"] == counts["borderline_files"]
        assert paper["late"] + paper["overdue"] == counts["late_files"]
        assert paper["due"] - paper["undone"] == counts["accepted_with_paper"]
        assert steps["year_end"]["undone"] == counts["in_process"]


@pytest.mark.parametrize("day", [CLOSED, CLOSED_2024])
def test_the_longest_delay_is_that_of_the_latest_paper(con, seen, day):
    """Counted anew from the sheets themselves: rows of paper, the windows, the extensions on record."""
    rows = (
        con.cursor()
        .execute(
            "select p.received_on, coalesce(max(a.extended_to), any_value(s.w3_ends)) as ends_on"
            " from accepted.paper p join accepted.roster r using (application_no)"
            " join rule.season s on s.season = r.season"
            " left join accepted.adjustments a on a.kind = '延期' and a.milestone = '纸质材料受理'"
            " and a.season = r.season and a.county_code = r.county_code and a.recorded_on <= $day"
            " and (a.application_no is null or a.application_no = r.application_no)"
            " where r.season = $year and p.received_on <= $day"
            " and exists (select 1 from accepted.reviews v where v.application_no = r.application_no"
            " and v.level = '州级形式审核' and v.outcome = '通过' and v.reviewed_at::date <= $day)"
            " group by r.application_no, p.received_on",
            {"day": day, "year": day.year},
        )
        .fetchall()
    )
    latest = max((received - ends).days for received, ends in rows)
    assert latest > 2
    assert year_end_course.in_time(seen, "paper", None)["longest_days"] == latest


@pytest.mark.parametrize("day", [CLOSED, END])
def test_returns_are_parted_by_number_and_by_reason(paper, day, metrics):
    for row in table(paper, "退回次数分布").rows:
        assert row.cells[1] == sum(row.cells[2:6])
    rows = table(paper, "退回原因").rows
    assert sum(row.cells[1] for row in rows) == metrics(day)[None]["counted_returns"]
    assert [row.cells[3].numerator for row in rows][-1] == metrics(day)[None]["counted_returns"]
    numbers = [row.cells[1] for row in rows]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize("day", [CLOSED, CLOSED_2024, END])
def test_what_is_unsigned_is_charged_to_the_level_that_owed_it(paper, con, day):
    rows = (
        con.cursor()
        .execute(
            "select r.county_code, v.level, count(*) filter (where coalesce(v.signer, '无') = '无'), count(*)"
            " from accepted.reviews v join accepted.roster r using (application_no)"
            " where r.season = $year and v.reviewed_at::date <= $day and v.level <> '申报人' group by all",
            {"day": day, "year": day.year},
        )
        .fetchall()
    )
    known = {(county, level): f"{k}/{n}" for county, level, k, n in rows}
    shown = table(paper, "审签情况")
    keys = [column.key for column in shown.columns]
    for row in shown.rows[:-1]:
        for level in ("单位审核", "县级审核", "州级形式审核"):
            found = row.cells[keys.index(f"unsigned.{level}")]
            assert found == known.get((row.county, level), "0/0")
    for row in shown.rows:
        for count in ("unsigned", "unexplained"):
            own = [n for n, key in enumerate(keys) if key.startswith(f"{count}.")]
            left_out = sum(int(row.cells[n].split("/")[0]) for n in own)
            assert left_out == row.cells[keys.index(count)]
    assert shown.rows[-1].cells[-2] > 0
