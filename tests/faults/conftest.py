"""A small season in two parts: what is published, and what the runs load that go wrong."""

import hashlib
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

import pytest
from filelock import FileLock

from etl import warehouse
from etl.paths import DataFolder
from tests.faults.forge import Forge
from tests.property.small_season import sheets, write
from tests.shared_out import common_folder
from tests.small_warehouse import small_data

__all__ = ["small_data"]
OLD_MOMENT, MOMENT = "2023-01-03T10:00:00+08:00", "2023-01-04T10:00:00+08:00"
LATE = "652824"


@dataclass(frozen=True)
class Season:
    """`old`: a data folder with one county published; `more`: files of the other; `new`: both loaded."""

    old: DataFolder
    more: Path
    new: DataFolder

    @cached_property
    def before(self):
        return content(self.old)

    @cached_property
    def after(self):
        return content(self.new)

    def copy(self, folder):
        """Give a data folder of its own to a run that goes wrong."""
        shutil.copytree(self.old.root, folder)
        return DataFolder(folder)


def content(data):
    """Hash all that the current version holds, wherever it lies in the file; None without any version."""
    version = warehouse.current(data.warehouse)
    return version and content_of(version)


def content_of(version):
    with warehouse.open_version(version) as con:
        tables = con.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
            " where table_type = 'BASE TABLE' and table_schema <> 'meta' order by 1"
        ).fetchall()
        whole = hashlib.sha256()
        for (table,) in tables:
            hashed = "md5(string_agg(t::varchar, chr(10) order by t::varchar))"
            whole.update(
                f"{table} {con.execute(f'select {hashed} from {table} as t').fetchone()}".encode()
            )
        fingerprint = con.execute("select fingerprint from meta.version").fetchone()
    return whole.hexdigest(), *fingerprint


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """A folder that all workers share."""
    return common_folder(tmp_path_factory)


@pytest.fixture(scope="session")
def forge(tmp_path_factory):
    made = Forge(tmp_path_factory.mktemp("runs"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def season(shared, season_2022, forge):
    old, more, new = (shared / "faults" / name for name in ("old", "more", "new"))
    made = Season(DataFolder(old), more, DataFolder(new))
    with FileLock(shared / "faults.lock"):
        if not made.new.root.exists():
            first = shared / "faults" / "first"
            for folder in (first, more):
                folder.mkdir(parents=True)
            for sheet in sheets(season_2022):
                write(sheet, more if sheet.sender == LATE else first, Random(0))
            loaded = forge.run("load", first, "--quick", data=made.old, clock={"at": OLD_MOMENT})
            assert loaded.code in (0, 1), loaded.told
            made.copy(made.new.root)
            loaded = forge.run("load", made.more, "--quick", data=made.new, clock={"at": MOMENT})
            assert loaded.code in (0, 1), loaded.told
    return made


@pytest.fixture
def tally(request):
    """`tally("F1", 200)`: what this test has tried, for the summary of `make faults`."""

    def count(fault, number):
        request.node.user_properties.append(("fault", [fault, number]))

    return count
