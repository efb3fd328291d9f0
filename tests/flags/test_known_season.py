"""The known season 2022: 和静县 and 若羌县 were made worse at prefecture review, nobody else was."""

from datetime import date, timedelta
from functools import cache

import msgspec
import pytest

from etl import pipeline, warehouse
from etl.flags.decision_days import decision_days
from etl.flags.explain import explain
from etl.flags.facts import facts_at
from etl.flags.judge import flags_at
from etl.paths import DataFolder
from etl.scope import NOBODY, county_officer, leader, office
from etl.seasons import load_season
from etl.seasons.flag_rule import Guard
from tests.golden.published import NOW, SENT
from tests.sparing import sparing

HEJING, RUOQIANG = "652827", "652824"
AFTER_REVIEW, AFTER_PAPER, YEAR_END = date(2022, 11, 30), date(2022, 12, 19), date(2022, 12, 31)


@pytest.fixture(scope="module")
def at(season_2022):
    return cache(lambda day: flags_at(season_2022, office(), 2022, day))


def level(flags, rule, county):
    return next(f.level for f in flags if f.rule_id == rule and f.county_code == county)


def test_days_of_decision_follow_the_recorded_extensions(season_2022):
    known = decision_days(season_2022, 2022, YEAR_END)
    assert (known.online_review, known.paper, known.year_end) == (
        AFTER_REVIEW,
        AFTER_PAPER,
        YEAR_END,
    )
    before = decision_days(season_2022, 2022, date(2022, 11, 26))
    assert (before.online_review, before.paper) == (date(2022, 11, 28), date(2022, 12, 13))


@pytest.mark.parametrize("day", [AFTER_REVIEW, AFTER_PAPER, YEAR_END])
def test_hejing_is_red_on_escape_on_every_day_of_decision(at, day):
    assert level(at(day), "escape", HEJING) == "red"


def test_ruoqiang_is_at_least_amber_on_escape_from_the_first_day_of_decision(at):
    assert level(at(AFTER_REVIEW), "escape", RUOQIANG) in {"amber", "red"}
    assert level(at(YEAR_END), "escape", RUOQIANG) == "red"


@pytest.mark.parametrize("day", [AFTER_REVIEW, AFTER_PAPER, YEAR_END])
def test_nobody_else_is_red_on_any_ground(at, day):
    red = {(f.county_code, f.rule_id) for f in at(day) if f.level == "red"}
    assert red <= {(HEJING, "escape"), (RUOQIANG, "escape")}


def test_without_leaving_the_convicted_out_of_the_guard_hejing_would_hide_behind_ruoqiang(
    season_2022,
):
    escape = next(rule for rule in load_season(2022).flags if rule.id == "escape")
    blind = msgspec.structs.replace(escape, guard=Guard(1e-12))
    flags = flags_at(season_2022, office(), 2022, YEAR_END, [blind])
    assert level(flags, "escape", HEJING) == "amber"


def test_between_the_days_of_decision_there_are_hints_only(at):
    assert {f.is_decision_day for f in at(date(2022, 12, 20))} == {False}
    decided = {f.rule_id for f in at(AFTER_PAPER) if f.is_decision_day}
    assert decided == {"escape", "paper_defect", "late", "overdue_review", "unit_escape"}


def test_a_flag_says_how_few_cases_less_end_it(at):
    flag = next(f for f in at(YEAR_END) if f.rule_id == "escape" and f.county_code == HEJING)
    assert flag.to_trigger is None
    assert 0 < flag.to_clear < flag.observed
    amber = next(f for f in at(YEAR_END) if f.level == "amber")
    assert amber.to_clear > 0
    assert amber.to_trigger > 0


def test_the_rows_behind_a_flag_add_up_and_show_no_more_than_name_and_unit(season_2022, at):
    flag = next(f for f in at(YEAR_END) if f.rule_id == "escape" and f.county_code == HEJING)
    told = explain(season_2022, office(), flag)
    assert len(told.rows) == flag.observed == sum(count for _, count in told.units)
    assert sum(count for _, count in told.reasons) == flag.observed
    assert set(told.rows[0]) == {
        "application_no", "name", "county_code", "series_code", "unit", "reason", "from_day",
        "file", "sheet", "row_no",
    }  # fmt: skip
    assert {row["name"] for row in explain(season_2022, leader(), flag).rows} == {None}


def test_a_county_sees_its_own_flags_and_nobody_sees_none(season_2022, at):
    own = flags_at(season_2022, county_officer(HEJING), 2022, YEAR_END)
    assert own == [flag for flag in at(YEAR_END) if flag.county_code == HEJING]
    assert flags_at(season_2022, NOBODY, 2022, YEAR_END) == []
    assert facts_at(season_2022, NOBODY, 2022, YEAR_END) == []


def test_facts_are_the_counts_of_the_day_with_clause_and_basis(season_2022):
    facts = facts_at(season_2022, office(), 2022, YEAR_END)
    stated = dict(
        season_2022.execute(
            "select county_code, value from results.counts_at(2022, date '2022-12-31')"
            " where grain = 'county' and count_id = 'publicity_late' and value > 0"
        ).fetchall()
    )
    assert {f.county_code: f.number for f in facts if f.fact_id == "publicity_late"} == stated
    assert all(f.clause and f.basis in {"notice", "local"} for f in facts)
    assert not [
        f
        for f in facts_at(season_2022, office(), 2022, date(2022, 12, 30))
        if f.fact_id == "cross_year"
    ]


@pytest.fixture(scope="module", params=sparing(["counties", "counties and prefecture"]))
def two_waves(request, tmp_path_factory):
    data = DataFolder(tmp_path_factory.mktemp("two-waves"))
    files = [path for path in SENT.iterdir() if "1231" not in path.name]
    if request.param == "counties":
        files = [path for path in files if not path.name.startswith("州_")]
    pipeline.load(data, files, NOW)
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        yield con


@pytest.mark.parametrize("step", sparing([4, 1]))
def test_with_two_waves_there_is_no_lateness_flag_on_any_day(two_waves, step):
    rules = [rule for rule in load_season(2022).flags if rule.ground == "拖延报送"]
    day = date(2022, 11, 18)
    while day <= YEAR_END:
        levels = {f.level for f in flags_at(two_waves, office(), 2022, day, rules)}
        assert not levels & {"red", "amber"}, day
        day += timedelta(days=step)


def test_what_is_not_loaded_through_its_day_is_not_evaluated_and_says_why(two_waves):
    late = [f for f in flags_at(two_waves, office(), 2022, YEAR_END) if f.rule_id == "late"]
    assert {f.level for f in late} == {"not_evaluated"}
    assert all("2022-12-05" in f.reason_not_evaluated for f in late)
    assert all("2022-12-31" in f.reason_not_evaluated for f in late)
