"""Snapshots of a real folder and of two sample seasons, made once, copied for tests that change them."""

import shutil
from datetime import date

import pytest
from filelock import FileLock

from etl import pipeline
from etl.__main__ import main
from etl.paths import DataFolder
from etl.snapshots import make as making
from etl.snapshots import shelf
from etl.snapshots.make import Wish
from etl.snapshots.manifest import Code
from tests.shared_out import common_folder
from tests.small_warehouse import small_data  # noqa: F401 fixture
from tests.snapshots.papers import NOW, WEEK, YEAR_END, Plain


@pytest.fixture(scope="session", autouse=True)
def one_program():
    """Whoever changes the program while its tests run does not change their snapshots."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("etl.snapshots.program.code", lambda: Code("0badc0de0bad", None))
        yield


def shared(tmp_path_factory, name, source, wishes):
    """Make a folder with its snapshots once, whatever number of workers runs the tests."""
    folder = common_folder(tmp_path_factory)
    data = DataFolder(folder / name / "数据")
    with FileLock(folder / f"{name}.lock"):
        if not data.root.exists():
            draft = DataFolder(shutil.copytree(source.root, folder / name / "draft"))
            for wish in wishes:
                making.make(draft, wish, Plain(), NOW)
            draft.root.rename(data.root)
    return data


@pytest.fixture(scope="session")
def office(season_2022_folder, tmp_path_factory, one_program):  # noqa: ARG001
    """Season 2022 of real files, with a weekly and a year-end snapshot; nothing in it is changed."""
    return shared(tmp_path_factory, "office", season_2022_folder, (WEEK, YEAR_END))


@pytest.fixture
def data(office, tmp_path):
    return DataFolder(shutil.copytree(office.root, tmp_path / "data"))


@pytest.fixture
def empty(season_2022_folder, tmp_path):
    """The same season without a snapshot."""
    return DataFolder(shutil.copytree(season_2022_folder.root, tmp_path / "empty"))


@pytest.fixture(scope="session")
def seasons(small_data, tmp_path_factory, one_program):  # noqa: ARG001, F811
    """Last year whole and this year under way, a snapshot of each; nothing in it is changed."""
    assert pipeline.is_sample(small_data)
    wishes = (
        Wish("year-end", 2024, date(2024, 12, 31)),
        Wish("week", 2025, date(2025, 12, 3)),
    )
    return shared(tmp_path_factory, "seasons", small_data, wishes)


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command on a data folder, with quick papers; gives exit code, output and what went wrong."""
    monkeypatch.setattr("etl.commands.snapshot._papers", Plain)

    def _run(*words, data):
        code = main([*map(str, words), "--data", str(data.root)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return _run


@pytest.fixture
def year_end(data):
    return shelf.find(data, "2022-year-end")
