"""A small sample season, loaded once for all tests of the screens, whatever number of workers runs them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from filelock import FileLock

from etl import pipeline, warehouse
from etl.paths import DataFolder
from etl.sample import generate
from tests.shared_out import common_folder

SEASONS, PLACES, SEED = (2024, 2025), 40, 11
NOW = datetime(2025, 12, 3, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="session")
def small_data(tmp_path_factory):
    """Two seasons of about forty places: last year whole, this year as of 3 December."""
    folder = common_folder(tmp_path_factory)
    data = DataFolder(folder / "small")
    with FileLock(folder / "small.lock"):
        if warehouse.current(data.warehouse) is None:
            inbox = folder / "small-inbox"
            generate(inbox, SEED, SEASONS, PLACES)
            data.landing.mkdir(parents=True)
            (data.landing / pipeline.SAMPLE_MARK).write_text("示例数据\n", "utf-8")
            pipeline.load(data, [inbox], NOW)
    return data


@pytest.fixture
def small_version(small_data):
    """An open connection to its current version."""
    with warehouse.open_version(warehouse.current(small_data.warehouse)) as con:
        yield con
