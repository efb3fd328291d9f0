"""A season whose originals are purged."""

import shutil
from datetime import datetime
from random import Random

import pytest

from etl import pipeline, warehouse
from etl.keeping.state import figures_of
from etl.paths import DataFolder
from etl.register import BEIJING
from tests.property.small_season import sheets, write

NOW = datetime(2022, 12, 31, 18, 0, tzinfo=BEIJING)
OVER = datetime(2024, 1, 1, 0, 30, tzinfo=BEIJING)
LAST = datetime(2023, 12, 31, 23, 30, tzinfo=BEIJING)


@pytest.fixture(scope="module")
def made(season_2022, tmp_path_factory):
    """A small season, loaded, with one file that was refused; and a later file that was not."""
    sent = tmp_path_factory.mktemp("sent")
    made = sheets(season_2022)
    paths = [write(sheet, sent, Random(n), name=f"{n}") for n, sheet in enumerate(made)]
    later = next(path for path in paths if "公示" in path.name)
    (sent / "坏.xlsx").write_bytes(b"PK bad")
    first = [path for path in paths if path != later] + [sent / "坏.xlsx"]
    data = DataFolder(tmp_path_factory.mktemp("made") / "data")
    pipeline.load(data, first, NOW)
    return data, sent, later


@pytest.fixture
def data(made, tmp_path):
    return DataFolder(shutil.copytree(made[0].root, tmp_path / "data"))


def there(data):
    return {each.name for each in data.landing.glob("[0-9a-f]*")}


def figures(data):
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        return figures_of(con)


def kept(data):
    """Everything but the originals, by content."""
    inside = (path for path in data.root.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {
        path.relative_to(data.root).as_posix(): path.read_bytes()
        for path in inside
        if path.parent != data.landing or path.name == "receipts.jsonl"
        if not path.name.startswith("register")
    }


def parsed_of(data, receipt, ending):
    return next(data.parsed.glob(f"*/{receipt.sha256}.{ending}"))


def cut_rows(data, receipt):
    import pyarrow.parquet as pq

    cells = parsed_of(data, receipt, "parquet")
    table = pq.read_table(cells)
    pq.write_table(
        table.filter([row != table["row_no"][-1].as_py() for row in table["row_no"].to_pylist()]),
        cells,
    )
