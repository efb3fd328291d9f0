"""F4: a wrong clock or zone moves no deadline, and never puts an older version before a newer one."""

import pytest

from etl import warehouse
from tests.faults.conftest import MOMENT, content
from tests.property.small_season import figures

ZONES = ("Asia/Urumqi", "UTC", "Asia/Shanghai")
A_DAY_EARLY, A_DAY_LATE = "2023-01-02T10:00:00+08:00", "2023-01-05T10:00:00+08:00"


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_figures_are_those_of_beijing_dates_in_every_zone(forge, season, tmp_path, tally, zone):
    data = season.copy(tmp_path / "data")
    ended = forge.run(
        "load", season.more, "--quick", data=data, clock={"at": MOMENT}, zone=zone
    )  # fmt: skip
    assert ended.code in (0, 1), ended.told
    assert content(data) == season.after
    assert warehouse.current(data.warehouse).built_at.isoformat() == MOMENT[:19]
    tally("F4", 1)


@pytest.mark.slow
@pytest.mark.parametrize("at", [A_DAY_LATE, A_DAY_EARLY])
def test_a_clock_a_day_wrong_changes_no_figure_and_the_newest_stays_the_newest(
    forge, season, tmp_path, tally, at
):
    data = season.copy(tmp_path / "data")
    first = warehouse.current(data.warehouse)
    assert forge.run("load", season.more, "--quick", data=data, clock={"at": at}).code in (0, 1)
    wrong = warehouse.current(data.warehouse)
    assert wrong.name > first.name
    assert figures(data) == figures(season.new)
    again = forge.run("load", "--rebuild", "--quick", data=data, clock={"at": MOMENT})
    assert again.code in (0, 1), again.told
    last = warehouse.current(data.warehouse)
    assert last.name > wrong.name > first.name
    assert [each.name for each in warehouse.versions(data.warehouse)][-1] == last.name
    tally("F4", 1)


@pytest.mark.slow
def test_a_clock_put_back_during_a_load_changes_nothing(forge, season, tmp_path, tally):
    data = season.copy(tmp_path / "data")
    ended = forge.run(
        "load", season.more, "--quick", data=data, clock={"at": MOMENT, "back": 300}
    )  # fmt: skip
    assert ended.code in (0, 1), ended.told
    assert content(data) == season.after
    tally("F4", 1)


@pytest.mark.slow
def test_a_version_of_the_future_is_told(forge, season, tmp_path):
    data = season.copy(tmp_path / "data")
    ahead = "2023-01-09T10:00:00+08:00"
    assert forge.run("load", season.more, "--quick", data=data, clock={"at": ahead}).code in (0, 1)
    told = "生成时间晚于现在，时钟不准"
    assert told in forge.run("status", data=data, clock={"at": MOMENT}).out
    assert told not in forge.run("status", data=data, clock={"at": ahead}).out
