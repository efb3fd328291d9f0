"""A snapshot outlives what it was made of: warehouse, rules and program may all have moved on."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date

import pytest

from etl import layout, queries, warehouse
from etl.errors import UserError
from etl.paths import ROOT, DataFolder
from etl.snapshots import figures, rebuild, reopen, shelf
from tests.snapshots.changing import flipped, members, put_back
from tests.snapshots.papers import NOW, Plain


@pytest.fixture
def moved(seasons, tmp_path):
    """The folder with its snapshots, and nothing left of what they were made of."""
    data = DataFolder(shutil.copytree(seasons.root, tmp_path / "moved"))
    for gone in (data.warehouse, data.landing, data.parsed):
        shutil.rmtree(gone)
    return data


@pytest.fixture
def later(moved, season_2022_folder):
    """Another version is current now, of other files."""
    shutil.copytree(season_2022_folder.warehouse, moved.warehouse)
    return moved


def test_without_a_warehouse_snapshots_are_listed_verified_compared_and_taken_out(
    moved, run, tmp_path
):
    code, out, _ = run("snapshot", "list", data=moved)
    assert (code, "2024-year-end-2024-12-31" in out) == (0, True)
    code, out, _ = run("snapshot", "verify", data=moved)
    assert (code, out.count("完整")) == (0, 2)
    code, out, _ = run("snapshot", "compare", "2024-year-end", "2025-week", data=moved)
    assert (code, "申报人数" in out) == (0, True)
    code, out, _ = run("snapshot", "export", "2024-year-end", "--to", tmp_path / "out", data=moved)
    assert code == 0
    taken = tmp_path / "out" / "2024-year-end-2024-12-31"
    assert (taken / "documents" / "通报.json").is_file()
    assert (taken / "figures" / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (taken / "data").exists()
    again = run("snapshot", "export", "2024-year-end", "--to", tmp_path / "out", data=moved)
    assert (again[0], "没有覆盖" in again[2]) == (2, True)


def test_without_its_version_it_is_made_again_of_its_own_tables(moved):
    found = rebuild.again(moved, shelf.find(moved, "2024-year-end"), Plain())
    assert found == rebuild.Again(is_same=True, has_version=False)


def test_a_version_that_is_gone_opens_again_with_the_same_figures_and_no_names(seasons, later):
    kept = shelf.find(later, "2024-year-end")
    version, is_made = reopen.reopened(later, kept, NOW)
    assert is_made
    assert version.name == kept.manifest().basis.version.name
    assert layout.is_readable(version)
    assert warehouse.current(later.warehouse).name != version.name
    assert "没有姓名" in warehouse.pins(later.warehouse)[version.name]
    with (
        warehouse.open_version(version) as again,
        warehouse.open_version(warehouse.find(seasons.warehouse, None)) as was,
    ):
        for season, day in ((2024, date(2024, 12, 31)), (2025, date(2025, 11, 20))):
            for by in queries.GRAINS:
                assert queries.figures(again, figures.scope(), season, day, by) == queries.figures(
                    was, figures.scope(), season, day, by
                )
        assert {row["name"] for row in queries.rows(again, "from accepted.roster")} == {"（略）"}
    assert reopen.reopened(later, kept, NOW) == (version, False)


def test_a_version_that_is_still_there_is_not_made_again(seasons):
    kept = shelf.find(seasons, "2025-week")
    version, is_made = reopen.reopened(seasons, kept, NOW)
    assert (version, is_made) == (warehouse.find(seasons.warehouse, None), False)


def test_a_version_is_not_reopened_where_it_would_become_the_current_one(moved):
    with pytest.raises(UserError, match="还没有当前版本"):
        reopen.reopened(moved, shelf.find(moved, "2024-year-end"), NOW)
    assert warehouse.versions(moved.warehouse) == []


def test_a_snapshot_that_is_not_whole_is_not_reopened(later):
    kept = shelf.find(later, "2024-year-end")
    put_back(kept, {**members(kept), "rules/macros.sql": b"drop schema results"})
    with pytest.raises(UserError, match=r"核对不符：rules/macros\.sql"):
        reopen.reopened(later, kept, NOW)


def test_a_version_whose_file_is_damaged_is_not_covered_up(later):
    kept = shelf.find(later, "2024-year-end")
    version, _ = reopen.reopened(later, kept, NOW)
    content = version.path.read_bytes()
    version.path.write_bytes(flipped(content, len(content) // 2))
    with pytest.raises(warehouse.DamagedError):
        reopen.reopened(later, kept, NOW)


def test_the_command_tells_the_address_that_opens_its_pages(later, run):
    code, out, _ = run("snapshot", "reopen", "2024-year-end", data=later)
    version = shelf.find(later, "2024-year-end").manifest().basis.version.short
    assert (code, f"?v={version}&season=2024&day=2024-12-31" in out) == (0, True)


@pytest.mark.slow
def test_a_later_program_with_other_rules_opens_checks_and_compares_it_unchanged(seasons, tmp_path):
    """A copy of the program in which a window, a limit, a count and a definition have changed."""
    project = tmp_path / "later"
    for part in ("etl", "dashboard", "data/reference"):
        shutil.copytree(ROOT / part, project / part, ignore=shutil.ignore_patterns("__pycache__"))
    rules = project / "etl" / "seasons" / "2024.toml"
    text = rules.read_text("utf-8")
    assert "2024-11-25" in text
    rules.write_text(text.replace("2024-11-25", "2024-11-20"), "utf-8")
    count = project / "etl" / "sql" / "2_counts" / "late_files.sql"
    text = count.read_text("utf-8")
    assert "-- title: 纸质材料逾期人数" in text
    count.write_text(text.replace("-- title: 纸质材料逾期人数", "-- title: 改名的计数"), "utf-8")
    data = DataFolder(shutil.copytree(seasons.root, tmp_path / "data"))
    shutil.rmtree(data.warehouse)
    before = {kept.id: kept.content() for kept in shelf.kept(data)}

    def later_program(*words):
        done = subprocess.run(
            [sys.executable, "-m", "etl", "snapshot", *words, "--data", str(data.root)],
            cwd=project, env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    assert later_program("verify")[0] == 0
    code, out, _ = later_program(
        "compare", "2024-year-end", "2025-week", "--by", "none", "--format", "json"
    )
    titles = {line["title"] for line in json.loads(out)}
    assert (code, "纸质材料逾期人数" in titles, "改名的计数" in titles) == (0, True, False)
    assert later_program("export", "2024-year-end", "--to", str(tmp_path / "out"))[0] == 0
    code, out, _ = later_program("rebuild", "--check", "2024-year-end")
    assert "此后变了：程序" in out
    assert {kept.id: kept.content() for kept in shelf.kept(data)} == before
