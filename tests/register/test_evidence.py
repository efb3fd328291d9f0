"""A withdrawal holds until the rows behind the flag change; what was shown can be shown again."""

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from etl import evidence, pipeline, publishing, queries, warehouse
from etl.errors import UserError
from etl.flags.judge import Flag as JudgedFlag
from etl.flags.judge import flags_at
from etl.lifecycle.acts import desk_of, take
from etl.lifecycle.conditions import Said
from etl.lifecycle.frozen import KEPT, case_of, thaw
from etl.lifecycle.records import as_it_was, lives
from etl.lifecycle.states import State, Step
from etl.paths import DataFolder
from etl.scope import office as whole_office
from etl.seasons import load_season
from tests.golden.published import SENT
from tests.register.flags import BEIJING, HEJING, MONDAY, OFFICE, ROWS, Flag, row


def test_a_withdrawn_flag_stays_withdrawn_until_a_row_changes_and_is_then_a_new_round(office):
    office.until(State.WITHDRAWN)
    newer = office.case(version="20230105T080000-bbbbbbbb")
    with pytest.raises(UserError, match=r"已撤销（2022-12-12），证据行没有变化"):
        office.step(Step.HINT, newer, now=MONDAY + timedelta(days=40))
    changed = office.case(rows=(*ROWS, row(8)), version="20230105T080000-bbbbbbbb")
    life = office.step(Step.HINT, changed)
    assert life.state == "提示"
    assert (len(life.acts), len(life.round)) == (3, 1)


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[:-1],
        (*ROWS, row(8)),
        (*ROWS[:-1], row(3, weight=2)),
        (*ROWS[:-1], row(3, unit="二中")),
        (*ROWS[:-1], row(3, from_day=date(2022, 12, 2))),
    ],
    ids=["fewer", "more", "weight", "unit", "day"],
)
def test_any_change_of_the_rows_lets_it_be_raised_anew(office, rows):
    office.until(State.WITHDRAWN)
    assert office.step(Step.HINT, office.case(rows=rows)).state == "提示"


@pytest.mark.parametrize(
    "fields",
    [
        {"p": 0.001, "observed": 13, "n": 31},
        {"day": date(2022, 12, 31), "decision_day": date(2022, 12, 31)},
        {"level": "amber"},
        {"rule_version": 2},
    ],
)
def test_other_figures_rules_or_decision_days_over_the_same_rows_do_not(office, fields):
    office.until(State.WITHDRAWN)
    with pytest.raises(UserError, match="证据行没有变化"):
        office.step(Step.HINT, office.case(replace(Flag(), **fields)))


def test_the_same_rows_sent_again_in_another_file_and_order_are_the_same_evidence(office):
    again = [{**each, "file": "和静2.xlsx", "row_no": each["row_no"] + 5} for each in ROWS]
    assert office.case(rows=tuple(reversed(again))).fingerprint == office.case().fingerprint


def test_rows_that_come_back_to_a_withdrawn_state_stay_withdrawn(office):
    office.until(State.WITHDRAWN)
    office.step(Step.HINT, office.case(rows=ROWS[:2]))
    office.step(Step.WITHDRAW, office.case(rows=ROWS[:2]))
    with pytest.raises(UserError, match="证据行没有变化"):
        office.step(Step.HINT)


def test_an_older_version_than_the_last_act_names_is_refused(office):
    office.step(Step.HINT, office.case(version="20230105T080000-bbbbbbbb"))
    with pytest.raises(UserError, match="较早的数据版本"):
        office.step(Step.CHECK)
    assert office.step(Step.CHECK, office.case(version="20230105T080000-bbbbbbbb")).acts


def test_a_version_that_was_thinned_meanwhile_is_refused_and_nothing_is_recorded(office):
    case = office.case()
    case.version.path.unlink()
    with pytest.raises(UserError, match="已按保留规则清理"):
        office.step(Step.HINT, case)
    assert office.desk.register.entries() == []
    assert office.desk.register.verify() == []
    assert warehouse.pins(office.desk.versions) == {}


def test_a_flag_that_fell_below_amber_can_only_be_withdrawn(office):
    office.until(State.REVIEWED)
    fallen = office.case(replace(Flag(), level="none"))
    with pytest.raises(UserError, match="够不上"):
        office.step(Step.CONFIRM, fallen)
    assert office.step(Step.WITHDRAW, fallen).state == "撤销"


def test_what_was_shown_is_shown_exactly_as_it_was(office):
    case = office.case()
    office.step(Step.HINT, case)
    (life,) = lives(office.desk.register).values()
    shown = as_it_was(office.desk.register, life.acts[0])
    assert Flag(**shown.flag) == case.flag
    assert shown.rows == case.rows


ESCAPED = Flag(
    evidence=("escaped", "recommended"), day=date(2022, 12, 31), decision_day=date(2022, 12, 31)
)  # fmt: skip
OWN = sorted(path for path in Path(SENT).iterdir() if "和静" in path.name or "名额" in path.name)


@pytest.fixture
def data(tmp_path):
    folder = DataFolder(tmp_path)
    pipeline.load(folder, OWN, datetime(2023, 1, 3, 9, tzinfo=BEIJING))
    return folder


def raised(data):
    """Hint the flag on the current version and give its case and key."""
    version = warehouse.current(data.warehouse)
    with warehouse.open_version(version) as con:
        case = case_of(con, version, ESCAPED)
    return case, take(desk_of(data), Step.HINT, case, OFFICE, MONDAY, Said()).id.key


def require_as_it_was(data, case, key):
    """The register shows the flag of then, and its version still counts the same rows."""
    register = desk_of(data).register
    shown = as_it_was(register, lives(register)[key].acts[0])
    assert (Flag(**shown.flag), shown.rows) == (ESCAPED, case.rows)
    with warehouse.open_version(warehouse.find(data.warehouse, case.version.name)) as con:
        assert case_of(con, case.version, ESCAPED).fingerprint == case.fingerprint


def test_the_rows_kept_are_those_of_the_list_without_names(data):
    case, _ = raised(data)
    with warehouse.open_version(case.version) as con:
        scope = whole_office().narrowed(HEJING)
        listed = evidence.cases(con, scope, "escaped", 2022, ESCAPED.day)
    assert len(case.rows) == len(listed) > 1
    assert {tuple(each) for each in case.rows} == {KEPT}
    assert not any(each["name"] in case.body for each in listed)


def test_every_flag_of_a_real_season_is_carried_by_as_many_rows_as_it_counts(small_version):
    flags = flags_at(small_version, whole_office(), 2025, date(2025, 12, 3))
    judged = [flag for flag in flags if flag.observed]
    version = warehouse.Version("20251203T180000-aaaaaaaa", Path("none"))
    rules = {rule.id: rule for rule in load_season(2025).flags}
    persons = [flag for flag in judged if not rules[flag.rule_id].by_unit]
    assert {flag.pooled for flag in persons} == {1, 2}
    for flag in persons:
        case = case_of(small_version, version, flag)
        assert sum(row["weight"] for row in case.rows) == flag.observed, flag
        assert JudgedFlag(**thaw(case.body).flag) == flag


def test_after_ten_further_versions_the_version_of_a_flag_is_kept_and_others_are_thinned(data):
    case, key = raised(data)
    for hour in range(1, 11):
        copy = data.warehouse / ".build-copy"
        shutil.copy(case.version.path, copy)
        now = datetime(2023, 1, 3, 9 + hour, tzinfo=BEIJING)
        publishing.publish(copy, data.warehouse, now, f"{hour:08}")
        warehouse.thin(data.warehouse)
    assert len(warehouse.versions(data.warehouse)) == warehouse.KEPT_VERSIONS + 1
    require_as_it_was(data, case, key)


@pytest.mark.slow
def test_after_ten_further_loads_the_flag_is_as_it_was_and_no_figure_needs_the_register(data):
    case, key = raised(data)
    with warehouse.open_version(case.version) as con:
        before = queries.figures(con, whole_office(), 2022, ESCAPED.day)
    for hour in range(1, 11):
        now = datetime(2023, 1, 3, 9 + hour, tzinfo=BEIJING)
        pipeline.load(data, OWN[:1], now, rebuild=True)
    require_as_it_was(data, case, key)
    desk_of(data).register.path.unlink()
    with warehouse.open_version(warehouse.current(data.warehouse)) as con:
        assert queries.figures(con, whole_office(), 2022, ESCAPED.day) == before
