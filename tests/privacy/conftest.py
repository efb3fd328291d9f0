"""A hostile season, built once for all tests that look at it, whatever number of workers runs them."""

import pytest
from filelock import FileLock

from etl.paths import DataFolder
from tests.golden.published import season_2022, season_2022_folder
from tests.privacy import hostile_season
from tests.shared_out import common_folder
from tests.small_warehouse import small_data

__all__ = ["season_2022", "season_2022_folder", "small_data"]


@pytest.fixture(scope="session")
def hostile_data(season_2022, tmp_path_factory):
    """The hostile season with its register; whoever adds to it works on a copy."""
    folder = common_folder(tmp_path_factory)
    with FileLock(folder / "hostile.lock"):
        if not (folder / "hostile" / "done").exists():
            hostile_season.build(season_2022, folder / "hostile")
            (folder / "hostile" / "done").touch()
    return DataFolder(folder / "hostile" / "data")
