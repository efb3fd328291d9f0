"""What tests of making snapshots share."""

import json

import pytest

from etl import warehouse
from etl.snapshots import shelf
from etl.warehouse import Version
from tests.snapshots.changing import members


@pytest.fixture(scope="module")
def held(office):
    return members(shelf.find(office, "2022-year-end"))


@pytest.fixture(scope="module")
def manifest(office):
    return shelf.find(office, "2022-year-end").manifest()


@pytest.fixture(scope="module")
def version(office):
    return warehouse.find(office.warehouse, None)


def newer(data):
    """Publish the same version under a later name, as a load with corrections would."""
    old = warehouse.find(data.warehouse, None)
    path = data.warehouse / "20260101T000000-0badcafe.duckdb"
    path.write_bytes(old.path.read_bytes())
    (data.warehouse / "current").write_text(json.dumps({"version": path.stem}), "utf-8")
    return Version(path.stem, path)
