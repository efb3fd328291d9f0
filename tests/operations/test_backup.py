"""A backup is whole or is none; what is wrong with it is named."""

import os
import shutil
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest

from etl import audit, pipeline, warehouse
from etl.errors import UserError
from etl.keeping import backup as keeping
from etl.keeping import files, verify
from etl.paths import ROOT, DataFolder
from etl.register import register_of
from tests.operations.saving import NOW, a_version, flip, make

pytestmark = pytest.mark.slow  # what is restored in every run has been backed up first


def test_a_backup_is_told_and_noted_with_the_hash_of_its_list(run, data, tmp_path):
    code, told, _ = run("backup", tmp_path / "safe", data=data)
    (made,) = keeping.backups(tmp_path / "safe")
    assert code == 0
    assert made.name in told
    assert made.digest[:16] in told
    noted = [each for each in register_of(data).entries() if each.kind == audit.BACKED_UP]
    assert [each.subject for each in noted] == [made.name]
    assert made.digest in noted[0].detail


def test_a_backup_can_be_checked_without_this_program(data, tmp_path):
    if not shutil.which("sha256sum"):
        pytest.skip("no sha256sum here")
    made = make(data, tmp_path / "safe")
    check = ["sha256sum", "--quiet", "-c", files.SUMS]
    assert subprocess.run(check, cwd=made.path, check=False).returncode == 0
    flip(a_version(made))
    assert subprocess.run(check, cwd=made.path, capture_output=True, check=False).returncode == 1


def test_locks_drafts_and_the_register_s_companions_are_left_out(data, tmp_path):
    (data.warehouse / ".build-1.duckdb").write_text("half")
    (data.landing / ".coming-x").write_text("half")
    taken = files.sums_in(make(data, tmp_path / "safe").path)
    names = {path.rsplit("/", 1)[-1] for path in taken}
    assert {"register.sqlite", "register-anchors.txt", "receipts.jsonl", "current"} <= names
    assert not [name for name in names if name.startswith(".") or name.endswith((".lock", "-wal"))]
    assert "build.json" not in names


@pytest.mark.parametrize("spoil", ["version", "list", "manifest", "register"])
def test_one_flipped_byte_anywhere_is_named(run, data, tmp_path, spoil):
    made = make(data, tmp_path / "safe")
    path = {
        "version": a_version(made),
        "list": made.path / files.SUMS,
        "manifest": made.path / keeping.MANIFEST,
        "register": made.path / "data" / "register.sqlite",
    }[spoil]
    flip(path, 20)
    code, told, _ = run("backup", tmp_path / "safe", "--verify", data=data)
    assert code == 1
    assert (path.name in told) or spoil == "list"
    assert "处不对" in told


def test_a_file_gone_and_a_file_added_are_named(data, tmp_path):
    made = make(data, tmp_path / "safe")
    assert verify.faults(made) == []
    (made.path / "data" / "landing" / "receipts.jsonl").unlink()
    (made.path / "data" / "more.txt").write_text("?")
    assert verify.faults(made) == [
        "data/landing/receipts.jsonl：不见了",
        "data/more.txt：不在清单里",
    ]


def test_a_file_taken_away_together_with_its_line_is_noticed(data, tmp_path):
    made = make(data, tmp_path / "safe")
    lines = (made.path / files.SUMS).read_text("utf-8").splitlines(keepends=True)
    rest = [line for line in lines if "receipts.jsonl" not in line]
    (made.path / files.SUMS).write_text("".join(rest), "utf-8")
    (made.path / "data" / "landing" / "receipts.jsonl").unlink()
    assert "只列了" in verify.faults(made)[0]


def test_a_list_cannot_lead_out_of_its_folder(data, tmp_path):
    made = make(data, tmp_path / "safe")
    with (made.path / files.SUMS).open("a") as listed:
        listed.write(f"{'0' * 64}  data/../../../outside\n")
    assert "读不懂" in verify.faults(made)[0]


def test_a_backup_broken_off_is_none_and_the_next_one_sweeps_it(data, tmp_path, monkeypatch):
    whole = files.copied
    done = []

    def full(source, target):
        if len(done) > 5:
            raise OSError(28, "No space left on device")
        done.append(target)
        return whole(source, target)

    monkeypatch.setattr(files, "copied", full)
    with pytest.raises(UserError, match="没有备份成功"):
        make(data, tmp_path / "safe")
    assert list((tmp_path / "safe").glob(".backup-*"))
    assert keeping.backups(tmp_path / "safe") == []
    monkeypatch.undo()
    made = make(data, tmp_path / "safe")
    assert [path.name for path in (tmp_path / "safe").iterdir()] == [made.name]
    assert verify.faults(made) == []


@pytest.mark.slow
def test_a_backup_killed_at_any_moment_is_whole_or_none(data, tmp_path):
    target, began = tmp_path / "safe", 0
    command = [sys.executable, "-m", "etl", "backup", str(target), "--data", str(data.root)]
    for step in range(25):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        time.sleep(0.1 + 0.03 * step)
        process.kill()
        process.wait()
        began += bool(list(target.glob(".backup-*")))
        for each in keeping.backups(target):
            assert verify.faults(each) == []
    assert began, "no kill hit a backup in the making"
    assert verify.faults(make(data, target)) == []
    assert not list(target.glob(".backup-*"))


def test_what_was_written_is_read_back_before_it_counts(data, tmp_path, monkeypatch):
    whole = files.copied

    def bad_disk(source, target):
        digest = whole(source, target)
        if target.name == "receipts.jsonl":
            flip(target, 3)
        return digest

    monkeypatch.setattr(files, "copied", bad_disk)
    with pytest.raises(UserError, match=r"读回来不同：data/landing/receipts\.jsonl"):
        make(data, tmp_path / "safe")
    assert keeping.backups(tmp_path / "safe") == []


def test_too_little_space_is_told_with_both_sizes_and_writes_nothing(data, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(UserError, match=r"需要 .* MB，还有 0 MB"):
        make(data, tmp_path / "safe")
    assert list((tmp_path / "safe").iterdir()) == []


def test_no_load_runs_during_a_backup_and_no_backup_during_a_load(data, tmp_path, monkeypatch):
    with warehouse.build_lock(data.warehouse, NOW), pytest.raises(UserError, match="另一项载入"):
        make(data, tmp_path / "safe")
    told = []

    def load_meanwhile(*_):
        with pytest.raises(UserError) as error:
            pipeline.load(data, [], NOW)
        told.append(error.value.what)
        return keeping.Backup(tmp_path)

    monkeypatch.setattr(keeping, "_named", load_meanwhile)
    make(data, tmp_path / "safe")
    assert "另一项备份正在进行" in told[0]


def test_a_backup_beside_people_at_work_holds_a_register_that_verifies(data, tmp_path):
    register, stop, written = register_of(data), threading.Event(), []

    def work():
        while not stop.is_set():
            audit.note(register, audit.COMMAND_LINE, NOW, audit.OPENED, "cases")
            written.append(1)
            time.sleep(0.01)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        made = [make(data, tmp_path / "safe", NOW + timedelta(minutes=n)) for n in range(3)]
    finally:
        stop.set()
        worker.join()
    assert len(written) > 3
    for each in made:
        copy = register_of(DataFolder(each.path / "data"))
        assert each.manifest().state.faults == []
        assert copy.verify() == []
    assert register.verify() == []


def test_what_has_not_changed_is_linked_and_a_copy_gone_bad_is_made_anew(data, tmp_path):
    first = make(data, tmp_path / "safe")
    flip(a_version(first))
    receipts = first.path / "data" / "landing" / "receipts.jsonl"
    second = make(data, tmp_path / "safe", NOW + timedelta(days=1))
    assert receipts.samefile(second.path / "data" / "landing" / "receipts.jsonl")
    assert not a_version(first).samefile(a_version(second))
    assert verify.faults(second) == []


def test_a_backup_never_shares_a_file_with_the_data_folder(data, tmp_path):
    made = make(data, tmp_path / "safe")
    for path in (made.path / "data").rglob("*"):
        if path.is_file():
            assert not path.samefile(data.root / path.relative_to(made.path / "data"))


def test_a_backup_is_not_made_inside_the_data_folder(run, data):
    code, _, told = run("backup", data.root / "safe", data=data)
    assert code == 2
    assert "备份不能放在数据文件夹里" in told
    assert not (data.root / "safe").exists()


def test_only_the_owner_can_read_a_backup(data, tmp_path):
    if os.name != "posix":
        pytest.skip("modes mean nothing here")
    made = make(data, tmp_path / "safe")
    for path in [made.path, *made.path.iterdir(), *(made.path / "data" / "landing").iterdir()]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_landing_on_another_disk_is_followed(data, tmp_path):
    (data.root / "landing").rename(tmp_path / "disk")
    (data.root / "landing").symlink_to(tmp_path / "disk")
    taken = files.sums_in(make(data, tmp_path / "safe").path)
    assert len([path for path in taken if path.startswith("data/landing/")]) > 3
