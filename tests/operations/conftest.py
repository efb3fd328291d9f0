"""A data folder of real files with accounts and a log, copied for each test that changes it."""

import shutil

import pytest

from etl import account_acts, audit
from etl.__main__ import main
from etl.account_acts import Wish
from etl.paths import DataFolder
from etl.register import register_of
from tests.golden.published import NOW

PASSWORD = "right-horse-9-battery"


@pytest.fixture(scope="session")
def house(season_2022_folder, tmp_path_factory):
    data = DataFolder(tmp_path_factory.mktemp("house") / "数据 一")
    shutil.copytree(season_2022_folder.root, data.root)
    wish = Wish("boss", "管理", "admin")
    account_acts.add(register_of(data), wish, audit.COMMAND_LINE, NOW, PASSWORD)
    return data


@pytest.fixture
def data(house, tmp_path):
    return DataFolder(shutil.copytree(house.root, tmp_path / "data"))


@pytest.fixture
def run(capsys):
    """Run a command on a data folder; gives exit code, output and what went wrong."""

    def _run(*words, data):
        code = main([*map(str, words), "--data", str(data.root)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return _run
