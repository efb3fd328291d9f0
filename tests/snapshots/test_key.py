"""The signing key: made once, its owner's only; what it signed is checked without this program, too."""

import shutil
import stat
import subprocess

import pytest

from etl.errors import UserError
from etl.snapshots import key, shelf
from tests.snapshots.changing import members


@pytest.fixture
def own(monkeypatch, tmp_path):
    """A configuration folder without a key."""
    monkeypatch.delenv(key.ENVIRONMENT)
    monkeypatch.setenv("BZ_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config" / key.FILE


def test_the_key_is_made_on_first_use_for_its_owner_only_and_kept(own):
    assert not key.is_at_hand()
    first = key.signing_key()
    assert key.is_at_hand()
    assert stat.S_IMODE(own.stat().st_mode) == 0o600
    assert key.fingerprint(key.signing_key().public_key()) == key.fingerprint(first.public_key())
    assert [path.name for path in own.parent.iterdir()] == [key.FILE]


def test_a_damaged_key_is_told_and_never_replaced(own):
    key.signing_key()
    own.write_bytes(b"nothing")
    with pytest.raises(UserError, match="已损坏"):
        key.signing_key()
    assert own.read_bytes() == b"nothing"


@pytest.mark.parametrize("given", ["5e", "z" * 64, "5e" * 33])
def test_a_key_given_otherwise_is_refused(monkeypatch, given):
    monkeypatch.setenv(key.ENVIRONMENT, given)
    with pytest.raises(UserError, match="不是签名密钥"):
        key.signing_key()


def test_another_key_than_before_is_told_and_the_earlier_one_still_counts(tmp_path, monkeypatch):
    before = key.signing_key().public_key()
    assert not key.note_public(tmp_path, before)
    assert not key.note_public(tmp_path, before)
    monkeypatch.setenv(key.ENVIRONMENT, "ab" * 32)
    assert key.note_public(tmp_path, key.signing_key().public_key())
    assert [key.fingerprint(each) for each in key.known_keys(tmp_path)] == [
        key.fingerprint(before),
        key.fingerprint(key.signing_key().public_key()),
    ]


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl")
def test_openssl_and_sha256sum_check_a_snapshot_as_its_readme_says(office, tmp_path):
    held = members(shelf.find(office, "2022-year-end"))
    for name, content in held.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    lines = [line.strip() for line in held["README.txt"].decode().splitlines()]
    commands = [line for line in lines if line.startswith(("sha256sum", "openssl"))]
    assert len(commands) == 2
    for command in commands:
        subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "manifest.json").write_bytes(held["manifest.json"] + b" ")
    for command in commands:
        failed = subprocess.run(command.split(), cwd=tmp_path, check=False, capture_output=True)
        assert failed.returncode == 1
