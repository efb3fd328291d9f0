"""The key behind the hashes is made once, stays private and never lies in the data folder."""

import pytest

from etl.errors import UserError
from etl.paths import ROOT
from etl.reading import secret


@pytest.fixture
def config(tmp_path, monkeypatch):
    monkeypatch.delenv("BZ_ID_KEY")
    monkeypatch.setenv("BZ_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config"


def test_a_key_is_made_on_first_use_and_kept(config):
    key = secret.id_key()
    assert len(key) == 64
    assert secret.id_key() == key
    assert (config / "id.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in config.iterdir()] == ["id.key"]


def test_the_environment_comes_first(config, monkeypatch):
    monkeypatch.setenv("BZ_ID_KEY", "another")
    assert secret.id_key() == b"another"
    assert not config.exists()


def test_another_key_gives_other_hashes():
    assert secret.keyed_hash("x", b"a") != secret.keyed_hash("x", b"b")


def test_a_damaged_key_is_a_mistake_that_is_told_never_a_new_key(config):
    config.mkdir()
    (config / "id.key").write_text("short")
    with pytest.raises(UserError, match="已损坏"):
        secret.id_key()
    assert (config / "id.key").read_text() == "short"


@pytest.mark.parametrize(
    ("system", "variable", "folder"),
    [("linux", "XDG_CONFIG_HOME", "bz-title"), ("win32", "APPDATA", "bz-title")],
)
def test_the_key_lies_in_the_users_own_configuration(
    monkeypatch, tmp_path, system, variable, folder
):
    monkeypatch.delenv("BZ_CONFIG_DIR", raising=False)
    monkeypatch.setattr(secret.sys, "platform", system)
    monkeypatch.setenv(variable, str(tmp_path))
    assert secret.config_folder() == tmp_path / folder
    assert ROOT not in secret.config_folder().parents
