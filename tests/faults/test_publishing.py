"""Readers beside a load, and a load killed at any stage: the published version stays whole."""

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from etl import pipeline, queries, warehouse
from etl.errors import UserError
from etl.paths import ROOT, DataFolder
from etl.scope import office
from tests.property.small_season import NOW, load, sheets, write

STAGES = [
    "收件",
    "读取",
    "规则与日历",
    "取数",
    "逐行判定",
    "计数",
    "核对",
    "写入",
    "发布",
    "清理旧版本",
]
DELAYS = [0.0, 0.02, 0.1]


@pytest.fixture
def loaded(season_2022, tmp_path):
    (tmp_path / "sent").mkdir()
    paths = [write(sheet, tmp_path / "sent", Random(0)) for sheet in sheets(season_2022)]
    return load(tmp_path / "data", paths)


def applied(data: DataFolder) -> tuple[str, int]:
    version = warehouse.find(data.warehouse, None)
    with warehouse.open_version(version) as con:
        first = queries.figures(con, office(), 2022, date(2022, 12, 31))[0].counts["applied"]
        cells = queries.figures(con, office(), 2022, date(2022, 12, 31), "county,series")
    assert first == sum(cell.counts["applied"] for cell in cells)
    return version.name, first


READER = """
import sys
from pathlib import Path
from tests.faults.test_publishing import applied
from etl.paths import DataFolder
data, stop = DataFolder(Path(sys.argv[1])), Path(sys.argv[2])
while not stop.exists():
    print(*applied(data), flush=True)
"""


def read_while(data, rounds, readers):
    """Publish `rounds` versions while `readers` processes query; returns reads and what went wrong."""
    stop = data.root / "stop"
    command = [sys.executable, "-c", READER, str(data.root), str(stop)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
    with ThreadPoolExecutor(readers) as pool:
        processes = [subprocess.Popen(command, **pipes) for _ in range(readers)]
        told = [pool.submit(process.communicate) for process in processes]
        for n in range(rounds):
            pipeline.load(data, [], NOW + timedelta(minutes=n + 1), rebuild=True)
        stop.touch()
        answers = [future.result() for future in told]
    seen = [tuple(line.split()) for out, _ in answers for line in out.splitlines()]
    errors = [
        err for process, (_, err) in zip(processes, answers, strict=True) if process.returncode
    ]
    return seen, errors


@pytest.mark.parametrize(
    ("rounds", "readers"), [(4, 3), pytest.param(20, 5, marks=pytest.mark.slow)]
)
def test_readers_see_whole_versions_while_new_ones_are_published(loaded, rounds, readers):
    seen, errors = read_while(loaded, rounds, readers)
    assert errors == []
    assert len({name for name, _ in seen}) > 1
    assert {figure for _, figure in seen} == {"20"}


def kill_at(data, stage, delay, sent):
    """Start a load, kill it without warning once it says a stage, and tell whether it got there."""
    command = [
        sys.executable,
        "-m",
        "etl",
        "load",
        str(sent),
        "--rebuild",
        "--quick",
        "--data",
        str(data.root),
    ]
    process = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    reached = any(line.startswith(stage) for line in process.stderr)
    time.sleep(delay)
    process.kill()
    process.wait()
    process.stderr.close()
    return reached


@pytest.mark.parametrize(
    ("stage", "delay"),
    [
        pytest.param(stage, delay, marks=() if delay == 0.02 and n % 3 == 1 else pytest.mark.slow)
        for n, stage in enumerate(STAGES)
        for delay in DELAYS
    ],
)
def test_a_load_killed_at_any_stage_leaves_the_published_version_and_the_next_load_succeeds(
    loaded, season_2022, tmp_path, stage, delay
):
    before, _ = applied(loaded)
    (tmp_path / "more").mkdir()
    roster = next(sheet for sheet in sheets(season_2022) if sheet.kind == "roster")
    new = write(roster, tmp_path / "more", Random(1), "csv-gb18030", name="又一份")
    assert kill_at(loaded, stage, delay, new)
    name, figure = applied(loaded)
    assert figure == 20
    assert name == before or stage in STAGES[-3:]
    again = pipeline.load(loaded, [new], datetime(2026, 1, 1, tzinfo=UTC), rebuild=True)
    assert applied(loaded) == (again.version.name, 20)
    assert not list(loaded.warehouse.glob(".build-*"))


def test_a_second_load_is_told_that_one_is_at_work_and_changes_nothing(loaded):
    with (
        warehouse.build_lock(loaded.warehouse, NOW),
        pytest.raises(UserError, match="另一项载入正在进行"),
    ):
        pipeline.load(loaded, [], NOW)
    pipeline.load(loaded, [], NOW)


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


def test_a_pruned_or_unknown_version_is_told_and_not_replaced(loaded):
    with pytest.raises(UserError, match="没有版本"):
        warehouse.find(loaded.warehouse, "deadbeef")


def test_a_lost_pointer_falls_back_to_the_newest_version(loaded):
    (loaded.warehouse / "current").unlink()
    assert applied(loaded)[1] == 20


def test_a_published_version_cannot_be_written_nor_reach_outside(loaded):
    import duckdb

    with warehouse.open_version(warehouse.find(loaded.warehouse, None)) as con:
        for statement in (
            "create table accepted.more (a integer)",
            "select * from read_csv('/etc/hostname')",
            "set threads = 1",
            "attach 'other.duckdb'",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(statement).fetchall()
