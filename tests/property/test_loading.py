"""However the same facts arrive, the figures are the same."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import evidence, warehouse
from etl.scope import office
from tests.property.small_season import figures, load, sheets, write
from tests.sparing import sparing

FORMS = ["xlsx", "csv-utf-8", "csv-utf-8-sig", "csv-gb18030"]
FEW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def small(season_2022):
    return sheets(season_2022)


@pytest.fixture(scope="module")
def plain(small, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    paths = [write(sheet, folder, Random(0)) for sheet in small]
    return figures(load(tmp_path_factory.mktemp("data"), paths))


def waves(sheet, cut):
    """An earlier, shorter report and the full one a week later, as offices send them."""
    first = replace(sheet, report_date=sheet.report_date - timedelta(days=7), rows=sheet.rows[:cut])
    return [first, sheet] if first.rows else [sheet]


@pytest.mark.slow
@FEW
@given(seed=st.integers(0, 10**6))
def test_order_of_files_rows_and_columns_form_and_encoding_change_nothing(
    small, plain, tmp_path_factory, seed
):
    chance = Random(seed)
    folder = tmp_path_factory.mktemp("sent")
    paths = []
    for sheet in small:
        for part in waves(sheet, chance.randrange(len(sheet.rows) + 1)):
            shuffled = replace(part, rows=tuple(chance.sample(part.rows, len(part.rows))))
            paths.append(write(shuffled, folder, chance, chance.choice(FORMS)))
    chance.shuffle(paths)
    assert figures(load(tmp_path_factory.mktemp("data"), paths)) == plain


@pytest.mark.slow
def test_one_file_at_a_time_gives_the_same_figures_as_all_at_once(small, plain, tmp_path):
    chance = Random(7)
    (tmp_path / "sent").mkdir()
    paths = [write(sheet, tmp_path / "sent", chance, chance.choice(FORMS)) for sheet in small]
    chance.shuffle(paths)
    for path in paths:
        data = load(tmp_path / "data", [path])
    assert figures(data) == plain


def test_the_same_files_again_change_nothing_and_publish_nothing(small, plain, tmp_path):
    (tmp_path / "sent").mkdir()
    paths = [write(sheet, tmp_path / "sent", Random(1)) for sheet in small]
    load(tmp_path / "data", paths)
    data = load(tmp_path / "data", [*paths, tmp_path / "sent"])
    assert len(warehouse.versions(data.warehouse)) == 1
    assert figures(data) == plain


def test_a_file_split_into_parts_gives_the_same_figures(small, plain, tmp_path):
    (tmp_path / "sent").mkdir()
    paths = []
    for sheet in small:
        half = len(sheet.rows) // 2
        for number, rows in enumerate((sheet.rows[:half], sheet.rows[half:])):
            if rows or not sheet.rows:
                part = replace(sheet, rows=rows)
                paths.append(write(part, tmp_path / "sent", Random(number), name=f"之{number}"))
    assert figures(load(tmp_path / "data", paths)) == plain


def test_a_sheet_without_a_column_keeps_what_an_earlier_one_said(small, plain, tmp_path):
    (tmp_path / "sent").mkdir()
    roster = [sheet for sheet in small if sheet.kind == "roster"]
    earlier = [replace(sheet, report_date=date(2022, 12, 20)) for sheet in roster]
    bare = [
        replace(
            sheet,
            rows=tuple(
                {n: v for n, v in row.items() if n not in {"unit_kind", "replacement_for"}}
                for row in sheet.rows
            ),
        )
        for sheet in roster
    ]
    others = [sheet for sheet in small if sheet.kind != "roster"]
    paths = [write(sheet, tmp_path / "sent", Random(3)) for sheet in [*earlier, *bare, *others]]
    data = load(tmp_path / "data", paths)
    assert figures(data) == plain
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        outcomes = {
            (row["file"], row["loaded"], row["unchanged"])
            for row in evidence.balances(con, office())
            if row["kind"] == "roster"
        }
    assert {(loaded, same) for _, loaded, same in outcomes} == {(10, 0), (0, 10)}


@pytest.mark.parametrize("later_first", sparing([False, True]))
def test_on_equal_report_dates_the_file_received_later_wins_and_both_are_named(
    small, tmp_path, later_first
):
    (tmp_path / "sent").mkdir()
    roster = next(sheet for sheet in small if sheet.kind == "roster")
    changed = replace(roster, rows=tuple({**row, "unit": "改名后的中学"} for row in roster.rows))
    one = write(roster, tmp_path / "sent", Random(0), name="甲")
    two = write(changed, tmp_path / "sent", Random(0), name="乙")
    first, second = (two, one) if later_first else (one, two)
    load(tmp_path / "data", [first])
    data = load(tmp_path / "data", [second])
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        units = {unit for (unit,) in con.execute("select unit from accepted.roster").fetchall()}
        found = [
            row for row in evidence.findings(con, office()) if row["rule"] == "equal_report_dates"
        ]
    assert ("改名后的中学" in units) != later_first
    assert [(row["file"], row["value"]) for row in found] == [(second.name, first.name)]
