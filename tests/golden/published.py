"""Season 2022 of the known answers, loaded once for all tests, whatever number of workers runs them."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from etl import pipeline, warehouse
from etl.paths import DataFolder
from tests.shared_out import common_folder

SENT = Path(__file__).parent / "season_2022" / "inbox"
NOW = datetime(2023, 1, 3, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def season_2022_folder(tmp_path_factory):
    """A copy for each worker: one that writes into it disturbs no other."""
    folder = common_folder(tmp_path_factory)
    loaded = DataFolder(folder / "season-2022")
    with FileLock(folder / "season-2022.lock"):
        if warehouse.current(loaded.warehouse) is None:
            pipeline.load(loaded, [SENT], NOW)
    return DataFolder(shutil.copytree(loaded.root, tmp_path_factory.mktemp("season") / "data"))


@pytest.fixture(scope="session")
def season_2022(season_2022_folder):
    with warehouse.open_version(warehouse.find(season_2022_folder.warehouse, None)) as con:
        yield con
