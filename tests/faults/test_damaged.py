"""F7: a damaged version is never shown; the one before it is, and everyone is told."""

import json
import os
import shutil

import duckdb
import pytest

from dashboard import answers
from etl import sealed, warehouse
from etl.__main__ import main
from etl.paths import DataFolder
from tests.faults import damages
from tests.faults.conftest import content, content_of

FEW = (("flip", 150), ("cut", 40), ("empty", 0), ("wal", 0), ("gone", 0))


@pytest.fixture
def data(season, tmp_path):
    """Two versions: the old one, and the new one published last."""
    return DataFolder(shutil.copytree(season.new.root, tmp_path / "data"))


@pytest.fixture
def run(capsys):
    def _run(*words, data):
        code = main([*map(str, words), "--data", str(data.root)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return _run


def wrong_with(season, data, run):
    """What is not as promised once the version published last is damaged."""
    last, (first, *_) = warehouse.published_last(data.warehouse), warehouse.versions(data.warehouse)
    wrong = []
    if warehouse.current(data.warehouse) != first or content(data) != season.before:
        return [f"shown: {warehouse.current(data.warehouse)}"]
    for command in (("metrics",), ("status",)):
        code, out, err = run(*command, data=data)
        if code or f"最新发布的版本 {last.short}" not in err or first.short not in err:
            wrong.append(f"{command}: {code} {err}")
    if last.path.exists() and "坏了：" not in out:
        wrong.append(f"the list of versions: {out}")
    if last.path.exists():
        code, _, err = run("metrics", "--version", last.short, data=data)
        if code != 2 or f"版本 {last.short} 的文件坏了" not in err:
            wrong.append(f"asked for by name: {code} {err}")
    return wrong


def tried(season, data, run, how, number):
    last = warehouse.published_last(data.warehouse)
    kept = last.path.read_bytes()
    damages.damage(last.path, how, number)
    wrong = [f"{how} {number}: {each}" for each in wrong_with(season, data, run)]
    last.path.with_name(f"{last.path.name}.wal").unlink(missing_ok=True)
    last.path.write_bytes(kept)
    if content(data) != season.after:
        wrong.append(f"{how} {number}: mended, it is not shown again")
    return wrong


@pytest.mark.slow
def test_damaged_in_a_few_ways(season, data, run):
    wrong = [each for how, number in FEW for each in tried(season, data, run, how, number)]
    assert wrong == []


@pytest.mark.slow
def test_damaged_in_all_ways(season, data, run, tally):
    wrong = [each for how, number in damages.ALL for each in tried(season, data, run, how, number)]
    assert wrong == []
    tally("F7", len(damages.ALL))


def test_the_next_load_computes_it_anew_of_the_same_files(season, data, forge):
    last = warehouse.published_last(data.warehouse)
    damages.damage(last.path, "flip", 150)
    ended = forge.run("load", "--quick", data=data)
    assert ended.code in (0, 1), ended.told
    assert "已发布版本" in ended.out
    assert content(data) == season.after
    assert warehouse.stands_in(data.warehouse) is None
    assert warehouse.fault_of(last) is not None


def test_with_no_whole_version_it_says_so_and_a_load_mends_it(season, data, run, forge):
    for version in warehouse.versions(data.warehouse):
        damages.damage(version.path, "cut", 40)
    for command in ("metrics", "status"):
        code, _, err = run(command, data=data)
        assert code == 2
        assert "的文件坏了（内容与发布时不同）" in err
        assert "etl load" in err
    assert forge.run("load", "--quick", data=data).code in (0, 1)
    assert content(data) == season.after


def test_a_version_of_an_earlier_program_has_no_seal_and_is_not_taken_for_damaged(season, data):
    for seal in data.warehouse.glob("*.sha256"):
        seal.unlink()
    assert content(data) == season.after
    pointer = data.warehouse / "current"
    noted = json.loads(pointer.read_text())
    damages.damage(warehouse.published_last(data.warehouse).path, "flip", 150)
    assert (
        content(data) == season.before
    )  # the pointer notes the hash of the version published last
    pointer.write_text(json.dumps({"version": noted["version"]}))
    assert warehouse.fault_of(warehouse.published_last(data.warehouse)) in (None, "打不开")


@pytest.mark.slow
def test_without_any_hash_no_damage_passes_for_figures(season, data, tally):
    """Of versions of an earlier program DuckDB itself finds the damage, if it matters."""
    last = warehouse.published_last(data.warehouse)
    sealed.seal_of(last.path).unlink()
    (data.warehouse / "current").write_text(json.dumps({"version": last.name}))
    kept, wrong, found = last.path.read_bytes(), [], 0
    for number in range(damages.FLIPS):
        damages.damage(last.path, "flip", number)
        try:
            if content_of(last) != season.after:
                wrong.append(number)
        except (duckdb.Error, warehouse.DamagedError):
            found += 1
        last.path.write_bytes(kept)
    assert wrong == []
    assert found > damages.FLIPS / 2
    tally("F7", damages.FLIPS)


def test_a_hash_is_computed_once_until_the_file_changes(data, monkeypatch):
    read = []
    digest = sealed.digest
    monkeypatch.setattr(sealed, "digest", lambda path: read.append(path) or digest(path))
    sealed.forget()
    version = warehouse.current(data.warehouse)
    for _ in range(3):
        warehouse.open_version(version).close()
    assert read == [version.path]
    os.utime(version.path, (0, 0))
    warehouse.open_version(version).close()
    assert len(read) == 2


def test_a_disk_that_loses_bytes_under_an_open_version_is_found_out_when_it_is_asked(data):
    version = warehouse.current(data.warehouse)
    question = "select sum(length(t::varchar)) from results.count_value as t"

    def asks(con, text):
        return con.execute(text).fetchone()

    assert answers.asked(version, asks, ("select 1",)) == (1,)
    state = version.path.stat()
    with version.path.open("r+b") as file:  # in place, and no time tells of it
        file.seek(16384)
        file.write(b"\xff" * (state.st_size - 16384))
    os.utime(version.path, ns=(state.st_atime_ns, state.st_mtime_ns))
    with pytest.raises(warehouse.DamagedError, match="内容与发布时不同"):
        answers.asked(version, asks, (question,))
    assert warehouse.current(data.warehouse) != version


def test_what_thinning_takes_away_takes_its_seal_along(data):
    first, last = warehouse.versions(data.warehouse)
    for number in range(warehouse.KEPT_VERSIONS - 1):
        shutil.copy(first.path, data.warehouse / f"20230104T11000{number}-0000000{number}.duckdb")
    assert sealed.seal_of(first.path).exists()
    assert warehouse.thin(data.warehouse) == [first]
    assert not sealed.seal_of(first.path).exists()
    assert sealed.seal_of(last.path).exists()
