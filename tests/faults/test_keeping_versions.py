"""Which versions there are, which one is meant, which ones stay."""

import shutil
from datetime import datetime, timedelta

import duckdb
import pytest

from etl import publishing, warehouse
from etl.build_lock import BEIJING
from etl.errors import UserError
from tests.faults.conftest import MOMENT, content


@pytest.fixture
def loaded(season, tmp_path):
    return season.copy(tmp_path / "data")


def test_old_versions_are_thinned_to_the_last_few_one_a_week_and_the_pinned(loaded):
    first = warehouse.find(loaded.warehouse, None)
    kept = warehouse.KEPT_VERSIONS
    for n in range(kept + 4):
        shutil.copy(first.path, loaded.warehouse / f"20230110T1000{n:02}-0000000{n:x}.duckdb")
    for n in range(3):
        shutil.copy(first.path, loaded.warehouse / f"2022120{n + 1}T100000-aaaaaaa{n}.duckdb")
    warehouse.pin(loaded.warehouse, warehouse.find(loaded.warehouse, "aaaaaaa0"), "核查")
    warehouse.thin(loaded.warehouse)
    left = [version.short for version in warehouse.versions(loaded.warehouse)]
    assert left[:3] == ["aaaaaaa0", "aaaaaaa2", first.short]
    assert len(left) == 3 + kept
    warehouse.unpin(loaded.warehouse, warehouse.find(loaded.warehouse, "aaaaaaa0"))
    warehouse.thin(loaded.warehouse)
    assert warehouse.versions(loaded.warehouse)[0].short == "aaaaaaa2"


@pytest.mark.parametrize("hours", [-24, 0, 24])
def test_names_follow_each_other_whatever_the_clock_says(loaded, hours):
    first = warehouse.current(loaded.warehouse)
    now = datetime.fromisoformat(MOMENT).astimezone(BEIJING) + timedelta(hours=hours)
    names = [first.name]
    for _ in range(3):
        built = loaded.warehouse / ".build-1.duckdb"
        shutil.copy(first.path, built)
        names.append(publishing.publish(built, loaded.warehouse, now, "0" * 8).name)
    assert names == sorted(set(names))
    assert warehouse.current(loaded.warehouse).name == names[-1]


def test_a_pruned_or_unknown_version_is_told_and_not_replaced(loaded):
    with pytest.raises(UserError, match="没有版本"):
        warehouse.find(loaded.warehouse, "deadbeef")


def test_a_lost_pointer_falls_back_to_the_newest_version(loaded, season):
    (loaded.warehouse / "current").unlink()
    assert content(loaded) == season.before


def test_a_published_version_cannot_be_written_nor_reach_outside(loaded):
    with warehouse.open_version(warehouse.find(loaded.warehouse, None)) as con:
        for statement in (
            "create table accepted.more (a integer)",
            "select * from read_csv('/etc/hostname')",
            "set threads = 1",
            "attach 'other.duckdb'",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(statement).fetchall()
