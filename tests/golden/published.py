"""Season 2022 of the known answers, loaded once a test session."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl import pipeline, warehouse
from etl.paths import DataFolder

SENT = Path(__file__).parent / "season_2022" / "inbox"
NOW = datetime(2023, 1, 3, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def season_2022_folder(tmp_path_factory):
    data = DataFolder(tmp_path_factory.mktemp("data"))
    pipeline.load(data, [SENT], NOW)
    return data


@pytest.fixture(scope="session")
def season_2022(season_2022_folder):
    with warehouse.open_version(warehouse.find(season_2022_folder.warehouse, None)) as con:
        yield con
