"""F6: whoever reads while versions are published sees whole ones only, and the newest at once."""

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from etl import publishing, warehouse
from etl.build_lock import BEIJING
from etl.paths import ROOT
from tests.faults.conftest import MOMENT

VISIBLE_WITHIN = 5.0  # seconds
FIGURES = {"old": "10", "new": "20"}


def publish(season, data, number):
    """Publish one of the two contents under the lock, as a load does at its end; gives name and moment."""
    which = season.new if number % 2 else season.old
    source = warehouse.current(which.warehouse)
    now = datetime.fromisoformat(MOMENT).astimezone(BEIJING)
    with warehouse.build_lock(data.warehouse, now):
        built = data.warehouse / ".build-1.duckdb"
        shutil.copy(source.path, built)
        version = publishing.publish(built, data.warehouse, now, source.short)
        warehouse.thin(data.warehouse)
    return version.name, time.time()


def read_while(season, data, publishes, readers, pause):
    """Publish while others read; gives the pages (began, name, numbers …), the publishes, what went wrong."""
    stop = data.root / "stop"
    command = [sys.executable, "-m", "tests.faults.readers", str(data.root), str(stop)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
    with ThreadPoolExecutor(readers) as pool:
        processes = [subprocess.Popen(command, **pipes) for _ in range(readers)]
        told = [pool.submit(process.communicate) for process in processes]
        time.sleep(2)  # all of them read by now
        made = []
        for number in range(publishes):
            made.append(publish(season, data, number + 1))
            time.sleep(pause)
        stop.touch()
        answers = [future.result() for future in told]
    pages = [line.split() for out, _ in answers for line in out.splitlines()]
    ended = zip(processes, answers, strict=True)
    return pages, made, [err for process, (_, err) in ended if process.returncode]


def mixed(pages):
    """Pages whose numbers are not all of the one version that they name."""
    figures = {}
    for _, name, *numbers, mark in pages:
        figures.setdefault(name, set()).add((*numbers, mark))
        if name.split("-")[1] != mark or len(set(numbers)) != 1:
            return [name, numbers, mark]
    return [name for name, seen in figures.items() if len(seen) != 1]


def late(pages, made):
    """Pages that showed an older version than one published long enough before they began."""
    found = []
    for began, name, *_ in pages:
        due = [each for each, at in made if at < float(began) - VISIBLE_WITHIN]
        if due and name < due[-1]:
            found.append((began, name, due[-1]))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("publishes", "readers"), [(6, 2), (200, 8)])
def test_readers_see_whole_versions_while_new_ones_are_published(
    season, tmp_path, tally, publishes, readers
):
    data = season.copy(tmp_path / "data")
    pages, made, errors = read_while(season, data, publishes, readers, 0.4)
    assert errors == []
    assert mixed(pages) == []
    assert late(pages, made) == []
    assert {numbers[0] for _, _, *numbers, _ in pages} == set(FIGURES.values())
    assert len({name for _, name, *_ in pages}) > publishes / 3
    tally("F6", publishes)
