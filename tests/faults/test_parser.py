"""F9: whatever becomes of the process that parses, the file is told of and the rest is loaded."""

import shutil

import pytest

from etl import evidence, warehouse
from etl.scope import office
from tests.faults.conftest import MOMENT
from tests.faults.parser import MARKED

LIMIT = 20.0  # seconds for one file


@pytest.fixture
def sent(season, tmp_path):
    """What the county sends, and one more file over which the parser will die."""
    folder = tmp_path / "sent"
    shutil.copytree(season.more, folder)
    some = next(path for path in sorted(folder.iterdir()) if "花名册" in path.name)
    copied = folder / f"若羌县{MARKED}20221230.xlsx"
    shutil.copy(some, copied)
    with copied.open("ab") as file:
        file.write(b"\0")  # another content, so that it is a file of its own
    return folder


def findings(data):
    version = warehouse.current(data.warehouse)
    with warehouse.open_version(version) as con:
        return [row for row in evidence.findings(con, office()) if row["severity"] == "file"]


def load(forge, sent, data, **mishaps):
    return forge.run("load", sent, "--quick", data=data, clock={"at": MOMENT}, **mishaps)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["killed", "aborted", "greedy", "hangs"])
def test_one_file_is_refused_and_all_others_count(forge, season, sent, tmp_path, tally, how):
    data = season.copy(tmp_path / "data")
    ended = load(forge, sent, data, parser=how)
    assert ended.code == 1, ended.told
    assert "Traceback" not in ended.told
    (finding,) = findings(data)
    assert (finding["rule"], MARKED in finding["file"]) in {
        ("unreadable", True),
        ("too_large", True),
    }
    assert MARKED in ended.out
    assert ended.seconds < LIMIT + 10
    assert rows(data) == rows(season.new)
    tally("F9", 1)


@pytest.mark.slow
def test_where_no_process_can_start_the_load_says_so_and_the_next_reads_all(
    forge, season, sent, tmp_path, tally
):
    data = season.copy(tmp_path / "data")
    ended = load(forge, sent, data, parser="no process")
    assert ended.code in (1, 2), ended.told
    assert "Traceback" not in ended.told
    assert "读取程序无法启动" in ended.told
    assert rows(data) == rows(season.old)
    assert load(forge, season.more, data).code in (0, 1)
    assert rows(data) == rows(season.new)
    tally("F9", 1)


def rows(data):
    """How many rows of each kind count; the moment and the file they came from are left out."""
    version = warehouse.current(data.warehouse)
    with warehouse.open_version(version) as con:
        tables = con.execute(
            "select table_name from information_schema.tables where table_schema = 'accepted'"
        ).fetchall()
        return {t: con.execute(f"select count(*) from accepted.{t}").fetchone() for (t,) in tables}
