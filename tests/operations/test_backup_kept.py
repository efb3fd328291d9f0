"""Which backups stay, and where the key goes."""

import os
import shutil
from datetime import timedelta

import pytest

from etl import audit, warehouse
from etl.keeping import backup as keeping
from etl.keeping import verify
from etl.register import register_of
from tests.operations.saving import NOW, flip, make

pytestmark = pytest.mark.slow  # making and restoring are looked at in every run


def test_the_last_few_and_one_a_week_are_kept(data, tmp_path, monkeypatch):
    target = tmp_path / "safe"
    seed = make(data, target, NOW - timedelta(days=30))
    for day in range(29, 0, -1):
        name = f"backup-{NOW - timedelta(days=day):%Y%m%dT%H%M%S}"
        shutil.copytree(seed.path, target / name, copy_function=os.link)
    made = make(data, target)  # a Monday

    def left():
        return [f"{each.made_at:%m-%d}" for each in keeping.backups(target)]

    keeping.thin(target, 3, made)
    assert left() == ["02-01", "02-08", "02-15", "02-22", "02-28", "03-01", "03-02"]
    monkeypatch.setattr(keeping, "KEPT_WEEKS", 3)
    keeping.thin(target, 2, made)
    assert left() == ["02-22", "03-01", "03-02"]
    assert all(verify.faults(each) == [] for each in keeping.backups(target))


def test_keep_is_a_number_of_backups(run, data, tmp_path):
    assert run("backup", tmp_path / "safe", "--keep", 0, data=data)[0] == 2
    assert not (tmp_path / "safe").exists()
    make(data, tmp_path / "safe", NOW)
    make(data, tmp_path / "safe", NOW - timedelta(minutes=5))
    code, told, _ = run("backup", tmp_path / "safe", "--keep", 1, data=data)
    assert code == 0
    assert told.count("已删去旧备份") == 1


def test_a_clock_gone_back_never_deletes_the_backup_just_made(data, tmp_path):
    later = [make(data, tmp_path / "safe", NOW + timedelta(hours=n)) for n in range(3)]
    made = make(data, tmp_path / "safe", NOW - timedelta(minutes=1))
    assert keeping.thin(tmp_path / "safe", 1, made) == later[:2]
    assert keeping.backups(tmp_path / "safe") == [made, later[2]]


def test_old_backups_stay_where_the_data_folder_itself_is_damaged(run, data, tmp_path):
    for hours in range(3):
        make(data, tmp_path / "safe", NOW + timedelta(hours=hours))
    flip(warehouse.current(data.warehouse).path, 300_000)
    code, told, _ = run("backup", tmp_path / "safe", "--keep", 1, data=data)
    assert code == 1
    assert "与发布时不同" in told
    assert len(keeping.backups(tmp_path / "safe")) == 4


def test_the_key_is_in_no_backup_and_goes_to_a_file_of_its_own(run, data, tmp_path):
    key = tmp_path / "elsewhere.key"
    code, told, _ = run("backup", tmp_path / "safe", "--with-key", key, data=data)
    secret = os.environ["BZ_ID_KEY"].encode()
    assert code == 0
    assert key.read_bytes().strip() == secret
    assert key.stat().st_mode & 0o077 == 0 or os.name != "posix"
    for path in (tmp_path / "safe").rglob("*"):
        assert not path.is_file() or secret not in path.read_bytes()
    noted = [each.kind for each in register_of(data).entries()]
    assert noted[-2:] == [audit.BACKED_UP, audit.KEY_COPIED]
    assert "另存" in told


@pytest.mark.parametrize("place", ["safe", "data"])
def test_the_key_is_never_put_beside_what_it_opens(run, data, tmp_path, place):
    code, _, told = run(
        "backup", tmp_path / "safe", "--with-key", tmp_path / place / "key", data=data
    )
    assert code == 2
    assert "不能和备份或数据放在一起" in told
    assert not (tmp_path / place / "key").exists()


def test_another_key_is_never_overwritten(run, data, tmp_path):
    (tmp_path / "old.key").write_text("another")
    code, _, told = run("backup", tmp_path / "safe", "--with-key", tmp_path / "old.key", data=data)
    assert code == 2
    assert "另一把密钥" in told
    assert (tmp_path / "old.key").read_text() == "another"
